import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, SessionId, TermId } from '../../shared/ids.ts'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { MOST_TERMS } from '../../shared/translations/model.ts'
import { keepGlossary, seeTranslations } from '../../shared/translations/rules.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { sessionFor, sessionSeen } from '../sessions/queries.ts'
import { loadGlossary, loadTranslators } from './queries.ts'

/** The glossary of a session for its page. */
export async function viewGlossary(house: House, account: AccountId, input: { session: SessionId }) {
  const found = await sessionSeen(house, input.session, account)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = seeTranslations(capacity)
  if (!may.ok) return may
  const translators = await loadTranslators(house.db, session.id)
  return allow({
    terms: await loadGlossary(house.db, session.id),
    mayKeep: keepGlossary(session, capacity, translators).ok,
  })
}

async function mayKeep(act: Act, id: SessionId): Promise<Decision> {
  const found = await sessionFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  return keepGlossary(session, capacity, await loadTranslators(act.tx, session.id))
}

/** A term is agreed in two languages at least: in one it says nothing of a translation. */
const isTerm = (words: Localised): boolean => LANGUAGES.filter((language) => words[language] !== '').length > 1

/** Puts a term into the glossary or changes one. Refuses what `keepGlossary` refuses, and malformed, glossary-full, already-so. Source: RULES.md LA13. */
export async function setTermAct(
  act: Act,
  input: { session: SessionId; term?: TermId | undefined; words: Localised },
): Promise<Decision<{ term: TermId }>> {
  const may = await mayKeep(act, input.session)
  if (!may.ok) return may
  const words = {
    kk: input.words.kk.normalize('NFC'),
    ru: input.words.ru.normalize('NFC'),
    en: input.words.en.normalize('NFC'),
  }
  if (!isTerm(words)) return refuse('malformed', 'LA13')
  const terms = await loadGlossary(act.tx, input.session)
  const known = terms.find(({ id }) => id === input.term)
  if (input.term && !known) return refuse('not-found', 'LA13')
  const isSame = (other: Localised) => LANGUAGES.every((language) => other[language] === words[language])
  if (terms.some((other) => isSame(other.words))) return refuse('already-so', 'LA13')
  if (!known && terms.length >= MOST_TERMS) return refuse('glossary-full', 'LA13')
  const id = known?.id ?? (act.newId() as TermId)
  if (known)
    await act.tx
      .updateTable('glossary_terms')
      .set({ ...words, changed_by: act.by, at: act.at })
      .where('id', '=', id)
      .execute()
  else await addTerm(act, input.session, { id, words })
  act.tell(input.session, 'translations')
  return allow({ term: id })
}

export const addTerm = (
  act: Act,
  session: SessionId,
  { id, words }: { id: TermId; words: Localised },
): Promise<unknown> =>
  act.tx
    .insertInto('glossary_terms')
    .values({ id, session, kk: words.kk, ru: words.ru, en: words.en, changed_by: act.by, at: act.at })
    .execute()

/** Takes a term out of the glossary. Refuses what `keepGlossary` refuses, and not-found. Source: RULES.md LA13. */
export async function removeTermAct(act: Act, input: { session: SessionId; term: TermId }): Promise<Decision<Nothing>> {
  const may = await mayKeep(act, input.session)
  if (!may.ok) return may
  const gone = await act.tx
    .deleteFrom('glossary_terms')
    .where('session', '=', input.session)
    .where('id', '=', input.term)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) return refuse('not-found', 'LA13')
  act.tell(input.session, 'translations')
  return allow({})
}
