import { canonicalJson, type Json } from '../canonical-json.ts'
import { sha256Hex } from '../hash.ts'
import { LANGUAGES } from '../language.ts'
import { PARTS, type Parts } from '../text/canonical.ts'
import { sameBlocks } from '../text/difference.ts'
import { type Edit, editsBetween } from '../text/edits.ts'
import { isBorder, type Token, tokensOf } from '../text/tokens.ts'
import type { ChangeClass, FinalChange } from './final.ts'

/** Words to each side by which a change is found. */
const AROUND = 6

/** Every change of a copy, one by one, with what it was classed as. Source: RULES.md AD22. */
export function finalChanges(
  before: Parts,
  after: Parts,
  classed: ReadonlyMap<string, ChangeClass>,
): readonly FinalChange[] {
  const met = new Map<string, number>()
  return PARTS.flatMap((part) =>
    LANGUAGES.filter((language) => !sameBlocks(before[part][language], after[part][language])).flatMap((language) => {
      const [was, now] = [tokensOf(before[part][language], language), tokensOf(after[part][language], language)]
      const edits = editsBetween(was, now)
      const said = edits.length > 0 ? edits.map((edit) => saidBy(edit, was, now)) : [restyled(was, now)]
      return said.map(({ from, to, ...said }): FinalChange => {
        const content = canonicalJson({ part, language, ...said } as unknown as Json)
        const count = met.get(content) ?? 0
        met.set(content, count + 1)
        const key = sha256Hex(`${content} ${count}`)
        return {
          key,
          part,
          language,
          ...said,
          around: {
            before: wordsOf(was.slice(Math.max(0, from - AROUND), from)),
            after: wordsOf(was.slice(to, to + AROUND)),
          },
          weighty: isWeighty(said.before, said.after),
          class: classed.get(key) ?? null,
        }
      })
    }),
  )
}

/** `from`, `to`: where it stands among the words before. */
type Said = {
  readonly from: number
  readonly to: number
  readonly before: string
  readonly after: string
  readonly looks?: string
}

const saidBy = (edit: Edit, was: readonly Token[], now: readonly Token[]): Said => ({
  from: edit.from,
  to: edit.to,
  before: wordsOf(was.slice(edit.from, edit.to)),
  after: wordsOf(now.slice(edit.newFrom, edit.newTo)),
})

/** Words that only look otherwise, where nothing else was changed: one change for the whole of a part in a language. */
const restyled = (was: readonly Token[], now: readonly Token[]): Said => ({
  from: 0,
  to: was.length,
  before: wordsOf(was),
  after: wordsOf(now),
  looks: sha256Hex(canonicalJson(now.map(({ spans }) => spans) as unknown as Json)),
})

const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => (isBorder(token) ? '¶' : token.text))
    .join('')
    .replace(/^¶/, '')

/** Words that turn a sentence round, in the three languages. */
const NEGATIONS = /(?:^|[^\p{L}])(?:не|нет|ни|без|кроме|not|no|never|without|except|емес|жоқ|ешқандай)(?=[^\p{L}]|$)/iu

/** A figure or a negation that only one side has. Source: RULES.md AD22. */
export function isWeighty(before: string, after: string): boolean {
  const figures = (words: string) => (words.match(/\d+/g) ?? []).join(' ')
  return figures(before) !== figures(after) || NEGATIONS.test(before) !== NEGATIONS.test(after)
}
