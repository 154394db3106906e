import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SessionId } from '../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../shared/language.ts'
import { parseHead } from '../shared/record/chain.ts'
import type { Upgrade } from './backup/before-migration.ts'
import { backUp, restore } from './backup/commands.ts'
import { BadBackup } from './backup/rebuild.ts'
import { systemClock } from './clock.ts'
import { nameOf, type StoreAddress } from './db/address.ts'
import { openDatabase, openDatabaseReadOnly } from './db/database.ts'
import { FolderNotWritable, StoreInUse, takeFolder } from './db/lock.ts'
import { StoreIsNewer } from './db/migrations.ts'
import { playScript } from './demo/script/play.ts'
import { WrongFile, writeRecord, writeSignInLog } from './exports/audit-command.ts'
import { exportStore } from './exports/command.ts'
import { verdictOf } from './exports/verdict.ts'
import { verifyStore } from './exports/verify.ts'
import { noteVerified } from './exports/verifying.ts'
import { readPublicUrl, readStore, readUpgrade, WrongSetting } from './settings.ts'
import { makeTls, WrongTlsUse } from './tls/command.ts'

const USAGE = `usage: npm run kenes -- migrate [--demo]
       npm run kenes -- backup FILE [--demo]
       npm run kenes -- restore FILE|BACKUP_DIR [--head N:HASH] [--older] [--demo]
       npm run kenes -- verify [--head N:HASH] [--language kk|ru|en] [--demo]
       npm run kenes -- record FILE.jsonl|FILE.csv [--demo]
       npm run kenes -- sign-in-log FILE.jsonl|FILE.csv [--language kk|ru|en] [--demo]
       npm run kenes -- export --out DIR [--session ID] [--demo]
       npm run kenes -- demo-script --url URL [--bad-day | --apart]
       npm run kenes -- tls --host NAME [--host NAME2 …] [--out DIR] [--replace]
The store is DATABASE_URL, else the one in DATA_DIR (default ./data/main, with --demo ./data/demo).`

/** Thrown for what the operator can put right. */
class WrongUse extends Error {}
const SAID = [WrongUse, WrongFile, WrongSetting, WrongTlsUse, BadBackup, StoreIsNewer, StoreInUse, FolderNotWritable]

type Environment = Readonly<Record<string, string | undefined>>
const COMMANDS = ['migrate', 'verify', 'record', 'sign-in-log', 'export', 'backup', 'restore'] as const

async function main(args: readonly string[], environment: Environment): Promise<number> {
  const [command, ...options] = args.filter((arg) => arg !== '--demo')
  if (command === 'demo-script') return demoScript(options)
  if (command === 'tls') return tls(options)
  if (!COMMANDS.some((known) => known === command)) throw new WrongUse(USAGE)
  const store = readStore(environment, args.includes('--demo'))
  process.stdout.write(`store: ${nameOf(store)}\n`)
  if (command === 'restore') return restoreStore(store, options, environment)
  if (store.kind === 'sqlite' && !existsSync(store.file)) throw new WrongUse(`there is no store in ${store.file}`)
  if (command === 'migrate') return migrateStore(store, readUpgrade(environment))
  if (command === 'backup') return backUpStore(store, options, environment)
  if (command === 'record' || command === 'sign-in-log') return writeList(store, command, options)
  return command === 'verify' ? verify(store, options) : exportFiles(store, options, readPublicUrl(environment))
}

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function migrateStore(store: StoreAddress, upgrade: Upgrade): Promise<number> {
  const giveBack = store.kind === 'sqlite' ? takeFolder(dirname(store.file)) : () => undefined
  const db = await openDatabase(store, upgrade)
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
  const { language, rest } = languageOption(options)
  const wanted = headOption(rest)
  const db = openDatabaseReadOnly(store)
  const report = await verifyStore(db, wanted)
  await db.destroy()
  for (const { table, key, what } of report.findings) say(`FOUND ${table} ${key}: ${what}`)
  for (const { recommendation, hash } of report.adopted) say(`adopted ${recommendation}: ${hash}`)
  for (const { recommendation, entry, rows, versions } of report.redacted)
    say(
      `redacted ${recommendation}: entry ${entry}, rows of the log ${rows}, versions ${versions.join(', ') || 'none'}`,
    )
  for (const { account, entry } of report.erased) say(`erased ${account}: entry ${entry}`)
  say(`head ${report.head.number}:${report.head.hash}`)
  say(`covered: ${report.covered.join(', ')}`)
  say(`not covered: ${report.notCovered.join(', ')}`)
  await noteVerified(store, { at: systemClock.now(), findings: report.findings.length, head: report.head })
  for (const one of language ? [language] : LANGUAGES) say(verdictOf(report, wanted, one))
  return report.findings.length === 0 ? 0 : 1
}

/** Writes the record book or the sign-in log into a new file, for an auditor. */
async function writeList(
  store: StoreAddress,
  list: 'record' | 'sign-in-log',
  options: readonly string[],
): Promise<number> {
  const { language, rest } = languageOption(options)
  const [file, ...others] = rest
  if (!file || file.startsWith('--') || others.length > 0) throw new WrongUse(USAGE)
  const db = openDatabaseReadOnly(store)
  try {
    say(list === 'record' ? await writeRecord(db, file) : await writeSignInLog(db, file, language ?? 'en'))
  } finally {
    await db.destroy()
  }
  say(file)
  return 0
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

/** The language that is asked for, and the other options. */
function languageOption(options: readonly string[]): { language: Language | null; rest: readonly string[] } {
  const at = options.indexOf('--language')
  if (at < 0) return { language: null, rest: options }
  const language = options[at + 1]
  if (!isLanguage(language)) throw new WrongUse(USAGE)
  return { language, rest: options.filter((_, index) => index !== at && index !== at + 1) }
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
