import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readStatus } from '../shared/accounts/rules.ts'
import { allow, type Decision, refuse } from '../shared/decision.ts'
import type { AccountId } from '../shared/ids.ts'
import { utcDay } from '../shared/time.ts'
import { loadAccount } from './accounts/queries.ts'
import type { DiskState } from './backup/messages.ts'
import type { StoreAddress } from './db/address.ts'
import { storeSize } from './db/size.ts'
import type { Verifying } from './exports/verifying.ts'
import type { House } from './house.ts'
import { type Handlers, mine, query } from './http/handlers.ts'
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
  /** How the second disk stands; null: no BACKUP_DIR is set. */
  readonly backup: () => DiskState | null
  /** How many servers are on this store; null where it is this one's own. */
  readonly servers: () => number | null
  /** Whether Redis answers; null where none is set. */
  readonly redis: () => boolean | null
}

/** The status page's part of the way from endpoints to answers; part of the wiring. Source: RULES.md WA4. */
export function status(standing: Standing): Handlers['status'] {
  return {
    now: query((house, account) => viewStatus(house, account, standing)),
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
  const disk = standing.backup()
  const { texts, connections } = standing.load()
  const size = await storeSize(db, store)
  return allow({
    version: versionHere(),
    started: standing.started,
    at: now,
    store: { kind: store.kind, ...size, takesWrites: standing.takesWrites() },
    backup: disk && { behind: disk.state === 'behind' ? { reason: disk.reason, since: disk.since } : null },
    verify: { running: verifying.isRunning, last: verifying.last() },
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
