import type { Language } from '../language.ts'
import { formatDate, formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import type { FinalFacts, OutlineFollowUp, OutlineText, SessionFacts, TextFacts } from './model.ts'
import { printable } from './words.ts'

/** What a published final text is, in sentences: number and day, hash, corrigenda, who signed and who did not. Source: RULES.md EX16. */
export function finalSentences(final: FinalFacts, language: Language, timezone: string): readonly string[] {
  const { number, date, hash, corrigenda } = final
  const values = { number: printable(number), date: formatDate(language, date), hash }
  return [
    say(language, 'files.final', values),
    ...(corrigenda > 0 ? [say(language, 'files.corrigenda', { count: corrigenda })] : []),
    ...final.signatures.map(
      ({ council, name, kind, at, reason }) =>
        `${say(language, `final.signed.${kind}`, {
          council: printable(council[language]),
          name: printable(name[language]),
          when: formatDateTime(language, at, timezone),
          reason: printable(reason),
        })}.`,
    ),
  ]
}

/** What each addressee answered and what the council found: two facts, in one sentence. Source: RULES.md EX17. */
export const followUpOutline = (
  { addressees }: Pick<SessionFacts, 'addressees'>,
  { followUp }: Pick<TextFacts, 'followUp'>,
  language: Language,
): OutlineFollowUp[] =>
  followUp.map(({ addressee, position, reasons, clock, due, answeredOn, status }) => {
    const name = addressees.find(({ id }) => id === addressee)?.name[language] ?? ''
    const day = answeredOn ?? due
    const said = [
      ...(position ? [say(language, `followUp.positions.${position}`)] : []),
      say(language, `followUp.clocks.${clock}`, { date: day ? formatDate(language, day) : '' }),
      say(language, `followUp.statuses.${status ?? 'none'}`),
    ]
    const words = printable(reasons).trim()
    const answer = said.slice(0, 2).join('; ')
    return {
      addressee,
      position,
      status,
      reasons: printable(reasons),
      sentence: `${printable(name)}: ${said.join('; ')}.`,
      answer: position === null ? null : `${printable(name)}: ${answer}.${words === '' ? '' : ` ${words}`}`,
    }
  })

/**
 * Whether a recommendation is accepted: yes when each body that it is addressed to accepts it in full, no as soon as one does not; null
 * while it waits for somebody. Source: RULES.md EX15.
 */
export function isAccepted({ addressees, followUp }: Pick<OutlineText, 'addressees' | 'followUp'>): boolean | null {
  const said = addressees.map(({ id }) => followUp.find(({ addressee }) => addressee === id)?.position ?? null)
  if (said.some((position) => position === 'partly' || position === 'rejected')) return false
  return said.length > 0 && said.every((position) => position === 'accepted') ? true : null
}

/** Each earlier recommendation that a text goes on from, as it is cited, with its words and what became of it. Source: RULES.md FO23. */
export const earlierOutline = ({ earlier }: Pick<TextFacts, 'earlier'>, language: Language): string[] =>
  earlier.map(({ way, source, number, date, text, became }) => {
    const cited = say(language, 'followUp.repeats.said', {
      way: say(language, `followUp.repeats.ways.${way}`),
      source: printable(source[language]),
      number: printable(number),
    })
    const day = date ? ` (${formatDate(language, date)})` : ''
    return [`${cited}${day}`, printable(text[language]), printable(became[language])]
      .map((words) => words.trim())
      .filter((words) => words !== '')
      .map((words) => (/[.!?…;]$/.test(words) ? words : `${words}.`))
      .join(' ')
  })
