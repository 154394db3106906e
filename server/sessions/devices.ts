import { switchDevices } from '../../shared/accounts/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { isSecretariat } from '../../shared/sessions/rules.ts'
import { endSignIns } from '../accounts/ending.ts'
import { setDevices } from '../accounts/people-commands.ts'
import { loadKept } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { sessionFor } from './queries.ts'

/** Switches the devices of a seated person off, or on again; off, they end at once, and the seat votes by word or paper. Source: RULES.md AC24. */
export async function switchDevicesOf(
  house: House,
  by: AccountId,
  input: { session: SessionId; account: AccountId },
  off: boolean,
): Promise<Decision<Nothing>> {
  const { session, account } = input
  const endpoint = off ? 'accounts/switch-off-devices' : 'accounts/switch-on-devices'
  const done = await house.acts.run<Nothing>({ by, endpoint, input: { session, account } }, async (act) => {
    const found = await sessionFor(act.tx, session, by, act.at)
    if (!found.ok) return found
    const seated = found.facts.seats.some((seat) => seat.holder === account)
    const may = switchDevices({ account: by, secretary: isSecretariat(found.facts.capacity) }, { account, seated })
    if (!may.ok) return may
    const kept = await loadKept(act.tx, account)
    if (kept?.devicesOff === off) return allow({})
    await setDevices(act, account, off)
    act.tell(session, 'attendance', 'devices')
    return allow({})
  })
  if (done.ok && off) await endSignIns(house, account)
  return done
}

/** Whose devices are switched off in a session. Refuses: not-found, no-right. Source: RULES.md AC24. */
export async function viewDevicesOff(house: House, asker: AccountId, input: { session: SessionId }) {
  const { db, clock } = house
  const found = await sessionFor(db, input.session, asker, clock.now())
  if (!found.ok) return found
  if (!isSecretariat(found.facts.capacity)) return refuse('no-right', 'AC24')
  const holders = found.facts.seats.map(({ holder }) => holder)
  if (holders.length === 0) return allow({ accounts: [] })
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', holders)
    .where('devices_off', 'is not', null)
    .orderBy('id')
    .execute()
  return allow({ accounts: rows.map(({ id }) => id) })
}

/** Since when an open session that a person belongs to has been sitting; null: there is none. Source: RULES.md AC29. */
export async function sittingSince(db: House['db'], account: AccountId): Promise<number | null> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('sittings', (join) =>
      join.onRef('sittings.session', '=', 'sessions.id').onRef('sittings.number', '=', 'sessions.sitting'),
    )
    .select((q) => q.fn.min('sittings.opened_at').as('since'))
    .where('sessions.stage', '=', 'open')
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('session_people')
            .select('session_people.account')
            .whereRef('session_people.session', '=', 'sessions.id')
            .where('session_people.account', '=', account),
        ),
        eb.exists(
          eb
            .selectFrom('seats')
            .innerJoin('session_councils', 'session_councils.council', 'seats.council')
            .select('seats.id')
            .whereRef('session_councils.session', '=', 'sessions.id')
            .where('seats.holder', '=', account),
        ),
        eb.exists(eb.selectFrom('accounts').select('id').where('id', '=', account).where('role', '=', 'secretariat')),
      ]),
    )
    .executeTakeFirst()
  return row?.since == null ? null : Number(row.since)
}
