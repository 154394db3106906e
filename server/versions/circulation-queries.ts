import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { isLanguage, type Language } from '../../shared/language.ts'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import { prepare } from '../../shared/sessions/planning-rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { type Revision, revisionName } from '../../shared/versions/circulation.ts'
import { circulate, readPresentSet, readRevision, seesInRevision } from '../../shared/versions/circulation-rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import { loadSet } from '../recommendations/queries.ts'
import { loadLiveToObservers, type SessionFor, sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import type { CirculationTables } from './circulation-tables.ts'
import { contentOf, loadVersion } from './queries.ts'

const fromRow = (row: CirculationTables['revisions']): Revision => ({
  session: row.session,
  number: row.number,
  at: row.made_at,
  commentsUntil: row.comments_until,
  toObservers: row.to_observers === 1,
})

/** The revisions of a session, newest first. */
export async function loadRevisions(db: Reader, session: SessionId): Promise<Revision[]> {
  const rows = db.selectFrom('revisions').selectAll().where('session', '=', session).orderBy('number', 'desc')
  return (await rows.execute()).map(fromRow)
}

export async function loadRevision(db: Reader, session: SessionId, number: number): Promise<Revision | null> {
  const row = await db
    .selectFrom('revisions')
    .selectAll()
    .where('session', '=', session)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The texts of a revision in their order. */
export const loadRevisionTexts = (db: Reader, session: SessionId, revision: number) =>
  db
    .selectFrom('revision_texts')
    .selectAll()
    .where('session', '=', session)
    .where('revision', '=', revision)
    .orderBy('position')
    .execute()

/** Whether anything of a session was ever circulated: from then on its numbers stay. Source: RULES.md RE24. */
export const wasCirculated = async (db: Reader, session: SessionId): Promise<boolean> =>
  (await loadRevisions(db, session)).length > 0

/** The revisions a person may read; for the secretariat with their readers. */
export async function listRevisions(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const sends = prepare(session, capacity).ok
  const shown = (await loadRevisions(db, session.id)).filter((one) => readRevision(one, capacity).ok)
  const set = await loadSet(db, session.id)
  return allow({
    mayCirculate: circulate(session, capacity, set, null, house.clock.now()).ok,
    mayReadPresent: readPresentSet(capacity, await loadLiveToObservers(db, session.id)).ok,
    revisions: await Promise.all(
      shown.map(async ({ session: _, ...revision }) => ({
        ...revision,
        texts: (await loadRevisionTexts(db, session.id, revision.number)).length,
        readers: sends ? await loadReaders(db, session.id, revision.number) : [],
        message: sends ? messageOf(found.facts, revision) : null,
      })),
    ),
  })
}

async function loadReaders(db: Reader, session: SessionId, revision: number) {
  const names = await loadNames(db)
  const rows = await db
    .selectFrom('revision_readers')
    .innerJoin('accounts', 'accounts.id', 'revision_readers.account')
    .select(['account', 'opened_at', 'languages'])
    .where('session', '=', session)
    .where('revision', '=', revision)
    .execute()
  return rows.map(({ account, opened_at, languages }) => ({
    account,
    name: nameIn(names, account),
    language: firstOf(fromJson<string[]>(languages)),
    openedAt: opened_at,
  }))
}

/** The first language a person is known to read; Russian, the language of the papers, where none is. */
const firstOf = (languages: readonly string[]): Language => languages.find(isLanguage) ?? 'ru'

/** What the secretariat sends beside the link, in each language; mail takes the same words. */
function messageOf({ session }: SessionFor, revision: Omit<Revision, 'session'>) {
  const inLanguage = (language: Language) =>
    [
      say(language, 'circulation.message.sent', {
        session: session.title[language],
        date: formatDate(language, session.date),
        revision: revisionName(revision.number),
      }),
      revision.commentsUntil === null
        ? say(language, 'circulation.message.noComments')
        : say(language, 'circulation.message.comments', {
            until: formatDateTime(language, revision.commentsUntil, session.timezone),
          }),
      '{link}',
    ].join('\n\n')
  return { kk: inLanguage('kk'), ru: inLanguage('ru'), en: inLanguage('en') }
}

/** One revision with its texts as they were cut. Refuses: not-found. Source: RULES.md RE32. */
export async function viewRevision(house: House, account: AccountId, input: { session: SessionId; number: number }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const revision = await loadRevision(db, session.id, input.number)
  if (!revision) return refuse('not-found', 'RE32')
  const may = readRevision(revision, capacity)
  if (!may.ok) return may
  const set = new Map((await loadSet(db, session.id)).map((one) => [one.id, one]))
  const texts = []
  for (const { recommendation, version: id, number } of await loadRevisionTexts(db, session.id, input.number)) {
    const kept = set.get(recommendation)
    const version = await loadVersion(db, id)
    if (!kept || !version || !seesInRevision(kept, capacity)) continue
    const { parts, fields, kind } = contentOf(version)
    const { hash, number: versionNumber } = version
    texts.push({
      recommendation,
      kind,
      number,
      version: id,
      versionNumber,
      hash,
      fields,
      parts,
      plain: plainParts(parts),
    })
  }
  const { session: _, ...plain } = revision
  return allow({ ...plain, texts })
}
