import { allow, type Decision, type Nothing } from '../../shared/decision.ts'
import type { AccountId, SessionId, TrialId } from '../../shared/ids.ts'
import { isSecretariat, run } from '../../shared/sessions/rules.ts'
import { closeTrial, openTrial, pressTrial, type Trial } from '../../shared/votes/trial.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { sessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { voteIsOpen } from './queries.ts'

type Input = { session: SessionId }

/** Begins a trial vote. It is no business of the councils: the record book does not know of it. Source: RULES.md VO109. */
export async function openTrialAct(act: Act, { session }: Input): Promise<Decision<{ trial: TrialId }>> {
  const found = await trialFor(act, session)
  if (!found.ok) return found
  const { capacity, running } = found.facts
  const may = openTrial(found.facts.session, capacity, await voteIsOpen(act.tx, session), running)
  if (!may.ok) return may
  const trial = act.newId() as TrialId
  await act.tx.insertInto('trials').values({ id: trial, session, opened_at: act.at, closed_at: null }).execute()
  act.tell(session, 'votes')
  return allow({ trial })
}

/** Ends a trial vote. */
export async function closeTrialAct(act: Act, { session }: Input): Promise<Decision<Nothing>> {
  const found = await trialFor(act, session)
  if (!found.ok) return found
  const may = closeTrial(found.facts.capacity, found.facts.running)
  if (!may.ok) return may
  await act.tx.updateTable('trials').set({ closed_at: act.at }).where('id', '=', may.facts.id).execute()
  act.tell(session, 'votes')
  return allow({})
}

/** Notes that something arrived from somebody, and not what. */
export async function pressTrialAct(act: Act, { session }: Input): Promise<Decision<Nothing>> {
  const found = await trialFor(act, session)
  if (!found.ok) return found
  const may = pressTrial(found.facts.capacity, found.facts.running)
  if (!may.ok) return may
  await act.tx
    .insertInto('trial_presses')
    .values({ trial: may.facts.id, account: act.by })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  act.tell(session, 'votes')
  return allow({})
}

async function trialFor(act: Act, session: SessionId) {
  const found = await sessionFor(act.tx, session, act.by, act.at)
  return found.ok ? allow({ ...found.facts, running: await loadTrial(act.tx, session) }) : found
}

/** The trial that runs in a session. A vote that opens ends it for everybody's eyes. */
export async function loadTrial(db: Reader, session: SessionId): Promise<Trial | null> {
  const row = await db
    .selectFrom('trials')
    .selectAll()
    .where('session', '=', session)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!row || (await voteIsOpen(db, session))) return null
  const presses = await db.selectFrom('trial_presses').select('account').where('trial', '=', row.id).execute()
  return { id: row.id, openedAt: row.opened_at, pressed: new Set(presses.map(({ account }) => account)) }
}

/** The trial as somebody meets it: whether theirs has arrived, how many have; to the desk from whom nothing did. */
export async function viewTrial(house: House, account: AccountId, { session }: Input) {
  const found = await sessionFor(house.db, session, account, house.clock.now())
  if (!found.ok) return found
  const { capacity, seats } = found.facts
  const running = await loadTrial(house.db, session)
  const may = { open: run(capacity).ok && found.facts.session.stage !== 'closed' }
  const holders = [...new Set(seats.map(({ holder }) => holder))]
  const seesAll = run(capacity).ok || isSecretariat(capacity)
  const names = await loadNames(house.db)
  return allow({
    trial: running && {
      id: running.id,
      openedAt: running.openedAt,
      mine: capacity.seats.length > 0 ? running.pressed.has(account) : null,
      pressed: holders.filter((one) => running.pressed.has(one)).length,
      of: holders.length,
      missing: seesAll
        ? holders.filter((one) => !running.pressed.has(one)).map((one) => ({ account: one, name: nameIn(names, one) }))
        : [],
    },
    may,
  })
}
