import { describe, expect, test } from 'vitest'
import { readXlsx } from '../../server/councils/xlsx.ts'
import { openFiles } from '../../server/exports/files.ts'
import { openZip } from '../../server/office/zip.ts'
import { FORMATS, type Format, fileNameOf } from '../../shared/exports/files.ts'
import type { FollowUpFacts, SessionFacts } from '../../shared/exports/model.ts'
import type { Position } from '../../shared/follow-up/model.ts'
import type { AddresseeId, RecommendationId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { blocksOf, type Parts } from '../../shared/text/canonical.ts'
import { readXml } from '../../shared/text/xml.ts'
import { adopted, amendmentOf, factsOf, inEach, KAZAKH, only, partsOf, textOf, voteOf } from './facts.ts'
import { docxParagraphs, oneLine, partOf, xmlText } from './reading.ts'

const noPdf = () => {
  throw new Error('no PDF is wanted here')
}
const made = (facts: SessionFacts, format: Format, language: Language | null = null): Uint8Array =>
  openFiles(facts, noPdf).make({ paper: 'session', format, language }, () => undefined).bytes
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** What each format, and what is made of it, might take for more than words. */
const HOSTILE =
  '#panic("x") #set page(width: 1pt) $x$ *b* _i_ <label> @ref \\ ` = h </w:t></w:r><script>alert(1)</script> ]]> <!-- &amp; {{count}} "\'/> ../../etc/passwd'
const FORMULA = "=cmd|'/C calc'!A0"

const hostile = inEach(HOSTILE)
const hostileFacts = (words = HOSTILE): SessionFacts => {
  const said = inEach(words)
  const parts = { ...partsOf(said, said), rationale: partsOf(said).text, indicator: partsOf(said).text }
  const seat = { name: said, councils: [said] }
  return factsOf({
    session: { ...factsOf().session, title: said, place: said },
    councils: factsOf().councils.map(({ id }) => ({ id, name: said, chair: said })),
    texts: [
      textOf(1, { ...adopted(1), parts }),
      textOf(2, {
        parts,
        amendments: [{ ...amendmentOf(1, partsOf(inEach(`${words} more`), said)), mover: said, reason: said }],
      }),
    ],
    newTexts: [{ ...amendmentOf(2, parts), mover: said, reason: said }],
    votes: [
      voteOf(1, {
        question: said,
        councils: voteOf(1).councils.map(({ id }) => ({ id, name: said })),
        roll: voteOf(1).roll.map((one) => ({ ...one, ...seat })),
        recused: [seat],
      }),
    ],
    opinions: [{ ...seat, kind: 'dissent', about: 'r1' as RecommendationId, voteNumber: 1, at: 0, words: said }],
    addressees: factsOf().addressees.map(({ id }) => ({ id, name: said })),
    findings: factsOf().findings.map(({ id }) => ({ id, number: words, title: said })),
    standards: factsOf().standards.map(({ id }) => ({ id, instrument: words, ref: words })),
    themes: factsOf().themes.map(({ id }) => ({ id, name: said })),
    reader: said,
  })
}

describe('what people wrote is words in every format', () => {
  const facts = hostileFacts()

  test('[EX8] in HTML nothing of it is markup', () => {
    const page = text(made(facts, 'html', 'en'))
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<label>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    // Every tag is one of ours, and each that opens closes.
    const tags = [...page.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([, name = '']) => name)
    expect([...new Set(tags)].sort()).toEqual(
      'article body dd del div dl dt em h1 h2 h3 h4 h5 h6 head header html ins li main meta p path rect section span strong style svg table tbody td th thead title tr ul'
        .split(' ')
        .filter((name) => tags.includes(name)),
    )
  })

  test('[EX8] in Word, Akoma Ntoso and workbooks it is text between tags', () => {
    for (const language of LANGUAGES) {
      const words = hostile[language]
      expect(docxParagraphs(made(facts, 'docx', language))).toContain(words)
      expect(xmlText(text(made(facts, 'akn', language)))).toContain(oneLine(words))
    }
    const docx = made(facts, 'docx', 'en')
    for (const name of ['word/header1.xml', 'word/footer1.xml', 'word/styles.xml', 'docProps/core.xml'])
      expect(() =>
        readXml(partOf(docx, name), { opens: () => undefined, closes: () => undefined, words: () => undefined }),
      ).not.toThrow()
    expect(readXlsx(made(facts, 'xlsx'))?.flat()).toContain(hostile.kk)
  })

  test('[EX8] JSON says the very words', () => {
    const { outlines } = JSON.parse(text(made(facts, 'json')))
    expect(outlines.en.recommendations[0].title).toBe(hostile.en)
    expect(outlines.ru.opinions[0].paragraphs).toEqual([hostile.ru])
  })

  test('[EX8] [RE44] no cell of a table is a formula', () => {
    const table = text(made(hostileFacts(FORMULA), 'csv', 'en'))
    const cells = [...table.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell)
    expect(cells.length).toBeGreaterThan(30)
    expect(cells.filter((cell) => /^[\s]*[=+\-@|%\t\r]/.test(cell))).toEqual([])
    expect(cells).toContain(`'${FORMULA} (en)`)
    const sheet = partOf(made(hostileFacts(FORMULA), 'xlsx'), 'xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f>')
    expect([...sheet.matchAll(/<c t="([a-zA-Z]+)"/g)].every(([, type]) => type === 'inlineStr')).toBe(true)
  })

  test('[EX8] links lead to web addresses alone, and stay whole', () => {
    const href = 'https://example.org/a?b=1&c="<2>"'
    const run = { text: 'see', marks: { link: { href }, bold: true } }
    const one = eachLanguage(() => blocksOf([{ level: 1, runs: [run] }]))
    const linked = factsOf({ texts: [textOf(1, { parts: { ...partsOf(inEach('x')), text: one } })] })
    expect(text(made(linked, 'html', 'en'))).toContain(
      '<a href="https://example.org/a?b=1&amp;c=&quot;&lt;2&gt;&quot;"',
    )
    const docx = made(linked, 'docx', 'en')
    expect(partOf(docx, 'word/_rels/document.xml.rels')).toContain('TargetMode="External"')
    expect(partOf(docx, 'word/document.xml')).toContain('<w:hyperlink r:id="link1"')
    expect(text(made(linked, 'akn', 'en'))).toContain('<a href="https://example.org/a?b=1&amp;c=%22%3C2%3E%22">')
  })
})

describe('a Word file', () => {
  const present: Parts = partsOf(inEach('Examine within 24 hours and inform the prosecutor.'))
  const changed = (words: string) => ({ ...present, text: partsOf(inEach(words)).text })
  const draft = factsOf({
    texts: [
      textOf(3, {
        parts: present,
        amendments: [
          amendmentOf(1, changed('Examine within 12 hours and inform the prosecutor.'), 'Asel'),
          amendmentOf(2, changed('Examine within 24 hours and inform the prosecutor and the Ombudsman.'), 'Bolat'),
        ],
      }),
      textOf(7),
    ],
  })
  const docx = made(draft, 'docx', 'en')

  test('[EX7] has tracked changes under mover and hour: all accepted and all rejected are the two texts', () => {
    const body = partOf(docx, 'word/document.xml')
    expect(body).toMatch(/<w:ins w:id="\d+" w:author="Asel \(en\)" w:date="2025-04-24T11:42:00Z">/)
    expect(body).toMatch(/<w:ins w:id="\d+" w:author="Bolat \(en\)"/)
    expect(body).toContain('<w:delText xml:space="preserve">24</w:delText>')
    const ids = [...body.matchAll(/<w:(?:ins|del) w:id="(\d+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(docxParagraphs(docx, 'accepted')).toContain(
      'Examine within 12 hours and inform the prosecutor and the Ombudsman. (en)',
    )
    expect(docxParagraphs(docx, 'rejected')).toContain('Examine within 24 hours and inform the prosecutor. (en)')
    expect(partOf(docx, 'word/settings.xml')).toContain('<w:trackRevisions/>')
  })

  test('[EX7] paragraphs that come and go are tracked with their marks', () => {
    const lines = (words: readonly string[]) => partsOf(eachLanguage(() => words.join('\n')))
    const was = lines(['The first paragraph stands.', 'The second paragraph goes.', 'The third paragraph stays.'])
    const now = {
      ...was,
      text: lines(['The first paragraph stands.', 'The third paragraph stays.', 'A fourth one comes.']).text,
    }
    const file = made(factsOf({ texts: [textOf(1, { parts: was, amendments: [amendmentOf(1, now)] })] }), 'docx', 'en')
    const at = (all: readonly string[]) => all.indexOf('The first paragraph stands.')
    const accepted = docxParagraphs(file, 'accepted')
    const rejected = docxParagraphs(file, 'rejected')
    expect(accepted.slice(at(accepted), at(accepted) + 3)).toEqual([
      'The first paragraph stands.',
      'The third paragraph stays.',
      'A fourth one comes.',
    ])
    expect(rejected.slice(at(rejected), at(rejected) + 3)).toEqual([
      'The first paragraph stands.',
      'The second paragraph goes.',
      'The third paragraph stays.',
    ])
  })

  test('[EX12] numbers its recommendations as the server does, and says DRAFT on every sheet', () => {
    const starts = [...partOf(docx, 'word/numbering.xml').matchAll(/startOverride w:val="(\d+)"/g)].map(
      ([, start]) => start,
    )
    expect(starts).toEqual(['3', '7'])
    expect(partOf(docx, 'word/header1.xml')).toContain(
      'DRAFT · not circulated · 24\u00a0April 2025, 16:42 · read by Reader (en)',
    )
    const done = made(factsOf({ texts: [textOf(1, adopted(1))] }), 'docx', 'en')
    expect(partOf(done, 'word/header1.xml')).not.toContain('DRAFT')
    expect(partOf(done, 'word/settings.xml')).not.toContain('trackRevisions')
  })
})

test('[EX5] a language without words says so in every format, and nothing is missing from its place', () => {
  const facts = factsOf({ texts: [textOf(1, { parts: partsOf(only('ru', 'Только по-русски')) })] })
  const said = 'There is no text in this language.'
  expect(text(made(facts, 'html', 'en'))).toContain(said)
  expect(docxParagraphs(made(facts, 'docx', 'en'))).toContain(said)
  expect(text(made(facts, 'csv', 'en'))).toContain(said)
  const ids = LANGUAGES.map((language) =>
    [...text(made(facts, 'akn', language)).matchAll(/eId="([^"]+)"/g)].map(([, id]) => id),
  )
  expect(ids[1]).toEqual(ids[0])
  expect(ids[2]).toEqual(ids[0])
  expect(text(made(facts, 'akn', 'en'))).toContain(`<remark>${said}</remark>`)
})

/** The rows of a CSV, each as its cells. */
const rowsOf = (csv: string): string[][] =>
  csv
    .replace(/^\ufeff/, '')
    .split(/\r\n(?=")/)
    .map((row) => [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))

test('[EX15] a table for IMPACT OSS has what was adopted in its columns', () => {
  const facts = factsOf({ texts: [textOf(1, { ...adopted(1) }), textOf(2), textOf(3, { stage: 'withdrawn' })] })
  const [head, row, ...more] = rowsOf(text(made(facts, 'impact', 'en')))
  expect(head).toEqual(['reference', 'title', 'description', 'accepted', 'response'])
  expect(row?.slice(0, 2)).toEqual(['2025-04/1', 'Title of 1 (en)'])
  expect(row?.[2]).toContain('To: Ministry (en)')
  expect(row?.slice(3)).toEqual(['', ''])
  expect(more).toEqual([])
  const hostileTable = text(made(hostileFacts(FORMULA), 'impact', 'en'))
  expect(hostileTable).toContain(`'${FORMULA} (en)`)
})

test('[EX15] [EX8] it says that a recommendation is accepted when all say so, that it is not when one does not, and nothing before', () => {
  const ministry = 'body' as AddresseeId
  const other = 'other' as AddresseeId
  const answered = (addressee: AddresseeId, position: Position | null, reasons = ''): FollowUpFacts => ({
    addressee,
    position,
    reasons,
    clock: position === null ? 'running' : 'answered',
    due: '2025-08-01',
    answeredOn: position === null ? null : '2025-06-30',
    status: 'implemented',
  })
  const both = { ...textOf(1).fields, addressees: [ministry, other].map((id) => ({ id, role: 'lead' as const })) }
  const cases: readonly (readonly [readonly FollowUpFacts[], string, string])[] = [
    [[], '', ''],
    [[answered(ministry, null), answered(other, null)], '', ''],
    [
      [answered(ministry, 'accepted'), answered(other, null)],
      '',
      'Ministry (en): Accepted; Answered 30\u00a0June 2025.',
    ],
    [
      [answered(ministry, null), answered(other, 'rejected', FORMULA)],
      'false',
      `Other (en): Not accepted; Answered 30\u00a0June 2025. ${FORMULA}`,
    ],
    [
      [answered(ministry, 'accepted'), answered(other, 'partly', 'No "money".')],
      'false',
      'Ministry (en): Accepted; Answered 30\u00a0June 2025.\n\nOther (en): Accepted in part; Answered 30\u00a0June 2025. No "money".',
    ],
    [
      [answered(ministry, 'accepted'), answered(other, 'accepted')],
      'true',
      'Ministry (en): Accepted; Answered 30\u00a0June 2025.\n\nOther (en): Accepted; Answered 30\u00a0June 2025.',
    ],
  ]
  const addressees = [
    { id: ministry, name: inEach('Ministry') },
    { id: other, name: inEach('Other') },
  ]
  const texts = cases.map(([followUp], index) => textOf(index + 1, { ...adopted(index + 1), fields: both, followUp }))
  const rows = rowsOf(text(made(factsOf({ texts, addressees }), 'impact', 'en'))).slice(1)
  expect(rows.map((row) => row.slice(3))).toEqual(cases.map(([, accepted, response]) => [accepted, response]))
  // A body whose name is a formula begins the cell.
  const named = [{ id: ministry, name: inEach(FORMULA) }]
  const hostile = [textOf(1, { ...adopted(1), followUp: [answered(ministry, 'accepted')] })]
  const [, row] = rowsOf(text(made(factsOf({ texts: hostile, addressees: named }), 'impact', 'en')))
  expect(row?.slice(3)).toEqual(['true', `'${FORMULA} (en): Accepted; Answered 30\u00a0June 2025.`])
})

test('[EX4] a withdrawn text is there with its number and without its words', () => {
  const facts = factsOf({ texts: [textOf(1, { stage: 'withdrawn' }), textOf(2)] })
  for (const format of ['html', 'docx', 'akn', 'csv'] as const) {
    const bytes = made(facts, format, 'en')
    const words = format === 'docx' ? docxParagraphs(bytes).join('\n') : text(bytes)
    expect(words, format).toContain('Title of 1 (en)')
    expect(words, format).toContain('Withdrawn: not part of the adopted texts.')
    expect(words, format).not.toContain('Text of 1 (en)')
    expect(words, format).toContain('Text of 2 (en)')
  }
})

test('[EX1] letters beside the alphabet, joined and from right to left stay as they were written', () => {
  const words = `${KAZAKH} e\u0301 \u05e9\u05dc\u05d5\u05dd \u202eabc\u202c 😀`
  const facts = factsOf({ texts: [textOf(1, { parts: partsOf(eachLanguage(() => words)) })] })
  const composed = words.normalize('NFC')
  for (const format of ['html', 'akn', 'csv'] as const)
    expect(text(made(facts, format, 'kk')), format).toContain(composed)
  expect(docxParagraphs(made(facts, 'docx', 'kk'))).toContain(composed)
})

test('[EX11] each file has a name that says session, language and format', () => {
  const names = FORMATS.map((format) => fileNameOf(factsOf().session.id, { paper: 'session', format, language: null }))
  expect(names).toContain('2025-04.json')
  expect(fileNameOf(factsOf().session.id, { paper: 'session', format: 'akn', language: 'en' })).toBe(
    '2025-04.en.akn.xml',
  )
  const docx = openFiles(factsOf(), noPdf).make({ paper: 'session', format: 'docx', language: 'kk' }, () => undefined)
  expect(docx.name).toBe('2025-04.kk.docx')
  expect(openZip(docx.bytes)('word/document.xml')).not.toBeNull()
})
