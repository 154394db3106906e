import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { judgeFile } from '../../server/files/keeping.ts'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { writeZip } from '../../server/office/zip.ts'
import { keptName, MOST_FILE_BYTES } from '../../shared/files/kinds.ts'

const bytes = (...start: readonly (number | string)[]) =>
  Buffer.concat(start.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.from([one]))))
const PDF = bytes('%PDF-1.7\n')
const PNG = bytes(0x89, 'PNG')
const JPG = bytes(0xff, 0xd8, 0xff)
const XLSX = writeWorkbook([{ title: 'a', rows: [['b']] }])
const DOCX = writeZip([
  ['[Content_Types].xml', '<Types/>'],
  ['word/document.xml', '<w/>'],
])

test('[FI1] a file is what it begins with, and its name says the same', () => {
  for (const [name, content, kind] of [
    ['Ответ.pdf', PDF, 'pdf'],
    ['фото.PNG', PNG, 'png'],
    ['scan.jpeg', JPG, 'jpg'],
    ['кесте.xlsx', XLSX, 'xlsx'],
    ['хат.docx', DOCX, 'docx'],
  ] as const)
    expect(judgeFile(name, content)).toEqual({ ok: true, facts: { kind, name } })
  const refused = [
    ['page.html', bytes('<script>')],
    ['page.svg', bytes('<svg/>')],
    ['page.pdf', bytes('<script>')],
    ['page.pdf', PNG],
    ['scan.png', PDF],
    ['кесте.xlsx', DOCX],
    ['хат.docx', XLSX],
    ['хат.docx', bytes('PK', 3, 4)],
    ['хат.docm', DOCX],
    ['noending', PDF],
    [
      'хат.docx',
      writeZip([
        ['word/document.xml', '<w/>'],
        ['word/vbaProject.bin', 'x'],
      ]),
    ],
  ] as const
  for (const [name, content] of refused)
    expect([name, judgeFile(name, content)]).toEqual([
      name,
      { ok: false, refusal: expect.objectContaining({ code: 'wrong-file', rule: 'FI1' }) },
    ])
})

test('[FI1] ten mebibytes are taken, a byte more is not', () => {
  const large = (size: number) => Buffer.concat([PDF, Buffer.alloc(size - PDF.length)])
  expect(judgeFile('a.pdf', large(MOST_FILE_BYTES)).ok).toBe(true)
  expect(judgeFile('a.pdf', large(MOST_FILE_BYTES + 1))).toMatchObject({ refusal: { code: 'too-large', rule: 'FI1' } })
})

test('[FI2] a kept name has no folder and no sign that turns or hides letters', () => {
  expect(keptName('Ответ МВД № 12 от 5 мая.pdf')).toBe('Ответ МВД № 12 от 5 мая.pdf')
  expect(keptName('Қызылорда: әйелдер колониясы.pdf')).toBe('Қызылорда әйелдер колониясы.pdf')
  expect(keptName('..\\..\\etc/passwd.pdf')).toBe('.. .. etc passwd.pdf')
  expect(keptName('a\u202Efdp.exe.pdf')).toBe('a fdp.exe.pdf')
  expect(keptName('a\u200Bb\n"c".pdf')).toBe('a b c .pdf')
  const long = keptName(`${'ә'.repeat(500)}.docx`)
  expect([...long].length).toBe(120)
  expect(long.endsWith('.docx')).toBe(true)
})
