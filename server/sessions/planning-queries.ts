import type { Seat } from '../../shared/councils/model.ts'
import { countQuorum } from '../../shared/councils/rules.ts'
import type { AccountId, AgendaPointId, PaperId, SessionId } from '../../shared/ids.ts'
import type { Language, Localised } from '../../shared/language.ts'
import type { Intention } from '../../shared/sessions/planning.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Reader, Tx } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadRules, type SessionFor } from './queries.ts'

/** What is kept of a plan beside the session's own row. */
export type KeptPlan = {
  readonly lastDate: LocalDate | null
  readonly link: string | null
  readonly rev: number
  readonly agendaRev: number
  readonly deadlineDone: Instant | null
}

/** A session's plan; one that was never changed is at rev 1. */
export async function loadPlan(db: Reader, session: SessionId): Promise<KeptPlan> {
  const row = await db.selectFrom('session_plans').selectAll().where('session', '=', session).executeTakeFirst()
  return {
    lastDate: row?.last_date ?? null,
    link: row?.link ?? null,
    rev: row?.rev ?? 1,
    agendaRev: row?.agenda_rev ?? 1,
    deadlineDone: row?.deadline_done ?? null,
  }
}

/** How people of a session said they will take part. */
export async function loadIntentions(db: Reader, session: SessionId): Promise<ReadonlyMap<AccountId, Intention>> {
  const rows = await db.selectFrom('intentions').selectAll().where('session', '=', session).execute()
  return new Map(rows.map(({ account, answer }) => [account, answer]))
}

/** The quorum of each council if everybody comes who said so. Source: RULES.md SE67. */
export async function loadForecast(db: Reader, found: SessionFor) {
  const answers = await loadIntentions(db, found.session.id)
  const answered = (seat: Seat) => answers.get(seat.holder) ?? null
  const coming = found.seats.filter((seat) => answered(seat) === 'hall' || answered(seat) === 'remote')
  return countQuorum(await loadRules(found, db), coming).map(({ council, base, needed, reached }) => {
    const seats = found.seats.filter((seat) => seat.council === council)
    const count = (answer: Intention | null) => seats.filter((seat) => answered(seat) === answer).length
    return {
      council,
      base,
      needed,
      reached,
      hall: count('hall'),
      remote: count('remote'),
      absent: count('absent'),
      unanswered: count(null),
    }
  })
}

const PAPER_COLUMNS = [
  'id',
  'session',
  'point',
  'kind',
  'title',
  'languages',
  'link',
  'file_name',
  'file_type',
  'file_bytes',
  'added_at',
] as const

/** The papers of a session in their order, without their bytes. */
export async function loadPapers(db: Reader, session: SessionId) {
  const rows = db.selectFrom('papers').select(PAPER_COLUMNS).where('session', '=', session).orderBy('position')
  return (await rows.execute()).map((row) => ({
    id: row.id,
    point: row.point,
    kind: row.kind,
    title: fromJson<Localised>(row.title),
    languages: fromJson<Language[]>(row.languages),
    link: row.link,
    file:
      row.file_name !== null && row.file_type !== null && row.file_bytes !== null
        ? { name: row.file_name, type: row.file_type, bytes: row.file_bytes }
        : null,
    addedAt: row.added_at,
  }))
}

/** One paper with its bytes. */
export const loadPaper = (db: Reader, id: PaperId) =>
  db.selectFrom('papers').selectAll().where('id', '=', id).executeTakeFirst()

/** The points of a session with a paper. */
export async function pointsWithPapers(db: Reader, session: SessionId): Promise<AgendaPointId[]> {
  const rows = await db.selectFrom('papers').select('point').where('session', '=', session).execute()
  return rows.flatMap(({ point }) => (point === null ? [] : [point]))
}

/** Notes that an amendment deadline was carried out; only in an act. */
export const noteDeadlineDone = (tx: Tx, session: SessionId, deadline: Instant | null) =>
  tx
    .insertInto('session_plans')
    .values({ session, last_date: null, link: null, rev: 1, agenda_rev: 1, deadline_done: deadline })
    .onConflict((conflict) => conflict.column('session').doUpdateSet({ deadline_done: deadline }))
    .execute()
