import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { openFiles } from '../../server/exports/files.ts'
import { openZip } from '../../server/office/zip.ts'
import type { Format } from '../../shared/exports/files.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { QR_BORDER } from '../../shared/qr-picture.ts'
import { adopted, factsOf, textOf } from './facts.ts'
import { docxParagraphs, oneLine, partOf, squaresOfPath, squaresOfPng, xmlText } from './reading.ts'

const final = sha256Hex('final')
/** Adopted, frozen, published in final form; and three that no code stands for. */
const facts = factsOf({
  texts: [
    textOf(1, adopted(1)),
    textOf(2, { stage: 'frozen', source: { kind: 'version', number: 4, hash: sha256Hex('frozen') } }),
    textOf(3, {
      ...adopted(3),
      final: { hash: final, number: '7', date: '2025-05-02', corrigenda: 0, signatures: [] },
    }),
    textOf(4),
    textOf(5, { stage: 'withdrawn', source: { kind: 'version', number: 2, hash: sha256Hex('withdrawn') } }),
    textOf(6, { stage: 'rejected', source: { kind: 'version', number: 3, hash: sha256Hex('rejected') } }),
  ],
})
const CODES = [sha256Hex('1'), sha256Hex('frozen'), final].map((hash) => hash.slice(0, 16))
const ADDRESSES = CODES.map((code) => `https://kenes.example/check/${code}`)

const made = (of: SessionFacts, format: Format, language: 'kk' | 'ru' | 'en' = 'en') =>
  openFiles(of, () => {
    throw new Error('no PDF is wanted here')
  }).make({ paper: 'session', format, language }, () => undefined).bytes
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const nowhere = { ...facts, origin: null }

/** The code that a camera must find. */
function squares(address: string) {
  const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules
  return { size, dark: Array.from(data, Boolean) }
}

test('[EX18] JSON has the code and the address of adopted, frozen and final words, of nothing else', () => {
  for (const [of, addresses] of [
    [facts, ADDRESSES],
    [nowhere, [null, null, null]],
  ] as const) {
    const { outlines } = JSON.parse(text(made(of, 'json')))
    for (const language of LANGUAGES) {
      const checks = outlines[language].recommendations.map(({ check }: { check: unknown }) => check)
      expect(checks.slice(3)).toEqual([null, null, null])
      expect(checks.slice(0, 3)).toMatchObject(CODES.map((code, at) => ({ code, address: addresses[at] })))
    }
  }
})

test('[EX18] the web page draws exactly the code of each address, with words for who does not see it', () => {
  const page = text(made(facts, 'html'))
  const drawn = [...page.matchAll(/<svg[^>]* aria-label="([^"]+)"[^>]*>.*?<path d="([^"]+)"/g)]
  expect(drawn.map(([, label]) => label)).toEqual(ADDRESSES.map((address) => `QR code that leads to ${address}`))
  drawn.forEach(([, , path = ''], index) => {
    const { size, dark } = squares(ADDRESSES[index] ?? '')
    expect(squaresOfPath(path, size, QR_BORDER)).toEqual(dark)
  })
  for (const address of ADDRESSES) expect(page).toContain(`Whether this text still stands: ${address}<`)
})

test('[EX18] a Word file has each code as a PNG with an alternative text, and its address in words beside it', () => {
  const docx = made(facts, 'docx', 'ru')
  const body = partOf(docx, 'word/document.xml')
  expect([...body.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, says]) => says)).toEqual(
    ADDRESSES.map((address) => `QR-код, ведущий на ${address}`),
  )
  const part = openZip(docx)
  ADDRESSES.forEach((address, index) => {
    const { size, dark } = squares(address)
    const png = part(`word/media/picture${index + 1}.png`)
    expect(png && squaresOfPng(png, size, QR_BORDER)).toEqual(dark)
    expect(body).toContain(`r:embed="picture${index + 1}"`)
    expect(partOf(docx, 'word/_rels/document.xml.rels')).toContain(
      `Id="picture${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture${index + 1}.png"`,
    )
    expect(docxParagraphs(docx)).toContain(`  Действует ли этот текст: ${address}`)
  })
  expect(part('word/media/picture4.png')).toBeNull()
  expect(partOf(docx, '[Content_Types].xml')).toContain('<Default Extension="png" ContentType="image/png"/>')
})

test('[EX18] Akoma Ntoso leads to each address', () => {
  const akn = text(made(facts, 'akn'))
  expect([...akn.matchAll(/<p class="check"><a href="([^"]+)">/g)].map(([, address]) => address)).toEqual(ADDRESSES)
})

test('[EX18] where nobody said where people reach the workspace the code stands in words, and nothing is drawn', () => {
  const page = text(made(nowhere, 'html'))
  const docx = made(nowhere, 'docx')
  const akn = text(made(nowhere, 'akn'))
  expect(page).not.toContain('<svg')
  expect(partOf(docx, 'word/document.xml')).not.toContain('<w:drawing>')
  expect(partOf(docx, '[Content_Types].xml')).not.toContain('png')
  expect(akn).not.toContain('<a href')
  for (const code of CODES) {
    const said = `Code of this text: ${code}. The workspace says at /check/${code} whether it still stands.`
    expect(page).toContain(said)
    expect(docxParagraphs(docx)).toContain(said)
    expect(xmlText(akn)).toContain(oneLine(said))
  }
})
