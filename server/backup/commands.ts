import { copyFileSync, existsSync, rmSync, statSync, truncateSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { newId } from '../../shared/ids.ts'
import { CONTINUES } from '../../shared/live/room.ts'
import { parseHead } from '../../shared/record/chain.ts'
import { nameOf, type StoreAddress } from '../db/address.ts'
import { type Database, openDatabase, openDatabaseReadOnly } from '../db/database.ts'
import { dialectOf, postgresDialect } from '../db/dialect.ts'
import { takeFolder } from '../db/lock.ts'
import { newestStep, stepsOf } from '../db/migrations.ts'
import { copySqlite, openSqlite } from '../db/sqlite.ts'
import { verifyStore } from '../exports/verify.ts'
import { recordHead } from '../record/entries.ts'
import { verifyChain } from '../record/verify.ts'
import { warnOfSealed } from '../votes/unreadable.ts'
import { dumpDatabase } from './dump.ts'
import { checkedManifest, giveName, type Manifest, seal } from './file.ts'
import { type Head, headOf, isInChain, type Restored } from './lines.ts'
import { noteBackup, noteBrokenOff } from './made.ts'
import { connectionOf, restore as restoreDump } from './postgres-programs.ts'
import { BadBackup, rebuild } from './rebuild.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Wiring = {
  readonly environment: Environment
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly say: (line: string) => void
}

/** Enough that two restores of one state are told apart. */
const EPOCH_SUFFIX = 8

const wordsOf = ({ number, hash }: Head): string => `${number}:${hash}`

/**
 * Copies a store into one file while its server runs, checks the copy, and only then gives it its name. Throws BadBackup. Source: RULES.md
 * RB14.
 */
export async function backUp(store: StoreAddress, file: string, { environment, now, say }: Wiring): Promise<void> {
  if (existsSync(file)) throw new BadBackup(`${file} is there already: a backup is never written over`)
  if (!existsSync(dirname(resolve(file)))) throw new BadBackup(`there is no folder ${dirname(file)}`)
  const unfinished = `${file}.part`
  rmSync(unfinished, { force: true })
  const at = now()
  try {
    const made =
      store.kind === 'sqlite'
        ? await copyFolder(store, unfinished)
        : await checkedDump(store.url, unfinished, environment)
    const manifest = seal(unfinished, { ...made, store: store.kind, at: new Date(at).toISOString() })
    giveName(unfinished, file)
    await noteBackup(store, { at, file: basename(file), bytes: manifest.bytes, head: manifest.head })
    say(`${file}: ${manifest.bytes} bytes, sha256 ${manifest.sha256}`)
    say(`form ${manifest.step}, made ${manifest.at}`)
    say(`head ${manifest.head}`)
  } catch (fault) {
    await noteBrokenOff(store, at)
    throw fault
  } finally {
    rmSync(unfinished, { force: true })
  }
}

async function copyFolder(
  store: Extract<StoreAddress, { kind: 'sqlite' }>,
  to: string,
): Promise<Pick<Manifest, 'step' | 'head'>> {
  const source = openSqlite(store.file, { readOnly: true })
  try {
    await copySqlite(source, to)
  } finally {
    source.close()
  }
  // A file of its own, without a log beside it.
  const copy = new DatabaseSync(to)
  try {
    copy.exec('PRAGMA journal_mode = DELETE')
    mustBeWhole(copy, to)
  } finally {
    copy.close()
  }
  return checked({ kind: 'sqlite', file: to })
}

function mustBeWhole(copy: DatabaseSync, name: string): void {
  const found = copy.prepare('PRAGMA integrity_check').get()?.integrity_check
  if (found !== 'ok') throw new BadBackup(`${name} is damaged: ${found}`)
}

/** What a copy says of itself, when everything in it is as its record book says. */
async function checked(address: StoreAddress): Promise<Pick<Manifest, 'step' | 'head'>> {
  const db = openDatabaseReadOnly(address)
  try {
    const { findings, head } = await verifyStore(db, null)
    const [first] = findings
    if (first)
      throw new BadBackup(
        `the store is not as its record book says (${first.table} ${first.key}: ${first.what}): run verify`,
      )
    return { step: (await stepsOf(db, dialectOf(address))).done.at(-1) ?? '', head: wordsOf(head) }
  } finally {
    await db.destroy()
  }
}

async function checkedDump(
  url: string,
  to: string,
  environment: Environment,
): Promise<Pick<Manifest, 'step' | 'head'>> {
  const made = await dumpDatabase(url, to, environment)
  const [first] = (await verifiedChain({ kind: 'postgres', url })).findings
  if (first)
    throw new BadBackup(`the record book does not hold (${first.table} ${first.key}: ${first.what}): run verify`)
  return made
}

async function verifiedChain(address: StoreAddress) {
  const db = openDatabaseReadOnly(address)
  try {
    return await verifyChain(db)
  } finally {
    await db.destroy()
  }
}

export type RestoreAsked = {
  /** A backup file, or a folder that was a BACKUP_DIR. */
  readonly from: string
  /** A head that somebody knows, from a print or the projector. */
  readonly head: Head | null
  /** What the second disk of this machine knows. */
  readonly backupDir: string | null
  /** An older state is what is wanted. */
  readonly older: boolean
}

/**
 * Puts a backup into an empty folder or database, checks it, brings it to this form, and begins the live texts under new epochs. An older
 * state than what is known is refused until it is asked for. Throws BadBackup. Source: RULES.md RB12, RB13, RB15.
 */
export async function restore(store: StoreAddress, asked: RestoreAsked, wiring: Wiring): Promise<void> {
  if (!existsSync(asked.from)) throw new BadBackup(`there is no ${asked.from}`)
  if (store.kind === 'sqlite') await restoreFolder(store, asked, wiring)
  else await restoreDatabase(store.url, asked, wiring)
}

async function restoreFolder(
  store: Extract<StoreAddress, { kind: 'sqlite' }>,
  asked: RestoreAsked,
  wiring: Wiring,
): Promise<void> {
  const taken = () => existsSync(store.file) || existsSync(`${store.file}-wal`)
  const refusal = `there is already a store in ${store.file}: restore into an empty folder`
  if (taken()) throw new BadBackup(refusal)
  const folder = dirname(store.file)
  const giveBack = takeFolder(folder)
  const unfinished = join(folder, 'kenes.restoring')
  const removeUnfinished = () => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + end, { force: true })
  }
  removeUnfinished()
  try {
    const known = [...fetch(asked, unfinished, wiring), ...knownHeads(asked)]
    const address: StoreAddress = { kind: 'sqlite', file: unfinished }
    const opened = openSqlite(unfinished)
    mustBeWhole(opened, asked.from)
    opened.close()
    await finish(address, known, asked.older, wiring)
    if (taken()) throw new BadBackup(refusal)
    giveName(unfinished, store.file)
    wiring.say(`restored to ${nameOf(store)}`)
  } finally {
    removeUnfinished()
    giveBack()
  }
}

/** Puts what is to be restored into a file; the answer is what it says that it knows. */
function fetch({ from }: RestoreAsked, to: string, { say }: Wiring): Head[] {
  if (statSync(from).isDirectory()) {
    const { at, damaged } = rebuild(from, to)
    for (const name of damaged) say(`${name} is damaged: an earlier one is taken`)
    say(`the last that was written there: ${new Date(at).toISOString()}`)
    const head = headOf(from)
    return head ? [head] : []
  }
  const manifest = checkedManifest(from)
  if (manifest.store !== 'sqlite')
    throw new BadBackup(`${from} is of a PostgreSQL database: set DATABASE_URL to an empty one`)
  copyFileSync(from, to)
  truncateSync(to, manifest.bytes)
  say(`backup of ${manifest.at}, sha256 as it must be`)
  return []
}

async function restoreDatabase(url: string, asked: RestoreAsked, wiring: Wiring): Promise<void> {
  const address: StoreAddress = { kind: 'postgres', url }
  if (statSync(asked.from).isDirectory())
    throw new BadBackup(`${asked.from} is of an embedded store: unset DATABASE_URL and set DATA_DIR to an empty folder`)
  const manifest = checkedManifest(asked.from)
  if (manifest.store !== 'postgres') throw new BadBackup(`${asked.from} is of an embedded store: unset DATABASE_URL`)
  const empty = openDatabaseReadOnly(address)
  try {
    const tables = await empty.introspection.getTables({ withInternalKyselyTables: true })
    if (tables.length > 0) throw new BadBackup(`${nameOf(address)} is not empty: restore into an empty database`)
  } finally {
    await empty.destroy()
  }
  wiring.say(`backup of ${manifest.at}, sha256 as it must be`)
  const head = parseHead(manifest.head)
  const known = knownHeads(asked)
  for (const one of known)
    if (one.number > (head?.number ?? 0)) mustBeWanted({ number: head?.number ?? 0, known: one }, asked.older, wiring)
  if (!newestKnown(manifest.step)) throw new BadBackup(newerForm(manifest.step))
  await restoreDump(asked.from, manifest.bytes, connectionOf(url, wiring.environment))
  // What could only be seen in the restored record book is said at the start, and to the secretariat.
  await finish(address, known, true, wiring)
  wiring.say(`restored to ${nameOf(address)}`)
}

const newestKnown = (step: string): boolean => step <= newestStep(postgresDialect)
const newerForm = (step: string): string =>
  `the backup has a newer form (${step}) than this Kenes knows: restore it with the version that wrote it, or a newer one`

/** Heads that the restored state ought to have. */
function knownHeads({ from, head, backupDir }: RestoreAsked): Head[] {
  const onDisk = backupDir && backupDir !== from ? headOf(backupDir) : null
  return [head, onDisk].filter((one) => one !== null)
}

/** An older state than what is known goes on only when it was asked for. */
function mustBeWanted({ number, known }: { number: number; known: Head }, older: boolean, { say }: Wiring): void {
  const what =
    known.number > number
      ? `this backup ends with entry ${number}, and entry ${wordsOf(known)} is known: it is older by ${known.number - number}`
      : `this backup does not have the known entry ${wordsOf(known)}: it is of another record book`
  if (!older) throw new BadBackup(`${what}. Look for a newer one, or restore this one with --older`)
  say(`OLDER: ${what}`)
}

/** Checks what was restored against what is known, brings it to this form, and begins every live text anew. */
async function finish(address: StoreAddress, known: readonly Head[], older: boolean, wiring: Wiring): Promise<void> {
  const db = await openDatabase(address)
  try {
    const { findings } = await verifyChain(db)
    for (const { table, key, what } of findings) wiring.say(`FOUND ${table} ${key}: ${what}`)
    const head = await recordHead(db)
    let newest: Head = head
    for (const one of known) {
      if (await isInChain(db, one)) continue
      mustBeWanted({ number: head.number, known: one }, older, wiring)
      if (newest === head || one.number > newest.number) newest = one
    }
    await beginAnew(db, { at: wiring.now(), head: wordsOf(head), known: wordsOf(newest) }, wiring.random)
    await warnOfSealed(db, address, wiring)
    wiring.say(`head ${wordsOf(head)}`)
  } finally {
    await db.destroy()
  }
}

/**
 * New epochs: what devices hold may go beyond what was restored. The new one says from which it goes on, so that a device whose text is the
 * same up to its own unsent words sends these. Source: RULES.md RB15, LT28.
 */
async function beginAnew(db: Database, restored: Restored, random: Wiring['random']): Promise<void> {
  const suffix = `${CONTINUES}${newId(random).slice(0, EPOCH_SUFFIX)}`
  await db
    .updateTable('heads')
    .set({ epoch: sql`epoch || ${suffix}` })
    .execute()
  const value = JSON.stringify(restored)
  await db
    .insertInto('settings')
    .values({ name: 'restored', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
