import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isSoundOffice } from '../../server/office/soundness.ts'
import { writeWorkbook } from '../../server/office/xlsx.ts'
import { writeZip } from '../../server/office/zip.ts'

const TYPES =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (type: string, target: string, mode = ' TargetMode="External"') =>
  `<Relationships><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"${mode}/></Relationships>`
const docx = (...more: (readonly [string, string | Uint8Array])[]) =>
  writeZip([['[Content_Types].xml', TYPES], ['word/document.xml', '<w/>'], ...more])
const isSound = (bytes: Uint8Array) => isSoundOffice('docx', bytes)

test('[FI4] what a council files every day is taken', async () => {
  expect(await isSound(docx())).toBe(true)
  expect(await isSoundOffice('xlsx', writeWorkbook([{ title: 'a', rows: [['b']] }]))).toBe(true)
  // A link that the reader presses, and parts of the file itself.
  expect(await isSound(docx(['word/_rels/document.xml.rels', relation('hyperlink', 'https://adilet.zan.kz')]))).toBe(
    true,
  )
  expect(await isSound(docx(['word/_rels/document.xml.rels', relation('image', 'media/1.png', '')]))).toBe(true)
})

test('[FI4] what fetches from outside when it is opened is not', async () => {
  for (const type of ['attachedTemplate', 'image', 'oleObject', 'frame', 'subDocument', 'externalLinkPath'])
    expect([
      type,
      await isSound(docx(['word/_rels/settings.xml.rels', relation(type, 'https://x.example/a')])),
    ]).toEqual([type, false])
  // Said of an own part, it is an address all the same.
  expect(await isSound(docx(['word/_rels/document.xml.rels', relation('image', 'file://host/a.png', '')]))).toBe(false)
  expect(await isSound(docx(['word/_rels/document.xml.rels', '<!DOCTYPE x><Relationships/>']))).toBe(false)
  expect(await isSound(docx(['word/_rels/document.xml.rels', '<Relationships><Relationship']))).toBe(false)
})

test('[FI4] programs, bombs and files that say they are something else are not', async () => {
  for (const name of [
    'word/vbaProject.bin',
    'word/VBAPROJECT.BIN',
    'word/activeX/activeX1.xml',
    'word/embeddings/oleObject1.bin',
  ])
    expect([name, await isSound(docx([name, 'x']))]).toEqual([name, false])
  expect(await isSoundOffice('xlsx', docx())).toBe(false)
  expect(await isSound(Buffer.from('PK\u0003\u0004'))).toBe(false)
  expect(await isSound(writeZip([['word/document.xml', '<w/>']]))).toBe(false)
  // Forty mebibytes of nothing, packed into forty kilobytes; and the same spread over many parts.
  expect(await isSound(docx(['word/media/1.bin', Buffer.alloc(40 * 1_048_576)]))).toBe(false)
  const parts = Array.from({ length: 40 }, (_, at) => [`word/media/${at}.bin`, Buffer.alloc(1_048_576)] as const)
  expect(await isSound(docx(...parts))).toBe(false)
  const many = Array.from({ length: 2_001 }, (_, at) => [`word/media/${at}.xml`, ''] as const)
  expect(await isSound(docx(...many))).toBe(false)
  // Of two parts with one name, programs differ in which they open.
  expect(await isSound(docx(['word/document.xml', '<other/>']))).toBe(false)
  // A part whose header says that it is small.
  const bomb = Buffer.from(docx(['word/media/1.bin', Buffer.alloc(40 * 1_048_576)]))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(40 * 1_048_576)
  for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at)) bomb.writeUInt32LE(7, at)
  expect(await isSound(bomb)).toBe(false)
  expect(await isSound(docx().subarray(0, 300))).toBe(false)
  expect(deflateRawSync(Buffer.alloc(40 * 1_048_576)).length).toBeLessThan(100_000)
})
