import type { AccountId, SeatId, SessionId } from '../../shared/ids.ts'
import { type Person, SESSION, type World } from '../world.ts'

/** People whom the demo does not have: an administrator, a stranger, somebody of this session's secretariat alone, a drafter, a guest, an addressee, a former member. */
export async function invite({ app }: World): Promise<void> {
  const { db } = app.house
  const known = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', 'm01' as AccountId)
    .executeTakeFirstOrThrow()
  const made = [
    ['x01', 'administrator'],
    ['x02', 'person'],
    ['x03', 'person'],
    ['x04', 'person'],
    ['x05', 'person'],
    ['x06', 'person'],
    ['x07', 'person'],
  ] as const
  for (const [id, role] of made)
    await db
      .insertInto('accounts')
      .values({ ...known, id: id as AccountId, email: `${id}@demo.kenes.example`, role })
      .execute()
  const people = { session: SESSION as SessionId, organisation: null, position: 90 }
  await db
    .insertInto('session_people')
    .values({ ...people, account: 'x03' as AccountId, role: 'secretariat' })
    .execute()
  const turned = [
    ['o03', 'drafter'],
    ['o04', 'guest'],
    ['o02', 'addressee'],
  ] as const
  for (const [id, role] of turned)
    await db
      .updateTable('session_people')
      .set({ role })
      .where('account', '=', id as AccountId)
      .execute()
  await db
    .updateTable('seats')
    .set({ until_date: '2025-04-01' })
    .where('id', '=', 'cc-m09' as SeatId)
    .execute()
}

/** Two who are to be erased: one waits for a second person, the other was asked for by the secretary. */
export async function waitingErasures(w: World) {
  const [secretary, another] = await w.people('s01', 's03')
  const asks = async (person: Person, account: string) =>
    (await person.does('accounts', 'ask-erasure', { account, reason: 'left', words: '' })).erasure
  return { erasure: await asks(another, 'x06'), ownErasure: await asks(secretary, 'x07') }
}
