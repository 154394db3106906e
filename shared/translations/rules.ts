import { LANGUAGE_STATES, type LanguageState, type OrdersContent } from '../councils/model.ts'
import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId } from '../ids.ts'
import { LANGUAGES, type Language } from '../language.ts'
import type { Recommendation } from '../recommendations/model.ts'
import type { Session } from '../sessions/model.ts'
import { type Capacity, isObserver, isSecretariat } from '../sessions/rules.ts'
import type { Part } from '../text/canonical.ts'
import type { Translator } from './model.ts'

/** Whether a person answers for a language in a session: the secretariat, and whoever was named for it. Source: RULES.md LA5. */
export const worksOn = (capacity: Capacity, translators: readonly Translator[], language: Language): boolean =>
  isSecretariat(capacity) ||
  (!isObserver(capacity) && translators.some((one) => one.account === capacity.account && one.language === language))

/** Whether a person sees how translations stand and what they rest on: who takes part other than by looking on. Refuses: no-right. Source: RULES.md LA5. */
export const seeTranslations = (capacity: Capacity): Decision =>
  isObserver(capacity) ? refuse('no-right', 'LA5') : allow()

/** A translation as somebody meets it. */
export type Met = {
  readonly works: boolean
  readonly stage: Recommendation['stage']
  readonly isSource: boolean
  readonly state: LanguageState
  readonly untranslated: readonly Part[]
  /** Who checked the words that stand there. */
  readonly checkedBy: AccountId | null
}

/** The texts of which nothing more is said: adopted ones are fixed with the states they had, the others are out. */
const OVER: readonly Recommendation['stage'][] = ['rejected', 'withdrawn']

function say({ works, stage, isSource }: Met): Decision {
  if (!works) return refuse('no-right', 'LA5')
  if (stage === 'adopted') return refuse('adopted-stays', 'LA5')
  if (OVER.includes(stage)) return refuse('text-is-out', 'LA5')
  return isSource ? refuse('is-the-source', 'LA5') : allow()
}

function sayWhole(met: Met): Decision {
  const may = say(met)
  if (!may.ok) return may
  if (met.state === 'missing' || met.untranslated.length > 0) return refuse('part-untranslated', 'LA6')
  return allow()
}

/**
 * Whether a person says that a translation follows the source as it stands, without having checked it.
 * Refuses: no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, already-so. Source: RULES.md LA6.
 */
export function noteTranslated(met: Met): Decision {
  const may = sayWhole(met)
  if (!may.ok) return may
  return met.state === 'stale' ? allow() : refuse('already-so', 'LA6')
}

/**
 * Whether a person says that they checked a translation: it says what the source says.
 * Refuses: no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, already-so. Source: RULES.md LA6.
 */
export function check(met: Met): Decision {
  const may = sayWhole(met)
  if (!may.ok) return may
  return met.state === 'checked' || met.state === 'certified' ? refuse('already-so', 'LA6') : allow()
}

/**
 * Whether a person certifies a translation that another one checked.
 * Refuses: no-right, adopted-stays, text-is-out, is-the-source, part-untranslated, already-so, not-checked, own-check. Source: RULES.md LA7.
 */
export function certify(met: Met, by: AccountId): Decision {
  const may = sayWhole(met)
  if (!may.ok) return may
  if (met.state === 'certified') return refuse('already-so', 'LA7')
  if (met.state !== 'checked') return refuse('not-checked', 'LA7')
  return met.checkedBy === by ? refuse('own-check', 'LA7') : allow()
}

/**
 * Whether a person says that what was changed in the source does not concern a translation.
 * Refuses: no-right, adopted-stays, text-is-out, is-the-source, not-stale. Source: RULES.md LA8.
 */
export function declareEditorial(met: Met): Decision {
  const may = say(met)
  if (!may.ok) return may
  return met.state === 'stale' ? allow() : refuse('not-stale', 'LA8')
}

/** What standing orders ask of a language before an adoption; a null `least` lets it follow. */
export type AskedState = { readonly language: Language; readonly least: LanguageState | null }

/** The languages of record of councils that sit together with the highest of the states they ask for. Source: RULES.md AD3. */
export function askedStates(
  orders: readonly Pick<OrdersContent, 'languagesOfRecord' | 'leastState' | 'translationToFollow'>[],
): AskedState[] {
  return LANGUAGES.flatMap((language) => {
    const of = orders.filter((one) => one.languagesOfRecord.includes(language))
    if (of.length === 0) return []
    const least = of
      .filter((one) => !one.translationToFollow)
      .map(({ leastState }) => LANGUAGE_STATES.indexOf(leastState))
    return [{ language, least: LANGUAGE_STATES[Math.max(-1, ...least)] ?? null }]
  })
}

/** Whether a person names who translates in a session. Refuses: no-right, session-closed. Source: RULES.md LA12. */
export function nameTranslators(session: Pick<Session, 'stage'>, capacity: Capacity): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'LA12')
  return session.stage === 'closed' ? refuse('session-closed', 'LA12') : allow()
}

/** Whether somebody may be named: who takes part other than by looking on. Refuses: not-on-the-session. Source: RULES.md LA12. */
export const beTranslator = (named: Capacity | null): Decision =>
  named && !isObserver(named) ? allow() : refuse('not-on-the-session', 'LA12')

/**
 * Whether a person keeps the glossary of a session: the secretariat and those named for a language.
 * Refuses: no-right, session-closed. Source: RULES.md LA13.
 */
export function keepGlossary(
  session: Pick<Session, 'stage'>,
  capacity: Capacity,
  translators: readonly Translator[],
): Decision {
  const keeps = translators.some(({ language }) => worksOn(capacity, translators, language))
  if (!isSecretariat(capacity) && !keeps) return refuse('no-right', 'LA13')
  return session.stage === 'closed' ? refuse('session-closed', 'LA13') : allow()
}
