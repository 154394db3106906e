import { canonicalJson, type Json } from '../canonical-json.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { RecommendationId } from '../ids.ts'
import { LANGUAGES } from '../language.ts'
import type { Fields, Recommendation, RecommendationKind } from '../recommendations/model.ts'
import { write } from '../recommendations/rules.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isSecretariat, run } from '../sessions/rules.ts'
import { CANONICAL_FORM, PARTS, type Parts } from '../text/canonical.ts'
import { FREEZE_COUNTDOWN_S, type Version } from './model.ts'

/**
 * Whether a text may be frozen, by who runs the session.
 * Refuses: no-right, session-not-open, frozen, freeze-running. Source: RULES.md VE1.
 */
export function freeze(recommendation: Recommendation, session: Session, capacity: Capacity): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  if (session.stage !== 'open') return refuse('session-not-open', 'VE1')
  if (recommendation.stage !== 'drafting') return refuse('frozen', 'VE1')
  if (recommendation.freezesAt !== null) return refuse('freeze-running', 'VE1', { seconds: FREEZE_COUNTDOWN_S })
  return allow()
}

/**
 * Whether a person gives the present text a version by name: who writes in it, and the secretariat.
 * Refuses: frozen, session-not-open, no-right. Source: RULES.md VE10.
 */
export function cutByName(recommendation: Recommendation, session: Session, capacity: Capacity): Decision {
  const may = write(recommendation, session, capacity)
  return !may.ok && may.refusal.code === 'no-right' && isSecretariat(capacity) ? allow() : may
}

/** Whether a person brings an older version back: who writes in the text, for it is an edit. Refuses: frozen, session-not-open, no-right. Source: RULES.md VE16. */
export const restore = write

/** Whether a name looks like that of a circulated revision, which is the server's to give. Source: RULES.md VE10. */
export const isRevisionName = (name: string): boolean => /^rev[.\s]*\d+$/i.test(name.trim())

/** Versions that nobody asked for; a list folds them away. Source: RULES.md VE13. */
export const isAutomatic = ({ reason }: Pick<Version, 'reason'>): boolean =>
  reason === 'close' || reason === 'activity' || reason === 'before-restore' || reason === 'fork'

/** Whether an announced freeze may be stopped before its countdown ends. Refuses: no-right, no-freeze-running. Source: RULES.md VE2. */
export function stopFreeze(recommendation: Recommendation, capacity: Capacity): Decision {
  const may = run(capacity)
  if (!may.ok) return may
  return recommendation.freezesAt === null ? refuse('no-freeze-running', 'VE2') : allow()
}

/**
 * The bytes that are hashed and voted on: canonical form 1 of every part, language and field.
 * The number is not in them: finalisation may renumber, the text stays the one voted. Source: RULES.md VE3; RFC 8785.
 */
export function canonicalContent(content: {
  readonly recommendation: RecommendationId
  readonly kind: RecommendationKind
  readonly fields: Fields
  readonly parts: Parts
}): string {
  const { recommendation, kind, fields, parts } = content
  return canonicalJson({
    form: CANONICAL_FORM,
    recommendation,
    kind,
    languages: LANGUAGES,
    fields: canonicalFields(fields),
    parts: canonicalParts(parts),
  })
}

/** Lists without an order of their own are sorted, so that the order of ticking boxes is not in the hash; NFC as everywhere. */
function canonicalFields(fields: Fields): Json {
  return {
    addressees: [...fields.addressees].sort((a, b) =>
      a.role === b.role ? compare(a.id, b.id) : a.role === 'lead' ? -1 : 1,
    ),
    deadline: fields.deadline,
    priority: fields.priority,
    findings: [...fields.findings].sort(compare),
    standards: [...fields.standards].sort(compare),
    themes: [...fields.themes].sort(compare),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const canonicalParts = (parts: Parts): Json =>
  Object.fromEntries(
    PARTS.map((part) => [
      part,
      Object.fromEntries(LANGUAGES.map((language) => [language, parts[part][language] as unknown as Json])),
    ]),
  )
