import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { sha256Hex } from '../shared/hash.ts'
import { newId } from '../shared/ids.ts'
import { type App, createApp } from './app.ts'
import { loadRestored, OtherBackup, restoredLine } from './backup/lines.ts'
import { BadBackup } from './backup/rebuild.ts'
import { systemClock } from './clock.ts'
import { collectAfterStart } from './collecting.ts'
import { nameOf, type StoreAddress } from './db/address.ts'
import { FolderNotWritable, StoreInUse } from './db/lock.ts'
import { StoreIsNewer } from './db/migrations.ts'
import { faultKind } from './db/postgres.ts'
import { demoContent } from './demo/content.ts'
import { DEMO_PASSWORD, demoEmail, loadSession } from './demo/load.ts'
import type { Log } from './house.ts'
import { smtpMailer } from './mail.ts'
import { readSettings, type Settings, WrongSetting } from './settings.ts'
import { WrongCertificate } from './tls/pair.ts'

/** How long a stop may take; after that the process ends anyway. */
const LONGEST_STOP_MS = 9_000

const mode = process.argv.includes('--demo') ? 'demo' : 'workspace'

async function main(): Promise<void> {
  const settings = readSettings(process.env, mode)
  // Logs are JSON lines on stderr; passwords, cookies and ballots never reach them.
  const logger = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: false }))
  const log: Log = (level, message, fields) => logger[level](fields ?? {}, message)
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const pages = fileURLToPath(new URL('../dist', import.meta.url))
  const app = await createApp({
    store: settings.store,
    redisUrl: settings.redisUrl,
    backupDir: settings.backupDir,
    upgrade: settings.upgrade,
    ballotSecret: settings.ballotSecret,
    secretKey: settings.secretKey,
    pages: existsSync(pages) ? pages : null,
    clock: systemClock,
    random,
    log,
    settings,
    tls: settings.tls,
    mail: settings.smtpUrl && settings.publicUrl ? smtpMailer(settings.smtpUrl, settings.publicUrl) : null,
  })
  await fillStore(app, settings.store, random)
  const port = await app.listen(settings.port, settings.host)
  collectAfterStart()
  // Once the store is known to be the right one: a start that fails says why in one line.
  if (settings.store.kind === 'postgres' && !settings.ballotSecret && !settings.secretKey)
    log('warn', 'SECRET_KEY is not set: secrets of authenticator apps stand in the database as they are')
  if (settings.store.kind === 'postgres' && !settings.ballotSecret)
    log('warn', 'BALLOT_SECRET is not set: no sealed vote opens')
  const address = `${settings.tls ? 'https' : 'http'}://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  if (mode === 'demo') printDemo(address)
  else await printSetUp(app, settings, address, random)
  const restored = await loadRestored(app.house.db)
  if (restored && !restored.acknowledged) process.stdout.write(`${restoredLine(restored)}\n`)
  // Ctrl+C and a service manager tell every process of a group, and the one that started this passes it on: a second word changes nothing.
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (!isStopping) stop(app, log)
      isStopping = true
    })
  const hall = app.house.hall()
  if (hall.address !== null && hall.address !== address) process.stdout.write(`People open ${hall.address}\n`)
  if (hall.trust !== null) process.stdout.write(`Each device is told once to trust it: ${hall.trust}\n`)
  // Last: whoever reads it may stop the server at once.
  process.stdout.write(`ready ${address}\n`)
}

/** A store is of one kind for ever: a demo's known passwords never open a real workspace. */
async function fillStore(app: App, store: StoreAddress, random: (bytes: number) => Uint8Array): Promise<void> {
  const { db, acts } = app.house
  const kind = await db.selectFrom('settings').select('value').where('name', '=', 'kind').executeTakeFirst()
  if (kind && kind.value !== mode)
    throw new WrongSetting(
      store.kind === 'sqlite'
        ? `this folder holds a ${kind.value} store, not a ${mode} one: choose another DATA_DIR`
        : `${nameOf(store)} holds a ${kind.value} store, not a ${mode} one: choose another DATABASE_URL`,
    )
  if (kind) return
  if (mode === 'demo') await loadSession(acts, random, demoContent())
  await acts.writeSignIn((writer) =>
    writer
      .insertInto('settings')
      .values({ name: 'kind', value: mode })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute(),
  )
}

function printDemo(address: string): void {
  const content = demoContent()
  process.stdout.write(`Kenes demo: all persons are invented. Password for everyone: ${DEMO_PASSWORD}\n`)
  for (const { id, name, councils } of content.members) {
    process.stdout.write(`  ${address}/sign-in?email=${demoEmail(id)}  ${name.en}, ${councils.join(' + ')}\n`)
  }
  for (const { id, name, kind } of content.participants) {
    process.stdout.write(`  ${address}/sign-in?email=${demoEmail(id)}  ${name.en}, ${kind}\n`)
  }
}

/** As long as there is no account: a fresh one-time code for the first one. */
async function printSetUp(
  app: App,
  settings: Settings,
  address: string,
  random: (bytes: number) => Uint8Array,
): Promise<void> {
  const { db, acts } = app.house
  if (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) return
  const code = newId(random)
  await acts.writeSignIn((writer) =>
    writer
      .insertInto('settings')
      .values({ name: 'set-up', value: sha256Hex(code) })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sha256Hex(code) }))
      .execute(),
  )
  process.stdout.write(
    `Set up the first secretariat account: ${settings.publicUrl ?? app.house.hall().address ?? address}/set-up?code=${code}\n`,
  )
}

function stop(app: App, log: Log): void {
  const late = setTimeout(() => process.exit(1), LONGEST_STOP_MS)
  late.unref()
  app.close().then(
    () => process.exit(0),
    (error) => {
      log('error', 'stop', { error: String(error) })
      process.exit(1)
    },
  )
}

/** What the operator can put right: said in one line. */
const SAID = [WrongSetting, WrongCertificate, StoreInUse, FolderNotWritable, StoreIsNewer, OtherBackup, BadBackup]

main().catch((error: unknown) => {
  const words =
    SAID.some((kind) => error instanceof kind) || isBusyPort(error)
      ? messageOf(error)
      : faultKind(error) === 'lost'
        ? `DATABASE_URL: the database does not answer (${error instanceof Error ? error.message || error.name : error})`
        : String(error instanceof Error ? error.stack : error)
  process.stderr.write(`${words}\n`)
  process.exit(1)
})

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isBusyPort = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
