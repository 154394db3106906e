import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCsv, writeCsv } from '../../server/councils/csv.ts'
import { readListFile } from '../../server/councils/list-file.ts'
import { readXlsx, writeXlsx } from '../../server/councils/xlsx.ts'
import { openZip, writeZip } from '../../server/councils/zip.ts'
import { COLUMNS } from '../../shared/councils/membership.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { type Person, type World, world } from '../world.ts'
import { actsOn, refuses, storeOf } from './store.ts'

let w: World
let secretary: Person
beforeEach(async () => {
  w = await world()
  secretary = await w.person('s01')
})
afterEach(() => w.close())

const HEAD = 'Council;Name (Russian);Name (English);E-mail;Role;From;Until;Languages;Phone;Organisation'
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as string).toString('base64')
const csv = (...rows: string[]) => ({ name: 'list.csv', content: base64([HEAD, ...rows].join('\r\n')) })
const preview = (file: object) => secretary.does('councils', 'preview-list', file)
const problemsOf = async (file: object) => {
  const seen = await preview(file)
  return [...seen.problems, ...seen.rows.flatMap(({ line, problems }) => problems.map((one) => ({ line, ...one })))]
}
const codes = async (file: object) => (await problemsOf(file)).map(({ code }) => code)
const seatsOf = async (council: string) => (await secretary.sees('councils', 'council', { id: council })).places

const NEW_EXPERT =
  'Expert Council (demo);Айжан Сеитова;Aizhan Seitova;aizhan@example.kz;;2026-05-01;;kk, ru;+7 701 000 00 00;ЦИПЧ'
/** The Expert Council of the demo is full: one of it ends first. */
const ENDS = 'ec;;;m22@demo.kenes.example;;2023-01-20;30.04.2026;;;'

describe('taking in', () => {
  test('[CO16] [CO17] [CO22] a preview says what each row does, and then exactly that is done', async () => {
    const file = csv(NEW_EXPERT, ENDS, 'Сараптамалық кеңес (көрсетілім);;;m13@demo.kenes.example;;;;;;')
    const before = await storeOf(w)
    const seen = await preview(file)
    expect(await storeOf(w)).toEqual(before)
    expect(seen).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      separator: 'semicolon',
      problems: [],
      untouched: 10,
    })
    expect(seen.rows.map(({ line, effects, problems }) => ({ line, effects, problems }))).toEqual([
      { line: 2, effects: ['new-person', 'new-seat'], problems: [] },
      { line: 3, effects: ['seat-ended'], problems: [] },
      { line: 4, effects: ['same'], problems: [] },
    ])
    expect(await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })).toEqual({
      accounts: 1,
      seats: 1,
      changed: 1,
    })
    const seats = await seatsOf('ec')
    expect(seats.find((seat) => seat.contact?.email === 'aizhan@example.kz')).toMatchObject({
      name: { kk: 'Айжан Сеитова', ru: 'Айжан Сеитова', en: 'Aizhan Seitova' },
      role: 'member',
      from: '2026-05-01',
      until: null,
      term: 'to-come',
      contact: { phone: '+7 701 000 00 00', organisation: 'ЦИПЧ', languages: ['kk', 'ru'] },
    })
    expect(seats.find((seat) => seat.id === 'ec-m22')).toMatchObject({ until: '2026-04-30' })
    expect((await actsOn(w, 's01')).at(-1)).toEqual({ act: 'list-taken-in', by: 's01' })
    const again = await preview(file)
    expect(again.rows.map(({ effects }) => effects)).toEqual([['same'], ['same'], ['same']])
    const tries = ['', 'aizhan@example.kz'].map((password) =>
      secretary.act('accounts', 'sign-in', { email: 'aizhan@example.kz', password }),
    )
    expect(await Promise.all(tries)).toMatchObject([{ code: 'wrong-credentials' }, { code: 'wrong-credentials' }])
  })

  test('[CO16] of a person only what is written is changed, of a seat also the empty end', async () => {
    const file = csv(
      'cc;;Marat Zholdybayev;m03@demo.kenes.example;deputy chair;2023-01-20;;;;',
      'cc;;;m02@demo.kenes.example;член совета;;;;;',
    )
    const seen = await preview(file)
    expect(seen.rows.map(({ effects, problems }) => ({ effects, problems }))).toEqual([
      { effects: ['person-changed', 'seat-changed'], problems: [] },
      { effects: ['seat-changed'], problems: [] },
    ])
    await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })
    expect((await seatsOf('cc')).find((seat) => seat.holder === 'm03')).toMatchObject({
      name: { kk: 'Марат Жолдыбай', en: 'Marat Zholdybayev' },
      role: 'deputy',
      contact: { languages: ['kk'] },
    })
  })

  test('[CO17] what changed after the preview is refused, and the new preview shows it', async () => {
    const file = csv(ENDS)
    const seen = await preview(file)
    const { rev } = await secretary.sees('councils', 'council', { id: 'ec' })
    await secretary.does('councils', 'end-seat', { seat: 'ec-m22', rev, until: '2026-12-31' })
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...file, state: seen.state }),
      'changed-meanwhile',
      'CO17',
    )
    const now = await preview(file)
    expect(now.state).not.toBe(seen.state)
    expect(now.rows[0]?.effects).toEqual(['seat-changed'])
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...csv(NEW_EXPERT), state: now.state }),
      'changed-meanwhile',
      'CO17',
    )
  })

  test('[CO18] one row with an error, and nothing of the list is taken in', async () => {
    const file = csv(
      'cc;;;m03@demo.kenes.example;deputy;2023-01-20;2026-12-31;;;',
      'Совет мудрецов;Имя;;x@example.kz;;;;;;',
    )
    const seen = await preview(file)
    expect(seen.rows[1]?.problems).toEqual([{ code: 'unknown-council', values: { words: 'Совет мудрецов' } }])
    await refuses(
      w,
      () => secretary.act('councils', 'take-in-list', { ...file, state: seen.state }),
      'list-has-errors',
      'CO18',
    )
  })

  test('[CO4] only the secretariat previews, takes in and saves lists', async () => {
    for (const id of ['m01', 'o01']) {
      const person = await w.person(id)
      await refuses(w, () => person.act('councils', 'preview-list', csv(ENDS)), 'no-right', 'CO4')
      await refuses(w, () => person.act('councils', 'take-in-list', { ...csv(ENDS), state: 'x' }), 'no-right', 'CO4')
      await refuses(
        w,
        () => person.ask('councils', 'export-list', { format: 'csv', language: 'ru' }),
        'no-right',
        'CO4',
      )
    }
  })

  test('[CO12] whoever gets a seat by the list has its rights at once', async () => {
    const guest = await w.person('o02')
    expect((await guest.ask('councils', 'list')).ok).toBe(false)
    const { rev } = await secretary.sees('councils', 'council', { id: 'ec' })
    const all = await secretary.sees('councils', 'council', { id: 'ec' })
    await secretary.does('councils', 'change', { id: 'ec', rev, name: all.name, seats: 13, secretary: null })
    const file = csv('ec;;;o02@demo.kenes.example;;2026-04-01;;;;')
    await secretary.does('councils', 'take-in-list', { ...file, state: (await preview(file)).state })
    expect((await guest.ask('councils', 'list')).ok).toBe(true)
  })
})

describe('errors at their rows', () => {
  test('[CO18] what cannot be read of a row is named with its words', async () => {
    const found = await problemsOf(
      csv(
        'cc;Имя;;not-an-address;;;;;;',
        'cc;Имя;;a@example.kz;king;;;;;',
        'cc;Имя;;b@example.kz;;31.02.2026;2026-13-01;;;',
        'cc;Имя;;c@example.kz;;;;fr;;',
        'cc;;;d@example.kz;;;;;;',
        `cc;${'Имя '.repeat(100)};;e@example.kz;;;;;;`,
      ),
    )
    expect(found.map((one) => [('line' in one && one.line) || 0, one.code])).toEqual(
      expect.arrayContaining([
        [2, 'bad-email'],
        [3, 'bad-role'],
        [4, 'bad-date'],
        [5, 'bad-language'],
        [6, 'no-name'],
        [7, 'too-long'],
      ]),
    )
    expect(found.filter(({ code }) => code === 'bad-date')).toHaveLength(2)
    expect(found.find(({ code }) => code === 'bad-role')?.values).toMatchObject({ words: 'king' })
  })

  test('[CO18] [CO6] [CO7] [CO8] [CO9] what cannot be together is named at each row that is part of it', async () => {
    const id = await found(2)
    const row = (words: string) => words.replace('#', id)
    expect(await codes(csv(row('#;А;;a@x.kz;chair;2026-01-01;;;;'), row('#;Б;;b@x.kz;төраға;2026-02-01;;;;')))).toEqual(
      ['role-taken', 'role-taken'],
    )
    expect(await codes(csv(row('#;А;;a@x.kz;;2026-01-01;;;;'), row('#;А;;A@x.kz;;2026-02-01;;;;')))).toEqual([
      'twice',
      'twice',
    ])
    expect(await codes(csv(row('#;А;;a@x.kz;;2026-02-01;2026-01-01;;;')))).toEqual(['ends-before-start'])
    const full = await preview(
      csv(row('#;А;;a@x.kz;;2026-01-01;;;;'), row('#;Б;;b@x.kz;;2026-01-01;;;;'), row('#;В;;c@x.kz;;2026-01-01;;;;')),
    )
    expect(full.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], [], ['seats-full']])
    const follows = csv(row('#;А;;a@x.kz;chair;2026-01-01;2026-01-31;;;'), row('#;Б;;b@x.kz;chair;2026-02-01;;;;'))
    expect(await codes(follows)).toEqual([])
  })

  test('[CO18] the same e-mail with another name or phone is an error, with the same it is one person', async () => {
    const id = await found(2)
    const two = (name: string) =>
      csv(`cc;Анна;;a@x.kz;;2020-01-01;2020-12-31;;;`, `${id};${name};;a@x.kz;;2026-01-01;;;;`)
    expect(await problemsOf(two('Мария'))).toMatchObject([{ line: 3, code: 'person-differs', values: { line: '2' } }])
    const seen = await preview(two('Анна'))
    expect(seen.rows.map(({ effects }) => effects)).toEqual([['new-person', 'new-seat'], ['new-seat']])
    await secretary.does('councils', 'take-in-list', { ...two('Анна'), state: seen.state })
    const [one] = await seatsOf(id)
    expect((await seatsOf('cc')).some((seat) => seat.holder === one?.holder)).toBe(true)
  })

  test('[CO10] [CO18] a seat that took part does not begin later by a list', async () => {
    expect(await codes(csv('cc;;;m03@demo.kenes.example;;2024-01-01;;;;'))).toEqual(['seat-used'])
  })

  test('[CO18] two councils of one name are told apart by their ids only', async () => {
    const id = await found(2)
    const other = await found(2)
    expect(await codes(csv('Public Council;А;;a@x.kz;;;;;;'))).toEqual(['ambiguous-council'])
    expect(await codes(csv(`${id};А;;a@x.kz;;;;;;`, `${other};Б;;b@x.kz;;;;;;`))).toEqual([])
    const saved = await saves('csv', 'en')
    expect(saved.content).toBeTruthy()
  })

  test('[CO18] [CO20] a file without columns, without rows or with too many is refused as a whole', async () => {
    const file = (words: string) => ({ name: 'x.csv', content: base64(words) })
    expect(await problemsOf(file('Имя (русский);Роль\nА;член совета'))).toEqual([
      { code: 'missing-column', values: { column: 'council' } },
      { code: 'missing-column', values: { column: 'email' } },
    ])
    expect(await codes(file('Council;E-mail\ncc;a@x.kz'))).toEqual(['missing-column'])
    expect(await codes(file('Council;Council;E-mail;Name (Russian)\ncc;cc;a@x.kz;А'))).toEqual(['column-twice'])
    expect(await codes(csv())).toEqual(['no-rows'])
    expect(await codes(csv(';;;;;;;;;', '   ;;;;;;;;;'))).toEqual(['no-rows'])
    expect(await codes(csv(...Array.from({ length: 5_001 }, () => 'cc;А;;a@x.kz;;;;;;')))).toEqual(['too-many-rows'])
    expect(await codes(file(''))).toEqual(['missing-column', 'missing-column', 'missing-column'])
  })

  const NAME = { kk: 'Қоғамдық кеңес', ru: 'Общественный совет', en: 'Public Council' }
  const found = async (seats: number) =>
    (await secretary.does('councils', 'found', { name: NAME, seats, profile: 'simple' })).council
})

const saves = (format: 'csv' | 'xlsx', language: string) =>
  secretary.sees('councils', 'export-list', { format, language })

describe('encodings and separators', () => {
  const ROWS = `${HEAD}\nЭкспертный совет (демо);Аскар «Ержан», мл.;Askar;askar@x.kz;;2026-05-01;;ru;;`
  const utf16 = (big: boolean) => {
    const bytes = Buffer.from(`\ufeff${ROWS}`, 'utf16le')
    return big ? bytes.swap16() : bytes
  }
  const windows1251 = (words: string) =>
    Buffer.from(
      [...words].map((letter) => {
        const code = letter.codePointAt(0) ?? 0
        if (code < 128) return code
        if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0
        return { '«': 0xab, '»': 0xbb, Ё: 0xa8, ё: 0xb8 }[letter] ?? 0x3f
      }),
    )
  const reads = (bytes: Uint8Array, more: object = {}) =>
    readListFile({ name: 'list.csv', content: base64(bytes), ...more })
  const name = (read: ReturnType<typeof readListFile>) => read.rows[0]?.nameRu

  test('[CO19] each encoding is found by itself', () => {
    expect(reads(Buffer.from(ROWS))).toMatchObject({ encoding: 'utf-8', problems: [] })
    expect(reads(Buffer.from(`\ufeff${ROWS}`))).toMatchObject({
      encoding: 'utf-8',
      rows: [{ council: 'Экспертный совет (демо)' }],
    })
    expect(reads(utf16(false))).toMatchObject({ encoding: 'utf-16le' })
    expect(reads(utf16(true))).toMatchObject({ encoding: 'utf-16be' })
    expect(reads(windows1251(ROWS))).toMatchObject({ encoding: 'windows-1251' })
    for (const bytes of [Buffer.from(ROWS), utf16(false), utf16(true), windows1251(ROWS)])
      expect(name(reads(bytes))).toBe('Аскар «Ержан», мл.')
  })

  test('[CO19] a wrong guess is set right by naming the encoding; one that does not fit is an error', () => {
    expect(reads(windows1251(ROWS), { encoding: 'utf-8' }).problems).toEqual([{ code: 'wrong-encoding', values: {} }])
    expect(name(reads(utf16(false).subarray(2), { encoding: 'utf-16le' }))).toBe('Аскар «Ержан», мл.')
  })

  test('[CO19] what is no text is an error: pictures, UTF-16 without a mark, damaged workbooks', () => {
    const unreadable = [{ code: 'unreadable', values: {} }]
    expect(reads(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])).problems).toEqual(unreadable)
    expect(reads(utf16(false).subarray(2)).problems).toEqual(unreadable)
    expect(reads(Buffer.from('PK\u0003\u0004 not a workbook')).problems).toEqual(unreadable)
    expect(reads(Buffer.from(`${ROWS}\n"never closed`)).problems).toEqual(unreadable)
  })

  test('[CO19] comma, semicolon and tab are found, also where a quoted cell holds the others', () => {
    const with_ = (letter: string) =>
      `${['Council', 'E-mail', 'Name (Russian)'].join(letter)}\ncc${letter}a@x.kz${letter}"Имя, ""второе"";\tтретье"`
    for (const [letter, separator] of [
      [',', 'comma'],
      [';', 'semicolon'],
      ['\t', 'tab'],
    ] as const) {
      const read = reads(Buffer.from(with_(letter)))
      expect(read).toMatchObject({ separator, problems: [] })
      expect(name(read)).toBe('Имя, "второе"; третье')
    }
    expect(reads(Buffer.from(`sep=,\r\n${with_(',')}`))).toMatchObject({ separator: 'comma', problems: [] })
    expect(reads(Buffer.from(with_(',')), { separator: 'semicolon' }).problems).not.toEqual([])
  })

  test('[CO19] columns are named in any language and any order, others are passed over', () => {
    const read = reads(Buffer.from('Телефон;Эл. пошта;Моё;Кеңес;name (english)\n1;a@x.kz;?;cc;A\n'))
    expect(read).toMatchObject({ problems: [], rows: [{ phone: '1', email: 'a@x.kz', council: 'cc', nameEn: 'A' }] })
  })
})

describe('saving', () => {
  test('[CO21] what is saved previews as it is, in each format and language', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      for (const language of LANGUAGES) {
        const saved = await saves(format, language)
        const seen = await preview({ name: saved.name, content: saved.content })
        expect(seen).toMatchObject({ format, problems: [], untouched: 0 })
        expect(seen.rows).toHaveLength(23)
        expect(seen.rows.every(({ effects }) => effects.join() === 'same')).toBe(true)
      }
    }
  })

  test('[CO21] no cell of a CSV begins like a formula, and nothing is lost by it', async () => {
    const EVIL = ['=cmd|calc', '+7 701', '-1', '@sum', "'=x", "''+", 'plain', "'quoted'", 'a\nb', 'a;"b"']
    const bytes = writeCsv([EVIL])
    const text = new TextDecoder('utf-8').decode(bytes)
    for (const cell of parseCsvRaw(text)) expect(cell).not.toMatch(/^[=+\-@\t]/)
    expect(parseCsv(text, 'semicolon')).toEqual([EVIL])
  })

  /** As a spreadsheet reads it, which knows nothing of our apostrophes. */
  const parseCsvRaw = (text: string) =>
    [...text.trim().matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;"\r\n]*))/g)].map((found) => found[1] ?? found[2] ?? '')

  const cell = fc.string({ unit: 'grapheme', maxLength: 12 })
  const printed = (words: string) => [...words].every((one) => one >= ' ' && one < '\ufffd')

  test('[CO21] any table comes back from a CSV and from a workbook as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell.filter(printed), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const table = rows.map((row) => ['x', ...row])
          expect(parseCsv(new TextDecoder().decode(writeCsv(table)), 'semicolon')).toEqual(table)
          expect(readXlsx(writeXlsx('List', table))).toEqual(table)
        },
      ),
    )
  })

  test('[CO21] whoever is on the list, saving and taking in changes nothing', async () => {
    const word = fc.stringMatching(/^[A-Za-zА-Яа-яӘәҒғҚқ=+@'"; -]{1,20}$/).filter((words) => words.trim() !== '')
    const people = await fc.sample(fc.record({ ru: word, kk: word, phone: word, organisation: word }), 12)
    const council = await secretary.does('councils', 'found', {
      name: { kk: '=Кеңес', ru: '+Совет', en: '-Council' },
      seats: 20,
      profile: 'simple',
    })
    const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`
    const file = {
      name: 'x.csv',
      content: base64(
        [
          'Council;E-mail;Name (Russian);Name (Kazakh);Phone;Organisation',
          ...people.map(({ ru, kk, phone, organisation }, index) =>
            [council.council, `p${index}@x.kz`, ru, kk, phone, organisation].map(quoted).join(';'),
          ),
        ].join('\n'),
      ),
    }
    const seen = await preview(file)
    expect(seen.rows.flatMap(({ problems }) => problems)).toEqual([])
    await secretary.does('councils', 'take-in-list', { ...file, state: seen.state })
    for (const format of ['csv', 'xlsx'] as const) {
      const saved = await saves(format, 'kk')
      const again = await preview({ name: saved.name, content: saved.content })
      expect(again.rows.filter(({ effects }) => effects.join() !== 'same')).toEqual([])
      expect(again.rows).toHaveLength(23 + people.length)
    }
  })
})

describe('workbooks', () => {
  const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const RELS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
  const workbook = (sheet: string, more: readonly (readonly [string, string])[] = [], head = '') =>
    writeZip([
      [
        'xl/workbook.xml',
        `${head}<workbook ${MAIN} ${RELS}><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ],
      ['xl/worksheets/sheet1.xml', `<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`],
      ...more,
    ])

  test('[CO20] shared words, runs, days by number, gaps and stored values of formulas are read', () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    const shared =
      '<sst><si><t>Совет &amp; Ко</t></si><si><r><t>Анна</t></r><r><t xml:space="preserve"> Б.</t></r></si></sst>'
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46136</v></c><c r="B3" s="2"><v>46136.5</v></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3"/></row>'
    expect(
      readXlsx(
        workbook(sheet, [
          ['xl/sharedStrings.xml', shared],
          ['xl/styles.xml', styles],
        ]),
      ),
    ).toEqual([['Совет & Ко', '', 'Анна Б.'], [], ['2026-04-24', '2026-04-24', '2', '']])
  })

  test('[CO20] outside entities, bursting parts, damaged and encrypted zips are not read', () => {
    expect(readXlsx(workbook('', [], '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'))).toBeNull()
    const burst = writeZip([['xl/workbook.xml', ' '.repeat(40 * 1024 * 1024)]])
    expect(burst.length).toBeLessThan(60_000)
    expect(openZip(burst)?.read('xl/workbook.xml')).toBeNull()
    const whole = workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>')
    expect(readXlsx(whole)).toEqual([['x']])
    for (let cut = 1; cut < whole.length; cut += 97)
      expect(() => readXlsx(whole.subarray(0, whole.length - cut))).not.toThrow()
    expect(readXlsx(whole.subarray(0, whole.length - 30))).toBeNull()
    expect(openZip(deflateRawSync('x'))).toBeNull()
  })

  test('[CO20] a lying size does not help, and a row beyond the limit ends the reading', () => {
    const burst = Buffer.from(writeZip([['xl/workbook.xml', ' '.repeat(40 * 1024 * 1024)]]))
    const entry = burst.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    burst.writeUInt32LE(10, entry + 24)
    expect(openZip(burst)?.read('xl/workbook.xml')).toBeNull()
    expect(readXlsx(workbook('<row r="900000"><c t="n"><v>1</v></c></row>'))).toBeNull()
  })

  test('[CO20] damaged bytes never throw', () => {
    const whole = writeXlsx('List', [[...COLUMNS], ['cc', 'Имя']])
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Uint8Array.from(whole)
        damaged[at] = byte
        expect(() => readXlsx(damaged)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })
})
