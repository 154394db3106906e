import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embedded, openDatabaseReadOnly, storeFile } from '../../server/db/database.ts'
import { COVERED, verifyStore } from '../../server/exports/verify.ts'
import { openBook } from '../../shared/record/checking.ts'
import { cast, freezes, opensVote, world } from '../world.ts'
import { amendsTexts } from './amending.ts'
import { finishesSession, finishesText } from './finishing.ts'
import { followsUp, repeatsEarlier, strikes } from './following.ts'
import { erases, keeps } from './keeping.ts'
import { allowsManners } from './manners.ts'
import { checks } from './translating.ts'
import { everythingGoesWrong } from './went-wrong.ts'

type Value = Exclude<SQLOutputValue, null>
type Row = Record<string, SQLOutputValue>

let played: string
let copy: string
let head: { number: number; hash: string }
let adopted: string

/** A session in which a text was adopted with opinions on it, silence was broken, a freeze taken back, and which was finished. */
beforeAll(async () => {
  played = mkdtempSync(join(tmpdir(), 'kenes-played-'))
  const w = await world({ store: embedded(played) })
  const [chair, secretary] = await w.people('m01', 's01')
  if (!chair || !secretary) throw new Error('nobody came')
  const carried = await opensVote(chair, 'r10', 'open')
  await cast(w, carried, { for: ['m01', 'm02', 'm06'], against: ['m03'], abstain: ['m04'] })
  await secretary.does('votes', 'record-word', { ...carried, place: 'm03', choice: 'abstain' })
  await secretary.does('sessions', 'note-attendance', { session: '2025-04-joint', account: 'm05', event: 'left' })
  await chair.does('votes', 'close', { vote: carried.vote })
  await chair.does('votes', 'announce', { vote: carried.vote })
  await chair.does('adoption', 'adopt', carried)
  adopted = carried.hash
  await allowsManners(w, ['open', 'sealed', 'show-of-hands'])
  const sealed = await opensVote(chair, 'r03', 'sealed')
  await cast(w, sealed, { for: ['m01', 'm02', 'm06'], against: ['m03'] })
  const sheet = { vote: sealed.vote, place: 'm06' }
  const tellers = await w.people('s01', 's02')
  for (const teller of tellers) await teller.does('votes', 'withdraw-ballot', sheet)
  for (const teller of tellers) await teller.does('votes', 'key-sheet', { ...sealed, ...sheet, choice: 'against' })
  await chair.does('votes', 'close', { vote: sealed.vote })
  const scan = Buffer.from('%PDF-1.7 a sheet').toString('base64')
  await secretary.does('votes', 'attach-scan', { ...sheet, base64: scan })
  const words = { kk: '', ru: 'Перерыв?', en: 'A break?' }
  const asked = { kind: 'procedure', session: '2025-04-joint', words }
  const { vote } = await chair.does('votes', 'ask-without-vote', { question: asked })
  const dissenter = await w.person('m03')
  await dissenter.does('votes', 'object', { vote, place: 'm03' })
  for (const kind of ['explanation', 'dissent']) {
    const { opinion } = await dissenter.does('votes', 'give-opinion', { vote: carried.vote, kind, words })
    await dissenter.does('votes', 'change-opinion', { opinion, words: { ...words, ru: 'Не согласен.' } })
    if (kind === 'dissent') await dissenter.does('votes', 'withdraw-opinion', { opinion })
  }
  const hands = await opensVote(chair, 'r04', 'show-of-hands')
  const counts = [{ scope: 'pool', for: 7, against: 7, abstain: 1 }]
  const gone = await w.person('s03')
  for (let times = 0; times < 2; times++) {
    await gone.does('votes', 'enter-count', { ...hands, counts })
    await chair.does('votes', 'set-aside-teller', { vote: hands.vote, teller: 's03', words: 'Was called away.' })
  }
  for (const teller of tellers) await teller.does('votes', 'enter-count', { ...hands, counts })
  await chair.does('votes', 'close', { vote: hands.vote, chairs: [{ scope: 'pool', choice: 'for' }] })
  await freezes(chair, 'r02')
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r02' })
  await tellers[0]?.does('versions', 'cut', { recommendation: 'r05', name: 'Read out', words: 'For the hall' })
  const older = await tellers[0]?.does('versions', 'cut', { recommendation: 'r06', name: 'Older', words: 'As it was' })
  const { fields, fieldsRev } = await secretary.sees('recommendations', 'recommendation', { id: 'r06' })
  await secretary.does('recommendations', 'change-fields', {
    id: 'r06',
    rev: fieldsRev,
    fields: { ...fields, priority: 'low' },
  })
  await secretary.does('versions', 'restore', { version: older?.version.id })
  const { plain } = await secretary.sees('recommendations', 'text', { id: 'r06' })
  const place = { part: 'text', language: 'ru', paragraph: 0, start: 0, length: 12, said: plain.text.ru.slice(0, 12) }
  const marked = { recommendation: 'r06', version: older?.version.id, ...place, reason: 'child', words: 'Asked for' }
  const { redaction } = await secretary.does('versions', 'ask-redaction', marked)
  await tellers[1]?.does('versions', 'confirm-redaction', { redaction })
  await everythingGoesWrong(w)
  await amendsTexts(w)
  await checks(secretary, 'r11', 'kk')
  await followsUp(w, 'r10')
  await repeatsEarlier(w, 'r10')
  await strikes(w, 'r10')
  for (const name of ['One.pdf', 'Two.pdf', 'Three.pdf']) await keeps(w, name)
  for (const name of ['Four.pdf', 'Five.pdf']) await erases(w, name)
  await finishesText(w, 'r10')
  const last = await opensVote(chair, 'r01')
  await cast(w, last, { against: ['m02'] })
  await chair.does('votes', 'close', { vote: last.vote })
  await chair.does('votes', 'announce', { vote: last.vote })
  await finishesSession(w)
  head = await chair.sees('record', 'head')
  await w.close()
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

/** Somebody with the file in their hands: triggers and foreign keys do not hold them up. */
function tamper<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(storeFile(copy), { enableForeignKeyConstraints: false })
  const triggers = db.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`)
  try {
    return work(db)
  } finally {
    db.close()
  }
}
async function found(): Promise<string[]> {
  const db = openDatabaseReadOnly(embedded(copy))
  const { findings } = await verifyStore(db, null)
  await db.destroy()
  return [...new Set(findings.map(({ table }) => table))]
}

/** The same value with one byte changed; of a number not the lowest one, which would give it another row's number. */
function another(value: Value): Value {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) + 0x10_00_00
  if (typeof value === 'string') {
    const at = Math.floor(value.length / 2)
    return `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`
  }
  const bytes = Uint8Array.from(value)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}
const columnsOf = (table: string) =>
  tamper((db) =>
    db
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name)),
  )
const rowsOf = (db: DatabaseSync, table: string) =>
  db.prepare(`select rowid as "rowid#", * from ${table} order by rowid`).all() as Row[]
/** One row in the middle, so that neither end is a special case. */
const middle = (rows: readonly Row[]): Row => {
  const row = rows[Math.floor(rows.length / 2)]
  if (!row) throw new Error('no row')
  return row
}

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
