import type { Signer } from '../../shared/councils/model.ts'
import { inForce } from '../../shared/councils/rules.ts'
import type { AccountId, CouncilId, SessionId } from '../../shared/ids.ts'
import { closedContent, closedHash, type MinutedEntry, minutedOf, type Worded } from '../../shared/minutes/closing.ts'
import { entriesOf } from '../../shared/minutes/entries.ts'
import type { Entry, Piece, Wording } from '../../shared/minutes/model.ts'
import { type MinutesStage, type Signature, stageOf } from '../../shared/minutes/rules.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import { loadKeptCouncils, loadOrders, loadSeats } from '../councils/queries.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadMinutesFacts } from './facts.ts'

/** The minutes as record and secretariat have them now, for who reads as `capacity`. */
export type Drafted = {
  readonly entries: readonly Entry[]
  readonly worded: Worded
  readonly minuted: readonly MinutedEntry[]
  readonly content: string
  readonly hash: string
}

export async function draftMinutes(db: Reader, session: Session, capacity: Capacity): Promise<Drafted> {
  const entries = entriesOf(await loadMinutesFacts(db, session, capacity))
  const worded = await loadWorded(db, session.id)
  const minuted = minutedOf(entries, worded)
  const content = closedContent(session.id, minuted)
  return { entries, worded, minuted, content, hash: closedHash(content) }
}

/** The newest wording of each entry and language. */
async function loadWorded(db: Reader, session: SessionId): Promise<Worded> {
  const rows = await db
    .selectFrom('minute_wordings')
    .selectAll()
    .where('session', '=', session)
    .orderBy('number')
    .execute()
  const newest = new Map(
    rows.map(({ entry, language, pieces, basis, worded_by: by, at }): [string, Wording] => [
      `${entry} ${language}`,
      {
        entry,
        language,
        pieces: pieces === null ? null : fromJson<Piece[]>(pieces),
        basis: fromJson<Record<string, string>>(basis),
        by,
        at,
      },
    ]),
  )
  return (entry, language) => newest.get(`${entry} ${language}`) ?? null
}

/** The closing that counts, with who signed it; null while the minutes are a draft. */
export async function loadClosing(db: Reader, session: SessionId) {
  const row = await db
    .selectFrom('minutes_closings')
    .selectAll()
    .where('session', '=', session)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.taken_back_at !== null) return null
  const signed = await db
    .selectFrom('minutes_signatures')
    .selectAll()
    .where('session', '=', session)
    .where('closing', '=', row.number)
    .execute()
  return { ...row, entries: fromJson<{ entries: MinutedEntry[] }>(row.content).entries, signed }
}
export type Closing = NonNullable<Awaited<ReturnType<typeof loadClosing>>>

/** How many closings and wordings there were. */
export async function lastNumber(
  db: Reader,
  table: 'minutes_closings' | 'minute_wordings',
  session: SessionId,
): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select('number')
    .where('session', '=', session)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

/**
 * Who signs the minutes: in each council those whom its standing orders name, as far as somebody holds the place. Who signed already
 * stays, whoever holds it now. Source: RULES.md MI7.
 */
export async function loadSignatures(
  db: Reader,
  { councils, date }: Session,
  closing: Closing | null,
): Promise<readonly Signature[]> {
  const seats = (await loadSeats(db)).filter((seat) => inForce(seat, date))
  const kept = await loadKeptCouncils(db)
  const holderOf = (council: CouncilId, signer: Signer): AccountId | null =>
    signer === 'secretary'
      ? (kept.find(({ id }) => id === council)?.secretary ?? null)
      : (seats.find((seat) => seat.council === council && seat.role === signer)?.holder ?? null)
  const orders = await Promise.all(councils.map((council) => loadOrders(db, council)))
  return orders.flatMap(({ council, minutes }) =>
    minutes.signedBy.flatMap((signer): Signature[] => {
      const signed = closing?.signed.find((one) => one.council === council && one.signer === signer)
      const account = signed?.account ?? holderOf(council, signer)
      return account === null ? [] : [{ council, signer, account, at: signed?.at ?? null }]
    }),
  )
}

export const stageNow = (closing: Closing | null, signatures: readonly Signature[]): MinutesStage =>
  stageOf(closing !== null, signatures)

export async function loadMinutesStage(db: Reader, session: Session): Promise<MinutesStage> {
  const closing = await loadClosing(db, session.id)
  return stageNow(closing, await loadSignatures(db, session, closing))
}
