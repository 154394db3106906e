import type { LanguageState } from '../councils/model.ts'
import type { FindingId, RecommendationId } from '../ids.ts'
import { LANGUAGES, type Language } from '../language.ts'
import type { Fields, Recommendation } from './model.ts'

/** What a text lacks of what whoever must act needs. */
export const GAPS = ['finding', 'standard', 'addressee', 'deadline', ...LANGUAGES] as const
export type Gap = (typeof GAPS)[number]

/** A text as coverage looks at it. */
export type Covering = {
  readonly id: RecommendationId
  readonly kind: Recommendation['kind']
  readonly stage: Recommendation['stage']
  readonly fields: Pick<Fields, 'findings' | 'standards' | 'addressees' | 'deadline'>
  readonly languages: Readonly<Record<Language, LanguageState>>
}

export type Coverage = {
  /** Findings that no text of the set answers. */
  readonly unanswered: readonly FindingId[]
  /** Texts of the set that lack something, with what. */
  readonly lacking: readonly { readonly id: RecommendationId; readonly gaps: readonly Gap[] }[]
}

/** Whether a text answers findings: one that is in the set and no preamble. */
export const answers = ({ kind, stage }: Pick<Covering, 'kind' | 'stage'>): boolean =>
  kind !== 'preamble' && stage !== 'withdrawn' && stage !== 'rejected'

/** What a text lacks, in the order in which it is asked for. */
export const gapsOf = ({ fields, languages }: Pick<Covering, 'fields' | 'languages'>): Gap[] => [
  ...(fields.findings.length === 0 ? (['finding'] as const) : []),
  ...(fields.standards.length === 0 ? (['standard'] as const) : []),
  ...(fields.addressees.length === 0 ? (['addressee'] as const) : []),
  ...(fields.deadline === null ? (['deadline'] as const) : []),
  ...LANGUAGES.filter((language) => languages[language] === 'missing'),
]

/**
 * Coverage both ways: which findings no recommendation answers, and what recommendations lack. Texts that were rejected or withdrawn answer
 * nothing and lack nothing. Source: RULES.md EV8.
 */
export function coverageOf(findings: readonly { readonly id: FindingId }[], texts: readonly Covering[]): Coverage {
  const inSet = texts.filter(answers)
  return {
    unanswered: findings.map(({ id }) => id).filter((id) => !inSet.some(({ fields }) => fields.findings.includes(id))),
    lacking: inSet.map((text) => ({ id: text.id, gaps: gapsOf(text) })).filter(({ gaps }) => gaps.length > 0),
  }
}
