import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import type { Council, Seat, StandingOrders } from '../../shared/councils/model.ts'
import type { Act } from '../act.ts'

/** Founds a council with its seats and its first standing orders; part of loading a store. */
export async function foundCouncil(
  act: Act,
  council: Council,
  seats: readonly Seat[],
  orders: StandingOrders,
): Promise<void> {
  const { count } = await act.tx
    .selectFrom('councils')
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await act.tx
    .insertInto('councils')
    .values({ id: council.id, name: JSON.stringify(council.name), seats: council.seats, position: Number(count) })
    .execute()
  for (const [position, seat] of seats.entries()) {
    await act.tx
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
  }
  await act.record({
    act: 'council-founded',
    subject: council.id,
    facts: { seats: seats.map(({ id, holder, role }) => ({ id, holder, role })) },
  })
  await setOrders(act, orders)
}

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
