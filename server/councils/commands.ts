import type { SeatRole } from '../../shared/accounts/model.ts'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import {
  changeCouncil,
  changeSeat,
  giveSeat,
  type Keeping,
  keepCouncils,
  removeSeat,
} from '../../shared/councils/keeping-rules.ts'
import type { Council, KeptCouncil, OrdersContent, Seat, StandingOrders } from '../../shared/councils/model.ts'
import { PROFILES, type ProfileName } from '../../shared/councils/orders.ts'
import { changeOrders } from '../../shared/councils/orders-rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, CouncilId, SeatId, StandingOrdersId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { LocalDate } from '../../shared/time.ts'
import { loadAccount, mayBeNamed } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import { loadCouncil, loadOrders, loadSeat, loadSeatsOf } from './queries.ts'

type Changed = { readonly rev: number }

/** Founds a council with its seats and its first standing orders; also used when a store is loaded. */
export async function foundCouncil(
  act: Act,
  council: Council & { readonly secretary?: AccountId | null },
  seats: readonly Seat[],
  orders: StandingOrders,
): Promise<void> {
  const { count } = await act.tx
    .selectFrom('councils')
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await act.tx
    .insertInto('councils')
    .values({
      id: council.id,
      name: JSON.stringify(council.name),
      seats: council.seats,
      position: Number(count),
      secretary: council.secretary ?? null,
    })
    .execute()
  for (const [position, seat] of seats.entries()) await insertSeat(act, seat, position)
  await act.record({
    act: 'council-founded',
    subject: council.id,
    facts: { seats: seats.map(({ id, holder, role }) => ({ id, holder, role })) },
  })
  await setOrders(act, orders)
}

const insertSeat = (act: Act, seat: Seat, position: number) =>
  act.tx
    .insertInto('seats')
    .values({
      id: seat.id,
      council: seat.council,
      holder: seat.holder,
      role: seat.role,
      position,
      from_date: seat.from,
      until_date: seat.until,
    })
    .execute()

/** Adds a version of a council's standing orders; older ones stay. Source: RULES.md CO3. */
export async function setOrders(act: Act, orders: StandingOrders): Promise<void> {
  const { id, council, version, ...content } = orders
  await act.tx
    .insertInto('standing_orders')
    .values({ id, council, version, content: canonicalJson(content as unknown as Json), at: act.at })
    .execute()
  await act.record({
    act: 'standing-orders-set',
    subject: council,
    facts: { orders: id, version },
    rows: [{ table: 'standing_orders', key: { id } }],
  })
}

const asker = async (act: Act) => (await loadAccount(act.tx, act.by)) ?? { role: 'person' as const }

/** Founds a council with standing orders from a ready profile. Refuses: no-right. Source: RULES.md CO4. */
export async function foundCouncilAct(
  act: Act,
  input: { name: Localised; seats: number; profile: ProfileName },
): Promise<Decision<{ council: CouncilId }>> {
  const may = keepCouncils(await asker(act))
  if (!may.ok) return may
  const council = act.newId() as CouncilId
  const id = act.newId() as StandingOrdersId
  const { name, seats } = input
  await foundCouncil(act, { id: council, name, seats }, [], { ...PROFILES[input.profile], id, council, version: 1 })
  return allow({ council })
}

type Found = { readonly council: KeptCouncil; readonly keeping: Keeping }

/** A council as its rules need it. Refuses: not-found. */
async function keepingOf(act: Act, id: CouncilId, shownRev: number): Promise<Decision<Found>> {
  const by = await asker(act)
  const may = keepCouncils(by)
  if (!may.ok) return may
  const council = await loadCouncil(act.tx, id)
  if (!council) return refuse('not-found', 'CO5')
  const seats = await loadSeatsOf(act.tx, id)
  return allow({ council, keeping: { by, shownRev, rev: council.rev, number: council.seats, seats } })
}

/** Raises the number that guards a council's changes, and answers it. Source: RULES.md CO11. */
export async function raiseRev(act: Act, id: CouncilId): Promise<Changed> {
  const row = await act.tx
    .updateTable('councils')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .returning('rev')
    .executeTakeFirstOrThrow()
  return { rev: row.rev }
}

/** Changes name, number of seats and secretary. */
export async function changeCouncilAct(
  act: Act,
  input: { id: CouncilId; rev: number; name: Localised; seats: number; secretary: AccountId | null },
): Promise<Decision<Changed>> {
  const found = await keepingOf(act, input.id, input.rev)
  if (!found.ok) return found
  const may = changeCouncil(found.facts.keeping, input.seats)
  if (!may.ok) return may
  const named = input.secretary === null ? allow() : await mayBeNamed(act.tx, input.secretary, 'CO15')
  if (!named.ok) return named
  await act.tx
    .updateTable('councils')
    .set({ name: JSON.stringify(input.name), seats: input.seats, secretary: input.secretary })
    .where('id', '=', input.id)
    .execute()
  await act.record({
    act: 'council-changed',
    subject: input.id,
    facts: { name: input.name, seats: input.seats, secretary: input.secretary },
  })
  return allow(await raiseRev(act, input.id))
}

type SeatInput = { rev: number; holder: AccountId; role: SeatRole; from: LocalDate; until: LocalDate | null }

/** Gives a person a seat. */
export async function giveSeatAct(
  act: Act,
  input: SeatInput & { council: CouncilId },
): Promise<Decision<Changed & { seat: SeatId }>> {
  const found = await keepingOf(act, input.council, input.rev)
  if (!found.ok) return found
  const named = await mayBeNamed(act.tx, input.holder, 'CO5')
  if (!named.ok) return named
  const { council, holder, role, from, until } = input
  const seat: Seat = { id: act.newId() as SeatId, council, holder, role, from, until }
  const may = giveSeat(found.facts.keeping, seat)
  if (!may.ok) return may
  await writeSeat(act, seat, null)
  return allow({ seat: seat.id, ...(await raiseRev(act, council)) })
}

/** Writes a seat that is new, or as it is from now on, and says so in the record book. Source: RULES.md CO13. */
export async function writeSeat(act: Act, seat: Seat, before: Seat | null): Promise<void> {
  if (before) {
    await act.tx
      .updateTable('seats')
      .set({ holder: seat.holder, role: seat.role, from_date: seat.from, until_date: seat.until })
      .where('id', '=', seat.id)
      .execute()
  } else {
    const last = await act.tx
      .selectFrom('seats')
      .select((q) => q.fn.max('position').as('position'))
      .where('council', '=', seat.council)
      .executeTakeFirst()
    await insertSeat(act, seat, Number(last?.position ?? -1) + 1)
  }
  const { council, holder, role, from, until } = seat
  await act.record({ act: seatAct(seat, before), subject: seat.id, facts: { council, holder, role, from, until } })
}

function seatAct(seat: Seat, before: Seat | null): string {
  if (!before) return 'seat-given'
  const same = seat.holder === before.holder && seat.role === before.role && seat.from === before.from
  return same && seat.until !== null && before.until === null ? 'seat-ended' : 'seat-corrected'
}

type SeatFound = Found & { readonly seat: Seat }

async function seatFor(act: Act, id: SeatId, rev: number): Promise<Decision<SeatFound>> {
  const may = keepCouncils(await asker(act))
  if (!may.ok) return may
  const seat = await loadSeat(act.tx, id)
  if (!seat) return refuse('not-found', 'CO5')
  const found = await keepingOf(act, seat.council, rev)
  return found.ok ? allow({ ...found.facts, seat }) : found
}

/** What a change of a seat answers to the wiring: the council whose rights changed. */
export type SeatChanged = { readonly answer: Changed; readonly council: CouncilId }

/** Ends a seat on a day, or corrects what is handed in. `tookPart`: known to the domains of sessions and votes. */
export async function changeSeatAct(
  act: Act,
  input: { seat: SeatId; rev: number } & Partial<Omit<SeatInput, 'rev'>>,
  tookPart: ReadonlySet<SeatId>,
): Promise<Decision<SeatChanged>> {
  const found = await seatFor(act, input.seat, input.rev)
  if (!found.ok) return found
  const { seat, keeping } = found.facts
  const after: Seat = {
    ...seat,
    holder: input.holder ?? seat.holder,
    role: input.role ?? seat.role,
    from: input.from ?? seat.from,
    until: input.until === undefined ? seat.until : input.until,
  }
  // A seat that has ended stays its holder's, whoever they were.
  const named = after.holder === seat.holder ? allow() : await mayBeNamed(act.tx, after.holder, 'CO5')
  if (!named.ok) return named
  const may = changeSeat(keeping, seat, after, tookPart.has(seat.id))
  if (!may.ok) return may
  await writeSeat(act, after, seat)
  return allow({ answer: await raiseRev(act, seat.council), council: seat.council })
}

/** Takes a seat that never took part off the list. */
export async function removeSeatAct(
  act: Act,
  input: { seat: SeatId; rev: number },
  tookPart: ReadonlySet<SeatId>,
): Promise<Decision<SeatChanged>> {
  const found = await seatFor(act, input.seat, input.rev)
  if (!found.ok) return found
  const { seat, keeping } = found.facts
  const may = removeSeat(keeping, tookPart.has(seat.id))
  if (!may.ok) return may
  await act.tx.deleteFrom('seats').where('id', '=', seat.id).execute()
  const { council, holder, role, from, until } = seat
  await act.record({ act: 'seat-removed', subject: seat.id, facts: { council, holder, role, from, until } })
  return allow({ answer: await raiseRev(act, council), council })
}

/** Adds the next version of a council's standing orders. Source: RULES.md CO23. */
export async function setOrdersAct(
  act: Act,
  input: { council: CouncilId; basedOn: number; orders: OrdersContent },
): Promise<Decision<{ version: number }>> {
  const by = await asker(act)
  const may = keepCouncils(by)
  if (!may.ok) return may
  const council = await loadCouncil(act.tx, input.council)
  if (!council) return refuse('not-found', 'CO5')
  const newest = await loadOrders(act.tx, council.id)
  const { basedOn, orders } = input
  const set = changeOrders(by, { basedOn, newest: newest.version, orders, seats: council.seats })
  if (!set.ok) return set
  const version = newest.version + 1
  await setOrders(act, { ...orders, id: act.newId() as StandingOrdersId, council: council.id, version })
  return allow({ version })
}
