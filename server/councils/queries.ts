import type { Selectable } from 'kysely'
import type { SeatRole } from '../../shared/accounts/model.ts'
import type { Council, KeptCouncil, Seat, StandingOrders } from '../../shared/councils/model.ts'
import { complete, type StoredContent } from '../../shared/councils/orders.ts'
import { inForce } from '../../shared/councils/rules.ts'
import type { AccountId, CouncilId, SeatId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { CouncilsTables } from './tables.ts'

/** All councils in their order. */
export async function loadCouncils(db: Reader): Promise<Council[]> {
  const rows = await db.selectFrom('councils').selectAll().orderBy('position').execute()
  return rows.map((row) => ({ id: row.id, name: fromJson<Localised>(row.name), seats: row.seats }))
}

const seatOf = (row: CouncilsTables['seats']): Seat => ({
  id: row.id,
  council: row.council,
  holder: row.holder,
  role: row.role,
  from: row.from_date,
  until: row.until_date,
})

const seatRows = (db: Reader) => db.selectFrom('seats').selectAll().orderBy('council').orderBy('position')

/** All seats, ended ones too, in the order of their lists. */
export const loadSeats = async (db: Reader): Promise<Seat[]> => (await seatRows(db).execute()).map(seatOf)

/** The seats of one account, with those by which it is known who presides. */
export async function loadSeatsBeside(db: Reader, account: AccountId, presiding: AccountId): Promise<Seat[]> {
  const rows = seatRows(db).where((eb) => eb.or([eb('holder', 'in', [account, presiding]), eb('role', '=', 'deputy')]))
  return (await rows.execute()).map(seatOf)
}

/** Whether a person holds a seat on a day or from a later one on, or is a council's secretary. Source: RULES.md AC92. */
export async function isSeated(db: Reader, holder: AccountId, day: LocalDate): Promise<boolean> {
  const seat = db
    .selectFrom('seats')
    .select('id')
    .where('holder', '=', holder)
    .where(({ or, eb }) => or([eb('until_date', 'is', null), eb('until_date', '>=', day)]))
  const secretary = db.selectFrom('councils').select('id').where('secretary', '=', holder)
  return (await seat.executeTakeFirst()) !== undefined || (await secretary.executeTakeFirst()) !== undefined
}

/** The council in which a person holds the first of their seats; null without a seat. */
export async function loadCouncilOf(db: Reader, holder: AccountId): Promise<CouncilId | null> {
  const seats = db.selectFrom('seats').select('council').where('holder', '=', holder)
  return (await seats.orderBy('council').orderBy('position').limit(1).executeTakeFirst())?.council ?? null
}

/** The newest standing orders of a council; throws when it has none, because then nothing can be decided. */
export async function loadOrders(db: Reader, council: CouncilId): Promise<StandingOrders> {
  const row = await db
    .selectFrom('standing_orders')
    .selectAll()
    .where('council', '=', council)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new Error(`council ${council} has no standing orders`)
  return ordersOf(row)
}

/** A stored version; what older ones did not hold is filled in here, at the edge. Source: RULES.md CO25. */
const ordersOf = ({ id, council, version, content }: CouncilsTables['standing_orders']): StandingOrders => ({
  ...complete(fromJson<StoredContent>(content)),
  id,
  council,
  version,
})

/** One version of a council's standing orders; null when there is none. */
export async function loadOrdersVersion(
  db: Reader,
  council: CouncilId,
  version: number,
): Promise<StandingOrders | null> {
  const row = await db
    .selectFrom('standing_orders')
    .selectAll()
    .where('council', '=', council)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? ordersOf(row) : null
}

/** The versions of a council's standing orders, newest first. */
export const loadOrdersVersions = (db: Reader, council: CouncilId) =>
  db
    .selectFrom('standing_orders')
    .select(['id', 'version', 'at'])
    .where('council', '=', council)
    .orderBy('version', 'desc')
    .execute()

const keptOf = (row: Selectable<CouncilsTables['councils']>): KeptCouncil => ({
  id: row.id,
  name: fromJson<Localised>(row.name),
  seats: row.seats,
  rev: row.rev,
  secretary: row.secretary,
})

/** A council as it is kept; null when there is none. */
export async function loadCouncil(db: Reader, id: CouncilId): Promise<KeptCouncil | null> {
  const row = await db.selectFrom('councils').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? keptOf(row) : null
}

/** All councils as they are kept, in their order. */
export const loadKeptCouncils = async (db: Reader): Promise<KeptCouncil[]> =>
  (await db.selectFrom('councils').selectAll().orderBy('position').execute()).map(keptOf)

/** One seat; null when there is none. */
export async function loadSeat(db: Reader, id: SeatId): Promise<Seat | null> {
  const row = await db.selectFrom('seats').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? seatOf(row) : null
}

/** The seats of one council, past and to come, in the order of its list. */
export const loadSeatsOf = async (db: Reader, council: CouncilId): Promise<Seat[]> =>
  (await seatRows(db).where('council', '=', council).execute()).map(seatOf)

/** As what a person leads councils on a day: chair or deputy of each. */
export async function loadLeads(db: Reader, holder: AccountId, day: LocalDate): Promise<SeatRole[]> {
  const seats = (await seatRows(db).where('holder', '=', holder).where('role', '<>', 'member').execute()).map(seatOf)
  return seats.filter((seat) => inForce(seat, day)).map(({ role }) => role)
}

/** Words that anybody would try here first: the product's name, and the councils'. Source: RULES.md AC52. */
export const houseWords = async (db: Reader): Promise<readonly string[]> => [
  ...['Kenes', 'Kengesh', 'Кеңес', 'Кенес'],
  ...(await loadKeptCouncils(db)).flatMap(({ name }) => Object.values(name)),
]
