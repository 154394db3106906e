import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsv, writeCsv } from '../../server/councils/csv.ts'
import { readListFile } from '../../server/councils/list-file.ts'
import { readXlsx, writeXlsx } from '../../server/councils/xlsx.ts'
import { BadZip, openZip, writeZip } from '../../server/office/zip.ts'
import { COLUMNS, MOST_CELL_CHARACTERS } from '../../shared/councils/membership.ts'

const HEAD = 'Council;Name (Russian);Name (English);E-mail;Role;From;Until;Languages;Phone;Organisation'

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
    readListFile({ name: 'list.csv', content: Buffer.from(bytes).toString('base64'), ...more })
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

describe('cells that a spreadsheet would run', () => {
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
    expect(() => openZip(burst)('xl/workbook.xml')).toThrow(BadZip)
    const whole = workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>')
    expect(readXlsx(whole)).toEqual([['x']])
    for (let cut = 1; cut < whole.length; cut += 97)
      expect(() => readXlsx(whole.subarray(0, whole.length - cut))).not.toThrow()
    expect(readXlsx(whole.subarray(0, whole.length - 30))).toBeNull()
    expect(() => openZip(deflateRawSync('x'))).toThrow(BadZip)
  })

  test('[CO20] a lying size does not help, and a row beyond the limit ends the reading', () => {
    const burst = Buffer.from(writeZip([['xl/workbook.xml', ' '.repeat(40 * 1024 * 1024)]]))
    const entry = burst.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    burst.writeUInt32LE(10, entry + 24)
    expect(() => openZip(burst)('xl/workbook.xml')).toThrow(BadZip)
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

  test('[CO20] one long word that stands in every cell is cut where its row is refused anyhow', () => {
    const shared = `<sst><si><t>${'x'.repeat(6 * 1_048_576)}</t></si></sst>`
    const row = (number: number) =>
      `<row r="${number}">${Array.from({ length: 11 }, () => '<c t="s"><v>0</v></c>').join('')}</row>`
    const sheet = Array.from({ length: 5_000 }, (_, index) => row(index + 1)).join('')
    const table = readXlsx(workbook(sheet, [['xl/sharedStrings.xml', shared]]))
    expect(table).toHaveLength(5_000)
    expect(Math.max(...(table ?? []).flat().map((cell) => cell.length))).toBe(2 * MOST_CELL_CHARACTERS)
  })

  test('[CO20] a tag, a form or a reading that never ends is read in no time', { timeout: 10_000 }, () => {
    const long = 2 * 1_048_576
    const endless = [
      workbook(`<row ${'a'.repeat(long)}><c t="n"><v>1</v></c></row>`),
      workbook('<row r="1"><c s="0"><v>1</v></c></row>', [
        ['xl/styles.xml', `<styleSheet><numFmt numFmtId="170" formatCode="${'['.repeat(long)}"/></styleSheet>`],
      ]),
      workbook('<row r="1"><c t="s"><v>0</v></c></row>', [
        ['xl/sharedStrings.xml', `<sst><si>${'<rPh><t>x</t></rPh>'.repeat(long / 20)}<t>1</t></si></sst>`],
      ]),
    ]
    for (const bytes of endless) expect(readXlsx(bytes)).toEqual([['1']])
  })
})
