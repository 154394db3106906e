import type { QuorumCount } from '../councils/model.ts'
import type { AgendaPointId } from '../ids.ts'
import { eachLanguage, type Language, type Localised } from '../language.ts'
import { formatTime } from '../messages/format.ts'
import type { MessageKey } from '../messages/sentences.ts'
import { say } from '../messages/translate.ts'
import type { Instant } from '../time.ts'
import type { Entry, Facts, MinutesFacts, Piece } from './model.ts'

/** Stands round a fact's name while a message is said; nobody can type it. */
const MARK = '\u0001'

/** Messages said one after another, with the places of their facts kept. */
export function sentenceOf(keys: readonly MessageKey[], facts: Facts): Entry['sentence'] {
  const marked = Object.fromEntries(Object.keys(facts).map((name) => [name, `${MARK}${name}${MARK}`]))
  return eachLanguage((language: Language) => piecesOf(keys.map((key) => say(language, key, marked)).join(' ')))
}

const piecesOf = (marked: string): readonly Piece[] =>
  marked
    .split(MARK)
    .map((piece, index): Piece => (index % 2 === 1 ? { fact: piece } : { words: piece }))
    .filter((piece) => 'fact' in piece || piece.words !== '')

type About = { readonly id: string; readonly at: Instant; readonly point?: AgendaPointId | null }

/** A paragraph of the minutes; facts that its sentence does not say may be put into its words. */
export const paragraph = ({ id, at, point = null }: About, keys: readonly MessageKey[], facts: Facts): Entry => ({
  id,
  kind: 'paragraph',
  at,
  point,
  facts,
  sentence: sentenceOf(keys, facts),
})

/** An hour in the session's zone, and words that are the same in each language, as facts. */
export const hourOf = ({ session }: MinutesFacts, at: Instant): Localised =>
  eachLanguage(() => formatTime(at, session.timezone))
export const same = (words: string | number): Localised => eachLanguage(() => String(words))

/** The quorum of each council in words: a fact as a whole. */
export const quorumWords = (counts: readonly QuorumCount[], councils: MinutesFacts['councils']): Localised =>
  eachLanguage((language) =>
    counts
      .map(({ council, present, needed, reached }) =>
        say(language, reached ? 'minuted.quorumReached' : 'minuted.quorumMissing', {
          council: councils.find(({ id }) => id === council)?.name[language] ?? '',
          present,
          needed,
        }),
      )
      .join('; '),
  )
