import * as Y from 'yjs'
import { LANGUAGES } from '../language.ts'
import { type Block, PARTS, type Parts } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { editsBetween } from '../text/edits.ts'
import type { Wanted } from '../text/paragraph-writer.ts'
import { type Token, tokensOf } from '../text/tokens.ts'
import { copyOf, fragmentOf, readParts } from '../text/ydoc.ts'
import { readTokens } from '../text/ytokens.ts'
import { writeTokens } from '../text/ywriting.ts'

/** A text as it would be: the edit to append to its log, and what it says with it. */
export type Restored = { readonly update: Uint8Array; readonly parts: Parts; readonly state: Uint8Array }

/**
 * The edit that makes a text say what a version says, with the fewest new items: words that are there already stay who wrote them, the
 * others are written under `clientId`, which must be new to the text. Tried on a copy and read back. Null where it says all of it
 * already. Throws where it would say anything else. Source: RULES.md VE16.
 */
export function restoration(state: Uint8Array, wanted: Parts, clientId: number): Restored | null {
  const copy = copyOf(state)
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => {
    const now = readParts(copy)
    for (const part of PARTS)
      for (const language of LANGUAGES) {
        const blocks = wanted[part][language]
        if (sameBlocks(now[part][language], blocks)) continue
        const fragment = fragmentOf(copy, part, language)
        const present = readTokens(fragment, language)
        const words = writtenBy(present, tokensOf(whole(blocks), language), clientId)
        writeTokens(fragment, present, words, { own: clientId, idOf: () => clientId })
      }
  })
  const parts = readParts(copy)
  const differs = PARTS.some((part) => LANGUAGES.some((one) => !sameBlocks(parts[part][one], whole(wanted[part][one]))))
  if (differs) throw new Error('the text would not say what the version says')
  const written = updates.length === 0 ? null : Y.mergeUpdates(updates)
  const after = Y.encodeStateAsUpdate(copy)
  copy.destroy()
  return written && { update: written, parts, state: after }
}

/** A text always has a paragraph. */
const whole = (blocks: readonly Block[]): readonly Block[] => (blocks.length > 0 ? blocks : [{ content: [] }])

/** The wanted words, each with the present word that it is, where there is one. */
function writtenBy(present: readonly Token[], wanted: readonly Token[], clientId: number): Wanted[] {
  const sources: (number | null)[] = []
  let at = 0
  const keepUntil = (end: number) => {
    for (; at < end; at += 1) sources.push(at)
  }
  for (const { hunks } of editsBetween(present, wanted))
    for (const { from, to, newFrom, newTo } of hunks) {
      keepUntil(from)
      sources.push(...Array.from({ length: newTo - newFrom }, () => null))
      at = to
    }
  keepUntil(present.length)
  return wanted.map((token, index) => ({
    ...token,
    spans: token.spans.map((span) => ({ ...span, by: clientId })),
    source: sources[index] ?? null,
  }))
}
