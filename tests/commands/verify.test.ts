import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { storeFile } from '../../server/db/database.ts'
import { COVERED } from '../../server/exports/verify.ts'
import { openBook } from '../../shared/record/checking.ts'
import { playsEverything } from './everything.ts'
import { another, findsIn, middle, type Row, rowsOf, tampers, type Value } from './tampering.ts'

let played: string
let copy: string
let head: { number: number; hash: string }
let adopted: string

beforeAll(async () => {
  played = mkdtempSync(join(tmpdir(), 'kenes-played-'))
  ;({ head, adopted } = await playsEverything(played))
})
afterAll(() => rmSync(played, { recursive: true, force: true }))
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'kenes-copy-'))
  cpSync(played, copy, { recursive: true })
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

/** The operator's command, as a process on a folder. */
function verify(folder: string, ...options: string[]) {
  const done = spawnSync(join('node_modules', '.bin', 'node'), ['server/cli.ts', 'verify', ...options], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: 'utf8',
  })
  return { code: done.status, words: done.stdout, complaint: done.stderr }
}

const tamper = <T>(work: (db: DatabaseSync) => T): T => tampers(copy, work)
const found = () => findsIn(copy)
const columnsOf = (table: string) =>
  tamper((db) =>
    db
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name)),
  )

describe('an untouched folder', () => {
  test('[RB4] verify says that nothing was changed, what it covers and what it does not', () => {
    const { code, words } = verify(copy)
    expect(words).toContain(`adopted r10: ${adopted}`)
    expect(words).toContain(`head ${head.number}:${head.hash}`)
    const listed = (label: string) => (new RegExp(`^${label}: (.*)$`, 'm').exec(words)?.[1] ?? '').split(', ')
    expect(listed('covered')).toEqual([...COVERED].sort())
    expect(listed('not covered')).toEqual(
      expect.arrayContaining(['accounts', 'recommendations', 'sessions', 'seats', 'sign_ins']),
    )
    const all = tamper((db) =>
      db
        .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
        .all()
        .map(({ name }) => String(name)),
    )
    expect(
      all.filter(
        (table) => ![...listed('covered'), ...listed('not covered')].includes(table) && !table.startsWith('kysely_'),
      ),
    ).toEqual([])
    expect(words).toContain('Verified: nothing was changed in')
    expect(code).toBe(0)
  })

  test('[RB4] it changes nothing itself', () => {
    const before = readFileSync(storeFile(copy))
    verify(copy)
    expect(readFileSync(storeFile(copy)).equals(before)).toBe(true)
  })

  test('[RB5] a printed head, whole or shortened, is in the chain, and so is an earlier one', () => {
    const earlier = tamper((db) => db.prepare('select hash from record where number = 40').get()?.hash)
    for (const words of [
      `${head.number}:${head.hash}`,
      `${head.number}:${head.hash.slice(0, 4)}·${head.hash.slice(4, 8)}`,
      `40:${earlier}`,
    ]) {
      expect(verify(copy, '--head', words)).toMatchObject({ code: 0 })
    }
    expect(verify(copy, `--head=${head.number}:${head.hash}`).code).toBe(0)
  })

  test('[RB5] a head that is not in the chain is found', () => {
    for (const words of [
      `${head.number}:${'0'.repeat(64)}`,
      `${head.number + 1}:${head.hash}`,
      `${head.number - 1}:${head.hash}`,
    ]) {
      const { code, words: said } = verify(copy, '--head', words)
      expect(said).toContain(`FOUND record ${words.split(':')[0]}`)
      expect(code).toBe(1)
    }
  })

  test('[RB31] it ends with one sentence in the language that is asked for, or in all three', () => {
    const known = `${head.number}:${head.hash}`
    const last = (...options: string[]) =>
      verify(copy, ...options)
        .words.trimEnd()
        .split('\n')
    expect(last().slice(-3)).toEqual([
      expect.stringMatching(/^Тексерілді: .* ештеңе өзгермеген\.$/),
      expect.stringMatching(/^Проверено: .* ничего не изменено, кроме скрытого двумя людьми\.$/),
      expect.stringMatching(/^Verified: nothing was changed in \d+ entries of .* but what two people redacted\.$/),
    ])
    expect(last('--language', 'ru', '--head', known).filter((line) => /^(Тексер|Провер|Verified)/.test(line))).toEqual([
      expect.stringContaining(`${known} среди них есть.`),
    ])
    expect(last('--head', `${head.number + 9}:${head.hash}`, '--language', 'en').at(-1)).toBe(
      `Not verified: ${head.number + 9}:${head.hash} is not in this record book: it was cut off or rewritten, or it is another one.`,
    )
    expect(verify(copy, '--language', 'de')).toMatchObject({ code: 2, complaint: expect.stringContaining('usage') })
  })

  test('[RB4] [RB5] what is no head, no store or no command is said and answered with 2', () => {
    expect(verify(copy, '--head', 'latest')).toMatchObject({ code: 2, complaint: expect.stringContaining('N:HASH') })
    expect(verify(copy, '--head', `${head.number}:9f3c`)).toMatchObject({ code: 2 })
    expect(verify(copy, '--fast')).toMatchObject({ code: 2, complaint: expect.stringContaining('usage') })
    expect(verify(join(copy, 'nowhere'))).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('there is no store'),
    })
  })
})

test('[RB30] [AC26] the command writes record book and sign-in log into new files, and over none', () => {
  const take = (...args: string[]) => {
    const done = spawnSync(join('node_modules', '.bin', 'node'), ['server/cli.ts', ...args], {
      env: { ...process.env, DATA_DIR: copy },
      encoding: 'utf8',
    })
    return { code: done.status, words: done.stdout + done.stderr }
  }
  const book = join(copy, 'book.jsonl')
  expect(take('record', book)).toMatchObject({
    code: 0,
    words: expect.stringContaining(`head ${head.number}:${head.hash}`),
  })
  const checked = openBook()
  for (const line of readFileSync(book, 'utf8').split('\n')) checked.line(line)
  expect(checked.ends()).toMatchObject({ entries: head.number, head, faults: [], adopted: expect.any(Number) })
  expect(checked.ends().recounted).toBeGreaterThan(2)
  expect(take('record', book)).toMatchObject({ code: 2, words: expect.stringContaining('is there already') })
  expect(take('record', join(copy, 'book.xlsx'))).toMatchObject({
    code: 2,
    words: expect.stringContaining('.jsonl or .csv'),
  })
  const log = join(copy, 'log.csv')
  expect(take('sign-in-log', log, '--language', 'ru')).toMatchObject({
    code: 0,
    words: expect.stringMatching(/failed \d+/),
  })
  expect(readFileSync(log, 'utf8')).toContain('"Время (UTC)"')
})

describe('a changed folder', () => {
  test.each(COVERED)(
    '[RB3] [RB4] %s: one byte in any column of a row is found and the table is named',
    async (table) => {
      for (const column of columnsOf(table)) {
        const was = tamper((db) => {
          const row = rowsOf(db, table).filter((one) => one[column] !== null)
          if (row.length === 0) throw new Error(`${table}.${column} is always empty`)
          const { 'rowid#': id, [column]: value } = middle(row)
          const changed = another(value as Value) as SQLInputValue
          const { changes } = db.prepare(`update ${table} set "${column}" = ? where rowid = ?`).run(changed, Number(id))
          expect(changes).toBe(1)
          return { changed, value: value as SQLInputValue, id: Number(id) }
        })
        expect(await found(), `${table}.${column}`).toContain(table)
        tamper((db) => {
          // The record's number is its row id.
          const rowid = table === 'record' && column === 'number' ? Number(was.changed) : was.id
          db.prepare(`update ${table} set "${column}" = ? where rowid = ?`).run(was.value, rowid)
        })
        expect(await found()).toEqual([])
      }
    },
  )

  test.each(COVERED)('[RB3] [RB4] %s: a row that is gone, and a row that nobody wrote, are found', async (table) => {
    tamper((db) => db.prepare(`delete from ${table} where rowid = ?`).run(Number(middle(rowsOf(db, table))['rowid#'])))
    expect(await found()).toContain(table)
    rmSync(copy, { recursive: true })
    cpSync(played, copy, { recursive: true })
    tamper((db) => {
      const { 'rowid#': _, ...row } = middle(rowsOf(db, table))
      const key =
        Object.keys(row)[
          table === 'attendance' || table === 'text_log' || table === 'rolls' || table === 'ballots' ? 1 : 0
        ] ?? ''
      const foreign: Row = { ...row, [key]: typeof row[key] === 'number' ? 9_999 : 'foreign' }
      if ('number' in foreign) foreign.number = 9_999
      if (table === 'standing_orders') foreign.version = 9_999
      if (table === 'final_rounds') foreign.text = 'foreign'
      const names = Object.keys(foreign)
      const marks = names.map(() => '?').join(', ')
      db.prepare(`insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${marks})`).run(
        ...(Object.values(foreign) as SQLInputValue[]),
      )
    })
    expect(await found()).toContain(table)
  })

  test.each(['record', 'ballots', 'adopted_texts', 'text_log'])(
    '[RB4] %s: the command prints FOUND with the table and ends with 1',
    (table) => {
      const column =
        { record: 'content', ballots: 'choice', adopted_texts: 'content', text_log: 'updates' }[table] ?? ''
      tamper((db) => {
        const { 'rowid#': id, [column]: value } = middle(rowsOf(db, table))
        db.prepare(`update ${table} set "${column}" = ? where rowid = ?`).run(
          another(value as Value) as SQLInputValue,
          Number(id),
        )
      })
      const { code, words } = verify(copy)
      expect(words).toMatch(new RegExp(`^FOUND ${table} \\S+: `, 'm'))
      expect(words).not.toContain('nothing was changed')
      expect(words).toMatch(new RegExp(`^Not verified: .*${table} `, 'm'))
      expect(words.trimEnd().split('\n').slice(-3)[0]).toMatch(/^Тексеруден өтпеді: /)
      expect(code).toBe(1)
    },
  )

  test('[RB4] one byte of the file inside a stored text is found', () => {
    const file = readFileSync(storeFile(copy))
    const words = Buffer.from('"recommendation":"r10"')
    const places: number[] = []
    for (let at = file.indexOf(words); at >= 0; at = file.indexOf(words, at + 1)) places.push(at)
    expect(places.length).toBeGreaterThan(1)
    const changedTables = new Set<string>()
    for (const at of places) {
      const other = Buffer.from(file)
      other[at + words.length - 2] = '1'.charCodeAt(0)
      writeFileSync(storeFile(copy), other)
      const { code, words: said } = verify(copy)
      expect(code).toBe(1)
      for (const [, table] of said.matchAll(/^FOUND (\w+) /gm)) changedTables.add(table ?? '')
    }
    expect([...changedTables]).toEqual(expect.arrayContaining(['versions', 'adopted_texts', 'record']))
  })

  test('[RB3] a ballot changed together with its hash in the record book is found by the chain', async () => {
    tamper((db) => {
      db.prepare("update ballots set choice = 'against' where place = 'm01'").run()
      db.prepare(
        'update record set content = replace(content, \'"choice":"for","place":"m01"\', \'"choice":"against","place":"m01"\') where act = \'ballot-cast\'',
      ).run()
    })
    expect((await found()).sort()).toEqual(['ballots', 'record', 'votes'])
  })

  test('[RB4] [LT3] [AM21] words of which nobody answers for the writer are found, in a text and in a fork of it', async () => {
    const fork = tamper((db) => db.prepare("select text from amendments where recommendation = 'r12'").get()?.text)
    for (const text of ['r12', String(fork)]) {
      const { client_id, account } = tamper((db) => {
        const row = db.prepare('select client_id, account from client_ids where text = ?').get(text)
        db.prepare('delete from client_ids where text = ? and client_id = ?').run(text, Number(row?.client_id))
        return { client_id: Number(row?.client_id), account: String(row?.account) }
      })
      expect(await found()).toEqual(['client_ids'])
      tamper((db) =>
        db
          .prepare('insert into client_ids (text, client_id, account, at, closed_from) values (?, ?, ?, 0, null)')
          .run(text, client_id, account),
      )
      expect(await found()).toEqual([])
    }
  })

  test('[RB4] [AM21] [AM31] another text in the place of an amendment’s own, or another version as what it made, is found', async () => {
    const put = "(select amendment from put_amendments where recommendation = 'r12')"
    const was = tamper((db) => db.prepare(`select text, made from amendments where id = ${put}`).get())
    const sets = (column: string, value: unknown) =>
      tamper((db) => db.prepare(`update amendments set ${column} = ? where id = ${put}`).run(value as SQLInputValue))
    sets('text', 'r01')
    expect((await found()).sort()).toEqual(['put_amendments', 'text_log'])
    sets('text', was?.text)
    const other = tamper((db) =>
      db.prepare("select id from versions where recommendation = 'r12' order by number").get(),
    )
    sets('made', other?.id)
    expect(await found()).toEqual(['put_amendments'])
    sets('made', was?.made)
    expect(await found()).toEqual([])
  })

  test('[RB5] the last entries cut off are found by a printed head', () => {
    tamper((db) => db.prepare('delete from record where number = ?').run(head.number))
    expect(verify(copy, '--head', `${head.number}:${head.hash}`)).toMatchObject({
      code: 1,
      words: expect.stringContaining(`FOUND record ${head.number}`),
    })
  })
})
