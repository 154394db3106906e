import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '../../server/db/database.ts'
import { recordHead } from '../../server/record/entries.ts'
import type { Answered, World } from '../world.ts'

/** No acts of the councils: a sign-in may be prolonged by any request, and a server says now and then that it is there. */
const NOT_COMPARED = ['sign_ins', 'sign_in_log', 'servers']

/** The tables of a world's store, which stay the same as long as it is open. */
const tablesOf = new WeakMap<World, Promise<readonly string[]>>()

async function comparedTables(w: World): Promise<readonly string[]> {
  const known = tablesOf.get(w) ?? w.app.house.db.introspection.getTables().then((all) => all.map(({ name }) => name))
  tablesOf.set(w, known)
  return (await known).filter((name) => !NOT_COMPARED.includes(name)).sort()
}

/** Every table as one hash: what is the same before and after was not changed. */
export async function storeOf(w: World): Promise<Record<string, string>> {
  const { db } = w.app.house
  const tables = await comparedTables(w)
  // PostgreSQL is asked once: it is asked before and after each of two thousand refusals.
  if (w.store.kind === 'postgres') {
    const each = tables.map(
      (name) => sql`SELECT ${sql.lit(name)} AS name, md5(string_agg(words, chr(10) ORDER BY words)) AS hash
        FROM (SELECT kept::text AS words FROM ${sql.table(name)} AS kept) AS rows_of`,
    )
    const { rows } = await sql<{ name: string; hash: string }>`${sql.join(each, sql` UNION ALL `)}`.execute(db)
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
  }
  const hashes: Record<string, string> = {}
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(db)
    hashes[table] = hash('sha256', rows.map(inWords).sort().join('\n'))
  }
  return hashes
}

const inWords = (row: Record<string, unknown>): string =>
  Object.values(row)
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
    .join('\0')

/** Every row of every table in words, bytes included. */
export async function dumpOf(db: Database): Promise<string> {
  const rows: string[] = []
  for (const { name } of await db.introspection.getTables()) {
    const table = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
    for (const row of table.rows)
      rows.push(
        `${name} ${Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
          .join(' | ')}`,
      )
  }
  return rows.join('\n')
}

export const headOf = (w: World) => recordHead(w.app.house.db)

/** Waits until nothing is written any more: what a moved clock began, such as reminders, is acts of its own. */
export async function settles(w: World): Promise<void> {
  const acts = () => w.app.house.acts.writeSignIn(async () => undefined)
  for (let before = '', now = ' '; before !== now; ) {
    await acts()
    before = now
    now = JSON.stringify(await storeOf(w))
  }
}

/** What was asked is refused by this rule, and not one row of the store is another than before. */
export async function refuses(
  w: World,
  ask: () => Promise<Answered<unknown>>,
  code: string,
  rule: string,
): Promise<void> {
  const before = await storeOf(w)
  expect(await ask()).toMatchObject({ ok: false, code, rule })
  expect(await storeOf(w)).toEqual(before)
}

/** The acts in the record book about a subject, oldest first. */
export async function actsOn(w: World, subject: string): Promise<{ act: string; by: string | null }[]> {
  const rows = await w.app.house.db
    .selectFrom('record')
    .select(['act', 'acted_by'])
    .where('subject', '=', subject)
    .orderBy('number')
    .execute()
  return rows.map(({ act, acted_by }) => ({ act, by: acted_by }))
}

/** Who did an act of a kind last, and what the record book says of it. */
export async function lastRecorded(w: World, act: string) {
  const row = await w.app.house.db
    .selectFrom('record')
    .select(['acted_by', 'content'])
    .where('act', '=', act)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return { by: row.acted_by, facts: JSON.parse(row.content).facts as Record<string, unknown> }
}

const LONGEST_WAIT_MS = 5_000

/** Asks again until what is looked for is there; fails when it never comes. */
export async function until<T>(what: string, find: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = performance.now() + LONGEST_WAIT_MS; performance.now() < end; ) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`never happened: ${what}`)
}

const RULES = new Set(
  [...readFileSync('RULES.md', 'utf8').matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((found) => found[1]),
)

/** A refusal has code, rule, sentence and an id to quote; its rule is in the book, and nothing was changed. */
export async function isRefusal(
  answer: Response,
  status?: number,
): Promise<{ code: string; rule: string; message: string }> {
  const body = (await answer.json()) as { code: string; rule: string; message: string; requestId: string }
  expect(Object.keys(body).sort()).toEqual(['code', 'message', 'requestId', 'rule'])
  expect(answer.ok).toBe(false)
  if (status !== undefined) expect(answer.status).toBe(status)
  expect(RULES.has(body.rule), `${body.rule} is in RULES.md`).toBe(true)
  expect(body.message.length).toBeGreaterThan(15)
  expect(body.requestId).toMatch(/^[0-9a-z]{16}$/)
  return body
}
