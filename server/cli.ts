import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SessionId } from '../shared/ids.ts'
import { parseHead } from '../shared/record/chain.ts'
import { backUp, restore } from './backup/commands.ts'
import { BadBackup } from './backup/rebuild.ts'
import { systemClock } from './clock.ts'
import { nameOf, type StoreAddress } from './db/address.ts'
import { openDatabase, openDatabaseReadOnly } from './db/database.ts'
import { lockFolder, StoreInUse } from './db/lock.ts'
import { StoreIsNewer } from './db/migrations.ts'
import { playScript } from './demo/script/play.ts'
import { exportStore } from './exports/command.ts'
import { verifyStore } from './exports/verify.ts'
import { noteVerified } from './exports/verifying.ts'
import { readPublicUrl, readStore, WrongSetting } from './settings.ts'
import { makeTls, WrongTlsUse } from './tls/command.ts'

const USAGE = `usage: npm run kenes -- migrate [--demo]
       npm run kenes -- backup FILE [--demo]
       npm run kenes -- restore FILE|BACKUP_DIR [--head N:HASH] [--older] [--demo]
       npm run kenes -- verify [--head N:HASH] [--demo]
       npm run kenes -- export --out DIR [--session ID] [--demo]
       npm run kenes -- demo-script --url URL [--bad-day | --apart]
       npm run kenes -- tls --host NAME [--host NAME2 …] [--out DIR] [--replace]
The store is DATABASE_URL, else the one in DATA_DIR (default ./data/main, with --demo ./data/demo).`

/** Thrown for what the operator can put right. */
class WrongUse extends Error {}
const SAID = [WrongUse, WrongSetting, WrongTlsUse, BadBackup, StoreIsNewer, StoreInUse]

type Environment = Readonly<Record<string, string | undefined>>
const COMMANDS = ['migrate', 'verify', 'export', 'backup', 'restore'] as const

async function main(args: readonly string[], environment: Environment): Promise<number> {
  const [command, ...options] = args.filter((arg) => arg !== '--demo')
  if (command === 'demo-script') return demoScript(options)
  if (command === 'tls') return tls(options)
  if (!COMMANDS.some((known) => known === command)) throw new WrongUse(USAGE)
  const store = readStore(environment, args.includes('--demo'))
  process.stdout.write(`store: ${nameOf(store)}\n`)
  if (command === 'restore') return restoreStore(store, options, environment)
  if (store.kind === 'sqlite' && !existsSync(store.file)) throw new WrongUse(`there is no store in ${store.file}`)
  if (command === 'migrate') return migrateStore(store)
  if (command === 'backup') return backUpStore(store, options, environment)
  return command === 'verify' ? verify(store, options) : exportFiles(store, options, readPublicUrl(environment))
}

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function migrateStore(store: StoreAddress): Promise<number> {
  const giveBack = store.kind === 'sqlite' ? lockFolder(dirname(store.file)) : () => undefined
  const db = await openDatabase(store)
  await db.destroy()
  giveBack()
  process.stdout.write('the store has the newest form\n')
  return 0
}

const wiringOf = (environment: Environment) => ({
  environment,
  now: systemClock.now,
  random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
  say,
})

async function backUpStore(store: StoreAddress, options: readonly string[], environment: Environment): Promise<number> {
  const [file, ...others] = options
  if (!file || file.startsWith('--') || others.length > 0) throw new WrongUse(USAGE)
  await backUp(store, file, wiringOf(environment))
  return 0
}

async function restoreStore(
  store: StoreAddress,
  options: readonly string[],
  environment: Environment,
): Promise<number> {
  const [from, ...others] = options
  const older = others.includes('--older')
  const head = headOption(others.filter((option) => option !== '--older'))
  if (!from || from.startsWith('--')) throw new WrongUse(USAGE)
  await restore(store, { from, head, backupDir: environment.BACKUP_DIR || null, older }, wiringOf(environment))
  return 0
}

async function verify(store: StoreAddress, options: readonly string[]): Promise<number> {
  const wanted = headOption(options)
  const db = openDatabaseReadOnly(store)
  const report = await verifyStore(db, wanted)
  await db.destroy()
  for (const { table, key, what } of report.findings) say(`FOUND ${table} ${key}: ${what}`)
  for (const { recommendation, hash } of report.adopted) say(`adopted ${recommendation}: ${hash}`)
  for (const { recommendation, entry, rows, versions } of report.redacted)
    say(
      `redacted ${recommendation}: entry ${entry}, rows of the log ${rows}, versions ${versions.join(', ') || 'none'}`,
    )
  say(`head ${report.head.number}:${report.head.hash}`)
  say(`covered: ${report.covered.join(', ')}`)
  say(`not covered: ${report.notCovered.join(', ')}`)
  noteVerified(store, { at: systemClock.now(), findings: report.findings.length, head: report.head })
  const isRedacted = report.redacted.length > 0
  const verified = isRedacted
    ? 'verified: nothing was changed but what two people redacted'
    : 'verified: nothing was changed'
  say(report.findings.length === 0 ? verified : `${report.findings.length} found`)
  return report.findings.length === 0 ? 0 : 1
}

/** Writes every file of a session, or of all. */
async function exportFiles(store: StoreAddress, options: readonly string[], publicUrl: string | null): Promise<number> {
  const optionOf = (name: string) => options[options.indexOf(name) + 1]
  const known = options.filter((option, index) => index % 2 === 0 && (option === '--out' || option === '--session'))
  const folder = known.includes('--out') ? optionOf('--out') : undefined
  const session = known.includes('--session') ? optionOf('--session') : null
  if (!folder || session === undefined || options.length !== known.length * 2) throw new WrongUse(USAGE)
  const db = openDatabaseReadOnly(store)
  const wanted = { session: session as SessionId | null, at: systemClock.now(), publicUrl }
  const names = await exportStore(db, folder, wanted)
  await db.destroy()
  if (names === null)
    throw new WrongUse(session === null ? 'there is no session in this store' : `there is no session ${session}`)
  for (const name of names) process.stdout.write(`${join(folder, name)}\n`)
  return 0
}

/** Makes a local authority and a certificate, for a hall without a name on the internet. */
function tls(options: readonly string[]): number {
  const hosts: string[] = []
  let out = './data/tls'
  let replace = false
  const rest = options.values()
  for (const option of rest) {
    const value = option === '--replace' ? '' : rest.next().value
    if (option === '--replace') replace = true
    else if (option === '--host' && value) hosts.push(value)
    else if (option === '--out' && value) out = value
    else throw new WrongUse(USAGE)
  }
  if (hosts.length === 0) throw new WrongUse(USAGE)
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  for (const line of makeTls({ hosts, out, replace }, { now: systemClock.now(), random }))
    process.stdout.write(`${line}\n`)
  return 0
}

/** Plays the demo's script against a running demo server, which must be untouched. */
async function demoScript(options: readonly string[]): Promise<number> {
  const at = options.indexOf('--url')
  const url = URL.parse(options[at + 1] ?? '')
  const [asked, ...others] = options.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  const play = asked ? (['bad-day', 'apart'] as const).find((one) => asked === `--${one}`) : 'main'
  if (!url || !play || others.length > 0) throw new WrongUse(USAGE)
  process.stdout.write(`server: ${url.origin}\n`)
  const alive = await fetch(`${url.origin}/healthz`).catch(() => null)
  if (!alive?.ok) throw new WrongUse(`no server answers at ${url.origin}`)
  const isAsExpected = await playScript(url.origin, play, (line) => process.stdout.write(`${line}\n`))
  return isAsExpected ? 0 : 1
}

function headOption(options: readonly string[]): { number: number; hash: string } | null {
  const at = options.findIndex((option) => option === '--head' || option.startsWith('--head='))
  if (at < 0) {
    if (options.length > 0) throw new WrongUse(USAGE)
    return null
  }
  const words = options[at]?.startsWith('--head=') ? options[at].slice('--head='.length) : (options[at + 1] ?? '')
  const head = parseHead(words)
  if (!head) throw new WrongUse(`${words} is not a head: it is written N:HASH`)
  return head
}

main(process.argv.slice(2), process.env).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const words =
      SAID.some((kind) => error instanceof kind) && error instanceof Error
        ? error.message
        : String(error instanceof Error ? error.stack : error)
    process.stderr.write(`${words}\n`)
    process.exitCode = 2
  },
)
