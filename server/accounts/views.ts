import { mayErase } from '../../shared/accounts/erasing.ts'
import type { SignInEvent } from '../../shared/accounts/model.ts'
import {
  changeAccount,
  giveCard,
  giveWayIn,
  keepPeople,
  readSignInLog,
  switchAccount,
} from '../../shared/accounts/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import type { Asker } from '../http/handlers.ts'
import { endPages, noteSignIn } from './ending.ts'
import { hasSecondFactor, loadAccount, loadAllKept, loadNames, loadPasswordOf } from './queries.ts'

/** All accounts and what the asker may do with each. Refuses: no-right. Source: RULES.md AC11. */
export async function viewPeople(house: House, asker: AccountId) {
  const by = await loadAccount(house.db, asker)
  const may = by ? keepPeople(by) : refuse('no-right', 'AC11')
  if (!by || !may.ok) return may.ok ? refuse('no-right', 'AC11') : may
  const people = (await loadAllKept(house.db)).map((kept) => ({
    ...kept,
    may: {
      change: changeAccount(by, kept, kept.role).ok,
      switch: switchAccount(by, kept).ok,
      invite: giveWayIn(by, kept).ok,
      card: giveCard(by, kept).ok,
      erase: mayErase(by).ok && by.id !== kept.id && !kept.erased,
    },
  }))
  return allow({ people, mail: house.mail !== null })
}

/** One's own sign-ins, the newest first. Source: RULES.md AC25. */
export async function viewSignIns({ db }: House, asker: Asker) {
  const rows = await db
    .selectFrom('sign_ins')
    .selectAll()
    .where('account', '=', asker.account)
    .orderBy('created_at', 'desc')
    .orderBy('id_hash')
    .execute()
  return allow({
    signIns: rows.map((row) => ({
      id: row.id_hash,
      since: row.created_at,
      seen: Math.max(row.seen_at, row.created_at),
      way: row.way,
      device: row.device,
      mine: row.id_hash === asker.signInHash,
    })),
    hasSecondFactor: await hasSecondFactor(db, asker.account),
    hasPassword: (await loadPasswordOf(db, asker.account)) !== '',
    byCard: rows.some((row) => row.id_hash === asker.signInHash && row.way === 'card'),
  })
}

/** Ends one of one's own sign-ins. Refuses: not-found. Source: RULES.md AC25. */
export async function endOwnSignIn(house: House, asker: Asker, id: string): Promise<Decision<Nothing>> {
  const row = await house.db
    .selectFrom('sign_ins')
    .select(['device', 'way'])
    .where('id_hash', '=', id)
    .where('account', '=', asker.account)
    .executeTakeFirst()
  if (!row) return refuse('not-found', 'AC25')
  await house.signIns.end(id)
  endPages(house, asker.account, id)
  house.tellServers()
  await noteSignIn(house, { event: 'ended', account: asker.account, ...row })
  return allow({})
}

const LOG_PAGE = 200

/** A page of the sign-in log, with how many lines of each kind it has. Refuses: no-right. Source: RULES.md AC26. */
export async function viewSignInLog(house: House, asker: AccountId, { skip = 0 }: { skip?: number | undefined }) {
  const { db } = house
  const by = await loadAccount(db, asker)
  const may = by ? readSignInLog(by) : refuse('no-right', 'AC26')
  if (!may.ok) return may
  return allow({ entries: await loadSignInLog(db, { skip, most: LOG_PAGE }), counts: await countSignIns(db) })
}

type LogPlace = { readonly at: number; readonly id: string }

/** Lines of the sign-in log, newest first, with the names of whom they tell; `before`: the last one that was read. */
export async function loadSignInLog(
  db: Reader,
  { skip = 0, before, most }: { skip?: number; before?: LogPlace | undefined; most: number },
) {
  const rows = await db
    .selectFrom('sign_in_log')
    .selectAll()
    .$if(before !== undefined, (all) =>
      all.where(({ or, and, eb }) =>
        or([eb('at', '<', before?.at ?? 0), and([eb('at', '=', before?.at ?? 0), eb('id', '>', before?.id ?? '')])]),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(skip)
    .limit(most)
    .execute()
  const names = await loadNames(db)
  return rows.map((row) => ({ ...row, name: row.account === null ? null : (names.get(row.account) ?? null) }))
}

/** How many came, went, were ended and were refused. */
export async function countSignIns(db: Reader): Promise<Readonly<Record<SignInEvent, number>>> {
  const rows = await db
    .selectFrom('sign_in_log')
    .select(({ fn }) => ['event', fn.countAll<number>().as('count')])
    .groupBy('event')
    .execute()
  const countOf = (event: SignInEvent) => Number(rows.find((row) => row.event === event)?.count ?? 0)
  return {
    'signed-in': countOf('signed-in'),
    'signed-out': countOf('signed-out'),
    failed: countOf('failed'),
    ended: countOf('ended'),
  }
}
