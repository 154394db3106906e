import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { embedded, storeFile } from '../../server/db/database.ts'
import { decodeUpdates, encodeUpdates } from '../../server/live/log-rows.ts'
import { fillFolder } from '../stores.ts'
import { type Person, type World, world } from '../world.ts'
import { asks, comes, isSaved, typesSlowly } from './redacting.ts'

// The embedded store as its files say it: what no query finds any more could still stand in a page that is free, or in the WAL.
const NAME = 'Зубайра Қоштанова'
let folder: string
let w: World
let member: Person
let secretary: Person
let second: Person

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kenes-redacted-'))
  fillFolder(folder)
  w = await world({ store: embedded(folder) })
  ;[member, secretary, second] = await w.people('m03', 's01', 's02')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The files of the store that hold words. */
const filesWith = (words: string, at = folder) =>
  readdirSync(at).filter((name) => readFileSync(join(at, name)).includes(Buffer.from(words)))

/** The operator's command, as a process on a folder. */
function verify(at: string) {
  const done = spawnSync(join('node_modules', '.bin', 'node'), ['server/cli.ts', 'verify'], {
    env: { ...process.env, DATA_DIR: at },
    encoding: 'utf8',
  })
  return { code: done.status, lines: done.stdout.split('\n') }
}

/** The name is typed and pasted, cut, kept in a snapshot and in versions. */
async function writesTheName() {
  const page = await comes(await w.listen(), member)
  await typesSlowly(page, ` Said ${NAME} here.`)
  for (let times = 0; times < 300; times += 1) page.types(` ${NAME} ${times}`)
  await isSaved(page)
  await w.app.house.live.read('r01' as never)
  for (const name of ['One', 'Two']) {
    page.types('.')
    await isSaved(page)
    await secretary.does('versions', 'cut', { recommendation: 'r01', name })
  }
  page.leaves()
}

test('[VE53] [VE59] after a redaction no file of the embedded store holds the words, also not in pages that are free', async () => {
  await writesTheName()
  expect(filesWith(NAME)).not.toEqual([])
  await second.does('versions', 'confirm-redaction', { redaction: await asks(secretary, NAME) })
  expect(filesWith(NAME)).toEqual([])
  expect(filesWith('Қоштанова')).toEqual([])
  await w.close()
  expect(filesWith(NAME)).toEqual([])
})

test('[VE58] a copy of the store that was redacted is verified, and damage in it is found', async () => {
  await writesTheName()
  await second.does('versions', 'confirm-redaction', { redaction: await asks(secretary, NAME) })
  await w.close()
  const copy = mkdtempSync(join(tmpdir(), 'kenes-copy-'))
  cpSync(folder, copy, { recursive: true })
  const sound = verify(copy)
  expect(sound.code).toBe(0)
  expect(sound.lines.find((line) => line.startsWith('redacted r01: entry '))).toMatch(
    /rows of the log \d+, versions 1, 2$/,
  )
  expect(sound.lines.filter((line) => line.endsWith(' but what two people redacted.'))).toHaveLength(1)
  const db = new DatabaseSync(storeFile(copy))
  const twice = db.prepare("select id from versions where number = 2 and text = 'r01'").get() ?? {}
  // A version is never changed outside the act of a redaction, by nobody who goes through the database.
  expect(() => db.exec("update versions set content = 'x'")).toThrow('versions is never changed')
  expect(() => db.exec('delete from versions')).toThrow('versions is never changed')
  const row = db.prepare("select seq, updates from text_log where text = 'r01' order by seq desc limit 1").get()
  const updates = encodeUpdates([...decodeUpdates(row?.updates as Uint8Array), new Uint8Array([0, 0])])
  db.prepare("update text_log set updates = ? where text = 'r01' and seq = ?").run(updates, row?.seq as number)
  for (const trigger of ['versions_no_update', 'versions_no_delete']) db.exec(`drop trigger ${trigger}`)
  db.exec("update versions set content = replace(content, '█', 'x') where number = 2 and text = 'r01'")
  db.close()
  const damaged = verify(copy)
  expect(damaged.code).toBe(1)
  expect(damaged.lines).toContain(`FOUND text_log r01/${row?.seq}: its sum does not fit`)
  const { id } = twice
  expect(damaged.lines).toContain(`FOUND versions ${id}: is not as its redaction left it`)
  rmSync(copy, { recursive: true, force: true })
})
