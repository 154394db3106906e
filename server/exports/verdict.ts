import type { Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import type { Report } from './verify.ts'

/** What verify comes to, as one plain sentence. `wanted`: the head that was asked for, if one was. Source: RULES.md RB31. */
export function verdictOf(
  report: Report,
  wanted: { readonly number: number; readonly hash: string } | null,
  language: Language,
): string {
  const { findings, isHeadFound } = report
  const head = wanted ? `${wanted.number}:${wanted.hash}` : ''
  const [first] = findings
  if (!first) {
    const kept = report.redacted.length > 0 ? 'storeRedacted' : 'storeGood'
    return say(language, `verdict.${kept}${wanted ? 'Head' : ''}`, { count: report.head.number, head })
  }
  if (findings.length === 1 && isHeadFound === false) return say(language, 'verdict.noHead', { head })
  const count = findings.length
  return say(language, 'verdict.storeBad', { count, what: `${first.table} ${first.key}` })
}
