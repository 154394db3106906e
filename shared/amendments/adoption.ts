import * as Y from 'yjs'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { WritingIds } from '../text/paragraph-writer.ts'
import { copyOf, fragmentOf, readParts } from '../text/ydoc.ts'
import { readTokens } from '../text/ytokens.ts'
import { writeTokens } from '../text/ywriting.ts'
import type { TextPlan } from './text-plan.ts'

/** A plan that cannot be written as it was shown. Nothing of it is written. */
export class NotAsPlanned extends Error {}

/**
 * The plan as one Yjs update to append to the text's log; null when the text says all of it already. It is written on a copy of
 * `state` and read back: what is not exactly the plan is thrown away whole. `ids` gives fresh client ids, one for each author: under an
 * amendment's own ids its later edits would come into the text by themselves.
 * Throws NotAsPlanned: a clash is open, an id is not fresh, the text is not the one planned for. Source: RULES.md AM11, AM12.
 */
export function adoption(state: Uint8Array, plan: TextPlan, ids: WritingIds): Uint8Array | null {
  if (plan.open > 0) throw new NotAsPlanned(`${plan.open} clashes are open`)
  const copy = copyOf(state)
  const known = Y.decodeStateVector(Y.encodeStateVector(copy))
  const fresh = (id: number): number => {
    if (known.has(id)) throw new NotAsPlanned(`client id ${id} has written before`)
    return id
  }
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => {
    for (const { part, language, tokens } of plan.fragments) {
      const fragment = fragmentOf(copy, part, language)
      writeTokens(fragment, readTokens(fragment, language), tokens(), {
        idOf: (writer) => fresh(ids.idOf(writer)),
        own: fresh(ids.own),
      })
    }
  })
  if (said(readParts(copy)) !== said(plan.parts)) throw new NotAsPlanned('the text would not say what was shown')
  copy.destroy()
  return updates.length === 0 ? null : Y.mergeUpdates(updates)
}

const said = (parts: TextPlan['parts']): string => canonicalJson(parts as unknown as Json)
