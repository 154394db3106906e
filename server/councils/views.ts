import { mustHaveSecondFactor } from '../../shared/accounts/rules.ts'
import { keepCouncils, readCouncils } from '../../shared/councils/keeping-rules.ts'
import type { KeptCouncil, Seat } from '../../shared/councils/model.ts'
import { inForce } from '../../shared/councils/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, CouncilId, SeatId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { type LocalDate, utcDay } from '../../shared/time.ts'
import { hasSecondFactor, loadAccount, loadNames, loadPeople } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import {
  loadCouncil,
  loadCouncils,
  loadKeptCouncils,
  loadOrders,
  loadOrdersVersion,
  loadOrdersVersions,
  loadSeats,
  loadSeatsOf,
} from './queries.ts'

/** Who is signed in, with the seats held today. Refuses: signed-out. */
export async function viewMe(house: House, id: AccountId) {
  const { db, settings } = house
  const account = await loadAccount(db, id)
  if (!account) return refuse('signed-out', 'AC1')
  const councils = await loadCouncils(db)
  const day = utcDay(house.clock.now())
  const seats = (await loadSeats(db))
    .filter((seat) => seat.holder === id && inForce(seat, day))
    .flatMap((seat) => {
      const council = councils.find((one) => one.id === seat.council)
      return council ? [{ id: seat.id, council: seat.council, councilName: council.name, role: seat.role }] : []
    })
  const mustEnrol =
    mustHaveSecondFactor(
      account.role,
      seats.map(({ role }) => role),
      settings.demo,
    ) && !(await hasSecondFactor(db, id))
  return allow({ ...account, seats, demo: settings.demo, mustEnrol })
}

type Reading = { readonly keep: boolean; readonly day: LocalDate; readonly seats: readonly Seat[] }

/** As what an account reads the councils. Refuses: no-right. Source: RULES.md CO5. */
async function readingFor({ db, clock }: House, id: AccountId): Promise<Decision<Reading>> {
  const by = (await loadAccount(db, id)) ?? { role: 'person' as const }
  const seats = await loadSeats(db)
  const day = utcDay(clock.now())
  const may = readCouncils(
    by,
    seats.some((seat) => seat.holder === id && inForce(seat, day)),
  )
  return may.ok ? allow({ keep: keepCouncils(by).ok, day, seats }) : may
}

const UNNAMED = eachLanguage(() => '—')

async function summaryOf(
  db: Reader,
  council: KeptCouncil,
  { seats, day }: Reading,
  names: ReadonlyMap<AccountId, Localised>,
) {
  const held = seats.filter((seat) => seat.council === council.id && inForce(seat, day))
  const chair = held.find((seat) => seat.role === 'chair')
  return {
    id: council.id,
    name: council.name,
    seats: council.seats,
    held: held.length,
    chair: chair ? (names.get(chair.holder) ?? null) : null,
    ordersVersion: (await loadOrders(db, council.id)).version,
  }
}

/** The councils with how many of their seats are held. Refuses: no-right. */
export async function listCouncils(house: House, account: AccountId) {
  const reading = await readingFor(house, account)
  if (!reading.ok) return reading
  const names = await loadNames(house.db)
  const councils = await loadKeptCouncils(house.db)
  const summaries = await Promise.all(councils.map((council) => summaryOf(house.db, council, reading.facts, names)))
  return allow({ councils: summaries, may: { keep: reading.facts.keep } })
}

const termOf = (seat: Seat, day: LocalDate) => (inForce(seat, day) ? 'now' : seat.from > day ? 'to-come' : 'past')

/** One council with its seats. `tookPart`: known to the domains of sessions and votes. Refuses: no-right, not-found. */
export async function viewCouncil(
  house: House,
  account: AccountId,
  input: { id: CouncilId },
  tookPart: (db: Reader) => Promise<ReadonlySet<SeatId>>,
) {
  const { db } = house
  const reading = await readingFor(house, account)
  if (!reading.ok) return reading
  const council = await loadCouncil(db, input.id)
  if (!council) return refuse('not-found', 'CO5')
  const { keep, day, seats } = reading.facts
  const used = await tookPart(db)
  const people = new Map((await loadPeople(db)).map((person) => [person.id, person]))
  const names = new Map([...people].map(([id, { name }]) => [id, name]))
  return allow({
    ...(await summaryOf(db, council, reading.facts, names)),
    rev: council.rev,
    secretary:
      council.secretary === null ? null : { account: council.secretary, name: names.get(council.secretary) ?? UNNAMED },
    places: seats
      .filter((seat) => seat.council === council.id)
      .map((seat) => {
        const person = people.get(seat.holder)
        const contact = person && {
          email: person.email,
          phone: person.phone,
          organisation: person.organisation,
          languages: person.languages,
        }
        return {
          id: seat.id,
          holder: seat.holder,
          name: person?.name ?? UNNAMED,
          role: seat.role,
          from: seat.from,
          until: seat.until,
          term: termOf(seat, day),
          tookPart: used.has(seat.id),
          contact: keep ? (contact ?? null) : null,
        } as const
      }),
    may: { keep },
  })
}

/** Accounts that a seat may be given to. Refuses: no-right. */
export async function listCandidates(house: House, account: AccountId) {
  const may = keepCouncils((await loadAccount(house.db, account)) ?? { role: 'person' })
  if (!may.ok) return may
  const people = await loadPeople(house.db)
  const seatable = people.filter(({ erased }) => !erased)
  return allow({ accounts: seatable.map(({ id, name, email }) => ({ id, name, email })) })
}

type SeatFacts = { holder?: AccountId; role?: Seat['role']; from?: LocalDate; until?: LocalDate | null }

/** What was done about one seat, read off the record book. Refuses: no-right, not-found. Source: RULES.md CO13. */
export async function viewSeatHistory(house: House, account: AccountId, input: { id: SeatId }) {
  const { db } = house
  const reading = await readingFor(house, account)
  if (!reading.ok) return reading
  const seat = reading.facts.seats.find(({ id }) => id === input.id)
  if (!seat) return refuse('not-found', 'CO5')
  const names = await loadNames(db)
  const rows = await db
    .selectFrom('record')
    .select(['number', 'at', 'act', 'acted_by', 'content', 'subject'])
    .where('subject', 'in', [seat.id as string, seat.council as string])
    .where('act', 'in', ['council-founded', 'seat-given', 'seat-ended', 'seat-corrected'])
    .orderBy('number')
    .execute()
  const entries = rows.flatMap((row) => {
    const { facts } = JSON.parse(row.content) as { facts: SeatFacts & { seats?: (SeatFacts & { id: SeatId })[] } }
    const own = row.subject === seat.id ? facts : facts.seats?.find(({ id }) => id === seat.id)
    if (!own) return []
    return [
      {
        number: row.number,
        at: row.at,
        act: row.act,
        by: row.acted_by === null ? null : (names.get(row.acted_by as AccountId) ?? null),
        holder: own.holder === undefined ? null : (names.get(own.holder) ?? null),
        role: own.role ?? null,
        from: own.from ?? null,
        until: own.until ?? null,
      },
    ]
  })
  return allow({ entries })
}

/** A council's standing orders; no secret of anybody's, because votes name them. Refuses: not-found. Source: RULES.md CO23. */
export async function viewOrders(
  house: House,
  account: AccountId,
  input: { council: CouncilId; version?: number | undefined },
) {
  const { db } = house
  const council = await loadCouncil(db, input.council)
  if (!council) return refuse('not-found', 'CO5')
  const newest = await loadOrders(db, council.id)
  const orders = input.version === undefined ? newest : await loadOrdersVersion(db, council.id, input.version)
  if (!orders) return refuse('not-found', 'CO23')
  const { id, council: _, version, ...content } = orders
  const day = utcDay(house.clock.now())
  const held = (await loadSeatsOf(db, council.id)).filter((seat) => inForce(seat, day)).length
  const by = (await loadAccount(db, account)) ?? { role: 'person' as const }
  return allow({
    council: { id: council.id, name: council.name, seats: council.seats, held },
    id,
    version,
    newest: newest.version,
    orders: content,
    versions: (await loadOrdersVersions(db, council.id)).map(({ version, at }) => ({ version, at })),
    may: { change: keepCouncils(by).ok },
  })
}
