import type { Hash } from '../hash.ts'
import type { Language, Localised } from '../language.ts'
import { formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import type { MinutedEntry } from '../minutes/closing.ts'
import type { MinutesStage } from '../minutes/rules.ts'
import type { Instant } from '../time.ts'
import type { SessionFacts } from './model.ts'
import { printable } from './words.ts'

/** The minutes as their reader has them. */
export type MinutesOfSession = {
  readonly stage: MinutesStage
  readonly closed: { readonly hash: Hash; readonly at: Instant } | null
  readonly entries: readonly MinutedEntry[]
  readonly signatures: readonly { readonly role: Localised; readonly name: Localised; readonly at: Instant | null }[]
  /** The record says something otherwise than it was closed. */
  readonly differs: boolean
}

/** Minutes in one language, as every format prints them. */
export type OutlineMinutes = {
  readonly title: string
  readonly stage: MinutesStage
  /** On every sheet until they are approved. */
  readonly stamp: string | null
  /** What fixes their words, in sentences. */
  readonly standing: readonly string[]
  readonly entries: readonly { readonly id: string; readonly kind: MinutedEntry['kind']; readonly words: string }[]
  readonly signatures: readonly { readonly role: string; readonly name: string; readonly signed: string }[]
}

/** The minutes in one language; null where their reader may not read them. Source: RULES.md MI5, MI9. */
export function minutesOutline(
  { minutes, session, at, reader }: Pick<SessionFacts, 'minutes' | 'session' | 'at' | 'reader'>,
  language: Language,
): OutlineMinutes | null {
  if (!minutes) return null
  const { stage, closed, differs } = minutes
  const when = (instant: Instant) => formatDateTime(language, instant, session.timezone)
  return {
    title: say(language, 'files.minutes.title'),
    stage,
    stamp:
      stage === 'approved'
        ? null
        : say(language, 'files.minutes.stamp', {
            draft: say(language, stage === 'draft' ? 'circulation.draft' : 'files.minutes.notSignedByAll'),
            when: when(at),
            name: reader ? printable(reader[language]) : say(language, 'files.operator'),
          }),
    standing: closed
      ? [
          say(language, `files.minutes.${stage === 'approved' ? 'approved' : 'closed'}`, {
            time: when(closed.at),
            hash: closed.hash,
          }),
          ...(differs ? [say(language, 'files.minutes.differs')] : []),
        ]
      : [say(language, 'files.minutes.draft')],
    entries: minutes.entries.flatMap(({ id, kind, said }) => {
      const words = printable(said[language].map((piece) => piece.words).join('')).trim()
      return words === '' ? [] : [{ id, kind, words }]
    }),
    signatures: minutes.signatures.map(({ role, name, at: signedAt }) => ({
      role: printable(role[language]),
      name: printable(name[language]),
      signed:
        signedAt === null
          ? say(language, 'files.minutes.notSigned')
          : say(language, 'files.minutes.signed', { time: when(signedAt) }),
    })),
  }
}
