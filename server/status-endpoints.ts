import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { acknowledgeRestore, hearNotices, readStatus } from '../shared/accounts/rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../shared/decision.ts'
import type { AccountId } from '../shared/ids.ts'
import { GENESIS, parseHead } from '../shared/record/chain.ts'
import { utcDay } from '../shared/time.ts'
import { loadAccount } from './accounts/queries.ts'
import type { Act } from './act.ts'
import { loadRestored, noteAcknowledged, type Restored } from './backup/lines.ts'
import { daysWithout, lastBackup } from './backup/made.ts'
import type { CaughtUp, DiskState } from './backup/messages.ts'
import type { StoreAddress } from './db/address.ts'
import { storeSize } from './db/size.ts'
import type { Verifying } from './exports/verifying.ts'
import type { House } from './house.ts'
import { act, type Handlers, mine, query } from './http/handlers.ts'
import type { LiveLoad } from './live/live-texts.ts'
import { daysLeft, endOf, namesOf, type Pair } from './tls/pair.ts'

/** What the status page is told of the server, asked when it is looked at. */
export type Standing = {
  readonly started: number
  readonly store: StoreAddress
  readonly verifying: Verifying
  readonly takesWrites: () => boolean
  readonly load: () => LiveLoad
  readonly pair: () => Pair | null
  /** How the second disk stands, and when it last had to be caught up, while that is news; null: no BACKUP_DIR is set. */
  readonly secondDisk: () => { readonly state: DiskState; readonly caughtUp: CaughtUp | null } | null
  /** How many servers are on this store; null where it is this one's own. */
  readonly servers: () => number | null
  /** Whether Redis answers; null where none is set. */
  readonly redis: () => boolean | null
}

/** The status page's part of the way from endpoints to answers; part of the wiring. Source: RULES.md WA4. */
export function status(standing: Standing): Handlers['status'] {
  return {
    now: query((house, account) => viewStatus(house, account, standing)),
    notices: query((house, account) => viewNotices(house, account, standing)),
    'acknowledge-restore': act(acknowledgeRestoreAct),
    verify: mine(async (house, { account }) => {
      const may = await mayRead(house, account)
      if (!may.ok) return may
      standing.verifying.begin()
      return allow({})
    }),
  }
}

async function mayRead({ db }: House, account: AccountId): Promise<Decision> {
  const by = await loadAccount(db, account)
  return by ? readStatus(by) : refuse('no-right', 'WA4')
}

async function viewStatus(house: House, account: AccountId, standing: Standing) {
  const may = await mayRead(house, account)
  if (!may.ok) return may
  const { db, clock, settings } = house
  const { store, verifying } = standing
  const now = clock.now()
  const pair = standing.pair()
  const { texts, connections } = standing.load()
  const size = await storeSize(db, store)
  return allow({
    version: versionHere(),
    started: standing.started,
    at: now,
    store: { kind: store.kind, ...size, takesWrites: standing.takesWrites() },
    backup: standing.secondDisk() && secondDiskOf(standing),
    files: await filesOf(house, standing),
    verify: { running: verifying.isRunning, last: await verifying.last(db) },
    disk: await diskOf(store),
    certificate: pair && {
      names: [...namesOf(pair.own)],
      until: utcDay(endOf(pair.own)),
      days: daysLeft(pair.own, now),
      authorityDays: pair.authority && daysLeft(pair.authority, now),
    },
    line: settings.insecure ? ('insecure' as const) : settings.https ? ('https' as const) : ('plain' as const),
    address: house.hall().address,
    servers: standing.servers(),
    redis: standing.redis(),
    texts,
    connections,
  })
}

async function filesOf(house: House, standing: Standing) {
  const { last, brokenOff } = await lastBackup(house.db, standing.store)
  return {
    last: last && { ...last, head: headIn(last.head) },
    brokenOff,
    daysWithout: await daysWithoutAny(house, standing),
  }
}

/** A second disk is a backup too; what it lacks is told apart. Source: RULES.md WA8. */
async function daysWithoutAny({ db, clock, settings }: House, { store, secondDisk }: Standing): Promise<number | null> {
  if (secondDisk()) return null
  return daysWithout(db, store, { now: clock.now(), within: settings.backupWithinDays })
}

/** Why the second disk has not everything, and when it last had to be caught up. */
function secondDiskOf({ secondDisk }: Standing) {
  const disk = secondDisk()
  const behind = disk?.state.state === 'behind' ? { reason: disk.state.reason, since: disk.state.since } : null
  return { behind, caughtUp: disk?.caughtUp ?? null }
}

/** What endangers the house, and that it is over. Source: RULES.md RB17, RB18, WA8. */
async function viewNotices(house: House, account: AccountId, standing: Standing) {
  const { db } = house
  const by = await loadAccount(db, account)
  const presided = db
    .selectFrom('sessions')
    .select('id')
    .where('presiding', '=', account)
    .where('stage', '!=', 'closed')
  const may = by ? hearNotices(by, (await presided.executeTakeFirst()) !== undefined) : refuse('no-right', 'RB17')
  if (!may.ok) return may
  const keeps = by !== null && readStatus(by).ok
  const restored = keeps ? await loadRestored(db) : null
  return allow({
    ...secondDiskOf(standing),
    restored: restored && !restored.acknowledged ? said(restored) : null,
    daysWithout: keeps ? await daysWithoutAny(house, standing) : null,
  })
}

const headIn = (words: string) => parseHead(words) ?? { number: 0, hash: GENESIS }

function said({ at, ...words }: Restored) {
  const [head, known] = [headIn(words.head), headIn(words.known)]
  return { at, head, known, missing: words.known === words.head ? 0 : Math.max(1, known.number - head.number) }
}

/** The heads before and after a restore go into the record book, which alone would not tell of entries that it no more has. */
async function acknowledgeRestoreAct(one: Act, input: { readonly at: number }): Promise<Decision<Nothing>> {
  const by = await loadAccount(one.tx, one.by)
  const may = by ? acknowledgeRestore(by) : refuse('no-right', 'RB18')
  if (!may.ok) return may
  const restored = await loadRestored(one.tx)
  if (restored?.at !== input.at || restored.acknowledged) return refuse('not-found', 'RB18')
  await noteAcknowledged(one.tx, restored)
  const facts = { at: restored.at, before: restored.known, after: restored.head }
  await one.record({ act: 'restore-acknowledged', subject: restored.head, facts })
  return allow({})
}

/** As the package says it. */
function versionHere(): string {
  const said: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return typeof said === 'object' && said !== null && 'version' in said ? String(said.version) : ''
}

async function diskOf(store: StoreAddress): Promise<{ free: number; size: number } | null> {
  if (store.kind === 'postgres') return null
  const found = await statfs(dirname(store.file)).catch(() => null)
  return found && { free: found.bavail * found.bsize, size: found.blocks * found.bsize }
}
