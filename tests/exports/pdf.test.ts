import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { create } from 'qrcode'
import { describe, expect, test } from 'vitest'
import { openFiles } from '../../server/exports/files.ts'
import { openPdfMaker } from '../../server/exports/formats/pdf.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { QR_BORDER } from '../../shared/qr-picture.ts'
import { adopted, amendmentOf, factsOf, inEach, KAZAKH, only, partsOf, textOf, voteOf } from './facts.ts'
import { oneLine, pdfInfo, pdfPage, pdfText } from './reading.ts'

const pdf = openPdfMaker()
const made = (facts: SessionFacts, language: Language): Uint8Array =>
  openFiles(facts, () => pdf).make({ paper: 'session', format: 'pdf', language }, () => undefined).bytes
const words = (bytes: Uint8Array) => oneLine(pdfText(bytes))
/** What a PDF says of itself to archives and readers of screens. */
const metadata = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

describe('a PDF', () => {
  test('[EX9] is tagged, made to PDF/UA-1, and has every word as text, the nine Kazakh letters too', () => {
    const facts = factsOf({
      texts: [
        textOf(1, { ...adopted(1), parts: partsOf(eachLanguage(() => KAZAKH)) }),
        textOf(2, { amendments: [amendmentOf(1, partsOf(inEach('Another text')))] }),
      ],
      votes: [voteOf(1)],
    })
    for (const language of LANGUAGES) {
      const file = made(facts, language)
      expect(pdfInfo(file)).toMatch(/Tagged:\s+yes/)
      expect(metadata(file)).toContain('<pdfuaid:part>1</pdfuaid:part>')
      expect(metadata(file)).toContain(`/Lang (${language})`)
      const said = words(file)
      for (const letter of KAZAKH.split(' ')) expect(said).toContain(letter)
      for (const one of [
        'Joint session',
        'Text of 2',
        'Ministry',
        'Another',
        'Reason of 1',
        '11 for, 5 against',
        'Recused member',
      ])
        expect(said, `${language} ${one}`).toContain(one)
    }
  })

  test('[EX8] reads nothing of what people wrote as markup', () => {
    const hostile = '#panic("x") #read("/etc/passwd") $x$ *b* _i_ <label> @ref \\ ` = h // c /* d */ ~ -- ---'
    const said = inEach(hostile)
    const facts = factsOf({
      session: { ...factsOf().session, title: said, place: said },
      councils: factsOf().councils.map(({ id }) => ({ id, name: said, chair: said })),
      texts: [
        textOf(1, {
          parts: partsOf(said, said),
          amendments: [{ ...amendmentOf(1, partsOf(inEach(`${hostile} more`), said)), mover: said, reason: said }],
        }),
      ],
      votes: [voteOf(1, { question: said })],
      addressees: factsOf().addressees.map(({ id }) => ({ id, name: said })),
      reader: said,
    })
    const found = words(made(facts, 'en'))
    expect(found.split('#panic("x") #read("/etc/passwd") $x$ *b* _i_ <label> @ref').length).toBeGreaterThan(8)
    expect(found).not.toContain('root:')
  })

  test('[EX9] letters that no font has are kept as text in a tagged file of the next best kind', () => {
    const facts = factsOf({
      texts: [textOf(1, { parts: partsOf(eachLanguage(() => 'Linear A: \u{10600} and \u05e9\u05dc')) })],
    })
    const file = made(facts, 'en')
    expect(pdfInfo(file)).toMatch(/Tagged:\s+yes/)
    expect(metadata(file)).not.toContain('pdfuaid')
    expect(words(file)).toContain('Linear A:')
  })

  test('[EX4] [EX5] [EX12] says what is missing, what is withdrawn, and DRAFT on each sheet', () => {
    const texts = [
      textOf(1, { parts: partsOf(only('ru', 'Только по-русски')) }),
      textOf(2, { stage: 'withdrawn' }),
      ...Array.from({ length: 8 }, (_, index) => textOf(index + 3, { parts: partsOf(inEach('word '.repeat(200))) })),
    ]
    const file = made(factsOf({ texts }), 'en')
    const said = words(file)
    expect(said).toContain('There is no text in this language.')
    expect(said).toContain('2. Title of 2')
    expect(said).toContain('Withdrawn: not part of the adopted texts.')
    expect(said).not.toContain('Text of 2 (en)')
    const pages = Number(/Pages:\s+(\d+)/.exec(pdfInfo(file))?.[1])
    expect(pages).toBeGreaterThan(2)
    expect(said.split('DRAFT · not circulated · ').length - 1).toBe(pages)
    const done = words(made(factsOf({ texts: [textOf(1, adopted(1))] }), 'en'))
    expect(done).not.toContain('DRAFT')
  })

  test('[EX18] draws the code of a text so that each of its squares is found on the printed page, and stays PDF/UA-1', () => {
    const facts = factsOf({ texts: [textOf(1, adopted(1)), textOf(2)] })
    const file = made(facts, 'kk')
    const address = `https://kenes.example/check/${sha256Hex('1').slice(0, 16)}`
    const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules
    const { width, height, perMm, dots } = pdfPage(file)
    // The code ends where the words end, 25 mm from the edge of the sheet; how far down is looked for.
    const side = (18 * perMm) / (size + 2 * QR_BORDER)
    const left = width - (25 + 18) * perMm
    const isDark = (top: number, row: number, column: number) => {
      const at = (module: number) => Math.floor((module + QR_BORDER + 0.5) * side)
      return (dots[(top + at(row)) * width + Math.floor(left) + at(column)] ?? 255) < 128
    }
    const isThere = (top: number) =>
      Array.from(data).every((dark, at) => isDark(top, Math.floor(at / size), at % size) === Boolean(dark))
    const tops = Array.from({ length: height - Math.ceil(18 * perMm) }, (_, top) => top)
    expect(tops.some(isThere)).toBe(true)
    expect(metadata(file)).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(words(file)).toContain(address)
    const nowhere = made({ ...facts, origin: null }, 'en')
    expect(words(nowhere)).toContain(`Code of this text: ${sha256Hex('1').slice(0, 16)}`)
    expect(metadata(nowhere)).toContain('<pdfuaid:part>1</pdfuaid:part>')
  })

  test('[EX9] the same outline gives the same bytes', () =>
    expect(made(factsOf(), 'kk')).toEqual(made(factsOf(), 'kk')))
})

/** What two hundred recommendations in three languages may take; how long it takes is measured by `npm run bench`. */
const MOST_MEGABYTES = 512

test('[EX10] two hundred recommendations in three languages are written in little memory', {
  timeout: 240_000,
}, () => {
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'large.ts')], { encoding: 'utf8' })
  expect(done.stderr).toBe('')
  const { pdf, docx, megabytes } = JSON.parse(done.stdout)
  for (const { bytes } of [pdf, docx]) for (const one of bytes) expect(one).toBeGreaterThan(100_000)
  expect(megabytes).toBeLessThan(MOST_MEGABYTES)
})
