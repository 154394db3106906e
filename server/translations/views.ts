import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, SessionId, VersionId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { isObserver } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { askedStates, nameTranslators, seeTranslations, worksOn } from '../../shared/translations/rules.ts'
import { changedSentences } from '../../shared/translations/sentences.ts'
import { basisOf, statesOf } from '../../shared/translations/states.ts'
import { wordingOf } from '../../shared/translations/wording.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { type Kept, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { loadCapacity, loadRules, type SessionFor, sessionSeen } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { accountsFor, loadGlossary, loadQueue, loadSayings, loadTranslators, loadWaits } from './queries.ts'

/** How the translations of a text stand, as a member's page shows it and holds it against the words it has. */
export async function viewTranslations(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const found = await recommendationFor(house.db, input.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation: kept, session, capacity } = found.facts
  const may = seeTranslations(capacity)
  if (!may.ok) return may
  const { parts } = await house.live.read(kept.textId)
  const sayings = await loadSayings(house.db, kept)
  const states = statesOf(parts, kept.sourceLanguage, sayings)
  const translators = await loadTranslators(house.db, session.id)
  const waits = await loadWaits(house.db, kept.id)
  const person = await namer(house)
  return allow({
    source: kept.sourceLanguage,
    languages: LANGUAGES.map((language) => ({
      language,
      state: states[language],
      works: worksOn(capacity, translators, language),
      translators: accountsFor(translators, language).map(person),
      since: waits.get(language) ?? null,
      sayings: sayings[language].map(({ words: _, by, ...saying }) => ({ ...saying, by: by && person(by) })),
      basis: basisOf(sayings[language])?.words ?? null,
    })),
    glossary: await loadGlossary(house.db, session.id),
    asked: askedStates((await loadRules(found.facts, house.db)).map(({ orders }) => orders)),
  })
}

/** Which languages of a version are behind, by its own words whatever is written by now. Refuses: not-found, no-right. Source: RULES.md LA21. */
export async function viewBehind(house: House, account: AccountId, input: { version: VersionId }) {
  const version = await loadVersion(house.db, input.version)
  if (!version) return refuse('not-found', 'RE5')
  const found = await recommendationFor(house.db, version.recommendation, account, house.clock.now())
  if (!found.ok) return found
  const { recommendation: kept, capacity } = found.facts
  const may = seeTranslations(capacity)
  if (!may.ok) return may
  const { parts } = contentOf(version)
  const sayings = await loadSayings(house.db, kept)
  const states = statesOf(parts, kept.sourceLanguage, sayings)
  return allow({
    source: kept.sourceLanguage,
    now: wordingOf(parts, kept.sourceLanguage),
    behind: LANGUAGES.filter((language) => states[language] === 'stale').map((language) => ({
      language,
      before: basisOf(sayings[language])?.words ?? null,
    })),
  })
}

async function namer(house: House) {
  const names = await loadNames(house.db)
  return (account: AccountId) => ({ account, name: nameIn(names, account) })
}

/** What waits for the translators of a session, and who they are. Source: RULES.md LA11. */
export async function viewQueue(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = seeTranslations(capacity)
  if (!may.ok) return may
  const set = new Map((await loadSet(house.db, session.id)).map((one) => [one.id, one]))
  const waiting = []
  for (const { recommendation, language, since } of await loadQueue(house.db, session.id)) {
    const kept = set.get(recommendation)
    if (kept) waiting.push({ ...(await waitOf(house, kept, language)), language, since })
  }
  const translators = await loadTranslators(house.db, session.id)
  const person = await namer(house)
  const mayName = nameTranslators(session, capacity).ok
  return allow({
    waiting,
    languages: LANGUAGES.map((language) => ({
      language,
      works: worksOn(capacity, translators, language),
      translators: accountsFor(translators, language).map(person),
    })),
    mayName,
    candidates: mayName ? (await candidates(house, found.facts)).map(person) : [],
  })
}

async function waitOf(house: House, kept: Kept, language: (typeof LANGUAGES)[number]) {
  const { parts } = await house.live.read(kept.textId)
  const now = wordingOf(parts, kept.sourceLanguage)
  const before = basisOf((await loadSayings(house.db, kept))[language])?.words ?? now
  return {
    recommendation: kept.id,
    number: kept.number,
    title: plainParts(parts).title,
    textId: kept.textId,
    source: kept.sourceLanguage,
    sentences: changedSentences(before, now, kept.sourceLanguage),
    before,
    now,
  }
}

/** Who takes part in a session other than by looking on. */
async function candidates(house: House, { session, seats }: SessionFor): Promise<AccountId[]> {
  const invited = await house.db
    .selectFrom('session_people')
    .select('account')
    .where('session', '=', session.id)
    .orderBy('position')
    .execute()
  const office = await house.db.selectFrom('accounts').select('id').where('role', '=', 'secretariat').execute()
  const all = new Set([
    ...office.map(({ id }) => id),
    ...invited.map(({ account }) => account),
    ...seats.map(({ holder }) => holder),
  ])
  const able: AccountId[] = []
  for (const account of all) {
    const capacity = await loadCapacity(house.db, session, account, house.clock.now())
    if (capacity && !isObserver(capacity)) able.push(account)
  }
  return able
}
