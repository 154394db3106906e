import type { Language } from '../language.ts'
import { formatDate, formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import type { FinalFacts, OutlineFollowUp, SessionFacts, TextFacts } from './model.ts'
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
    return {
      addressee,
      position,
      status,
      reasons: printable(reasons),
      sentence: `${printable(name)}: ${said.join('; ')}.`,
    }
  })
