import { expect, test } from 'vitest'
import { openFiles } from '../../server/exports/files.ts'
import { openPdfMaker } from '../../server/exports/formats/pdf.ts'
import type { MinutesOfSession } from '../../shared/exports/minutes-outline.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import { sha256Hex } from '../../shared/hash.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import type { MinutedEntry } from '../../shared/minutes/closing.ts'
import { factsOf, inEach, KAZAKH, voteOf } from './facts.ts'
import { docxParagraphs, oneLine, pdfInfo, pdfText } from './reading.ts'

const pdf = openPdfMaker()

const entry = (id: string, kind: MinutedEntry['kind'], words: string): MinutedEntry => ({
  id,
  kind,
  point: null,
  said: eachLanguage((language) => [
    { words: `${words} `, fact: null },
    { words: `11 (${language})`, fact: 'for' },
  ]),
})
const HOSTILE = '#panic("x") $x$ *b* </w:t> <script>'
const minutes = (changes: Partial<MinutesOfSession> = {}): MinutesOfSession => ({
  stage: 'draft',
  closed: null,
  entries: [
    entry('sitting:1', 'sitting', 'Sitting'),
    entry('point:1', 'point', 'Point'),
    entry('vote:v1', 'paragraph', `${KAZAKH} ${HOSTILE}`),
    entry('vote:v1+', 'note', 'A note'),
  ],
  signatures: [{ role: inEach('Chair, Council'), name: inEach('Member'), at: null }],
  differs: false,
  ...changes,
})
const facts = (changes: Partial<MinutesOfSession> = {}) => factsOf({ minutes: minutes(changes), votes: [voteOf(1)] })

test('[MI9] [EX8] minutes are printed as PDF and Word, every entry, vote and roll, in each language', () => {
  for (const language of LANGUAGES) {
    const files = openFiles(facts(), () => pdf)
    const make = (format: 'pdf' | 'docx') => files.make({ paper: 'minutes', format, language }, () => undefined)
    const printed = make('pdf')
    expect(printed.name).toBe(`2025-04.${language}.minutes.pdf`)
    expect(pdfInfo(printed.bytes)).toMatch(/Tagged:\s+yes/)
    expect(new TextDecoder('latin1').decode(printed.bytes)).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const said = {
      pdf: oneLine(pdfText(printed.bytes)),
      docx: oneLine(docxParagraphs(make('docx').bytes).join(' ')),
    }
    for (const [format, words] of Object.entries(said))
      for (const one of [
        KAZAKH,
        `11 (${language})`,
        '#panic("x") $x$ *b*',
        'A note',
        '11 for, 5 against',
        'Recused member',
      ])
        expect(words, `${language} ${format}`).toContain(one)
  }
})

test('[MI5] [MI8] [MI9] a draft says so on every sheet, closed ones name their hash and whether the record was corrected since', () => {
  const said = (changes: Partial<MinutesOfSession>) => outlineOf(facts(changes), 'en').minutes
  expect(said({})?.stamp).toBe('DRAFT · 24\u00a0April 2025, 16:42 · read by Reader (en)')
  const closed = { hash: sha256Hex('minutes'), at: 0 }
  expect(said({ stage: 'closed', closed })?.stamp).toContain('NOT SIGNED BY ALL')
  const approved = said({ stage: 'approved', closed, differs: true })
  expect(approved?.stamp).toBeNull()
  expect(approved?.standing[0]).toContain(closed.hash)
  expect(approved?.standing).toHaveLength(2)
  expect(outlineOf(factsOf({ minutes: null }), 'en').minutes).toBeNull()
})

test('[EX19] annexes of minutes and of a session are numbered from one without a gap', () => {
  const opinion = { kind: 'dissent' as const, about: null, name: inEach('Member'), councils: [], voteNumber: 1, at: 0 }
  const said = { ...opinion, words: inEach('No') }
  const paperOf = (changes: Parameters<typeof factsOf>[0], paper: 'session' | 'minutes') =>
    docxParagraphs(
      openFiles(factsOf({ minutes: minutes(), ...changes }), () => pdf).make(
        { paper, format: 'docx', language: 'en' },
        () => undefined,
      ).bytes,
    ).filter((line) => line.startsWith('Annex'))
  const [votes, opinions] = [[voteOf(1)], [said]]
  expect(paperOf({ votes: [], opinions: [] }, 'session')).toEqual(['Annex 1. Record book'])
  expect(paperOf({ votes, opinions }, 'session')).toEqual([
    'Annex 1. Outcome of the votes',
    'Annex 2. In members’ own words',
    'Annex 3. Record book',
  ])
  expect(paperOf({ votes, opinions: [] }, 'session').at(-1)).toBe('Annex 2. Record book')
  expect(paperOf({ votes, opinions }, 'minutes')).toEqual(['Annex 1. Outcome of the votes', 'Annex 2. Record book'])
})
