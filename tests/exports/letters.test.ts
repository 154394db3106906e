import { expect, test } from 'vitest'
import { openFiles } from '../../server/exports/files.ts'
import { openPdfMaker } from '../../server/exports/formats/pdf.ts'
import { letterOf, lettersGoTo } from '../../shared/exports/letters.ts'
import type { SessionFacts } from '../../shared/exports/model.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import type { AddresseeId } from '../../shared/ids.ts'
import { eachLanguage, LANGUAGES } from '../../shared/language.ts'
import { adopted, factsOf, inEach, KAZAKH, partsOf, textOf, voteOf } from './facts.ts'
import { docxParagraphs, oneLine, pdfInfo, pdfText } from './reading.ts'

const pdf = openPdfMaker()

const body = 'body' as AddresseeId
const other = 'other' as AddresseeId
const fieldsFor = (...addressees: readonly (readonly [AddresseeId, 'lead' | 'co'])[]) => ({
  ...textOf(1).fields,
  addressees: addressees.map(([id, role]) => ({ id, role })),
})
const facts = factsOf({
  texts: [
    textOf(1, { ...adopted(1), fields: fieldsFor([body, 'lead']), parts: partsOf(eachLanguage(() => KAZAKH)) }),
    textOf(2, { ...adopted(2), fields: fieldsFor([other, 'lead'], [body, 'co']) }),
    textOf(3, { ...adopted(3), fields: fieldsFor([other, 'lead']) }),
    textOf(4, { fields: fieldsFor([body, 'lead']) }),
    textOf(5, { stage: 'withdrawn', fields: fieldsFor(['nothing' as AddresseeId, 'lead']) }),
  ],
  addressees: ['nothing', body, other].map((id) => ({ id: id as AddresseeId, name: inEach(`Body ${id}`) })),
})
const letter = (language: 'kk' | 'ru' | 'en', of: SessionFacts = facts) => letterOf(of, outlineOf(of, language), body)

test('[EX13] a body is sent what was adopted and is addressed to it, with what it is asked to lead and to join', () => {
  expect(lettersGoTo(facts)).toEqual([body, other])
  const en = letter('en')
  expect(en?.recommendations.map(({ number }) => number)).toEqual([1, 2])
  expect(en?.paragraphs).toContain('You are asked to lead on: 1.')
  expect(en?.paragraphs).toContain('You are asked to take part in: 2.')
  expect(en?.signatures).toEqual([{ role: 'Chair, Council (en)', name: 'Chair (en)' }])
  expect(letterOf(facts, outlineOf(facts, 'en'), 'nothing' as AddresseeId)).toBeNull()
})

test('[EX19] a letter has one annex, whatever the session has', () => {
  expect(letter('kk')?.words.recordAnnex).toBe('1-қосымша. Шешімдер кітабы')
  expect(outlineOf({ ...facts, votes: [voteOf(1)] }, 'kk').words.recordAnnex).toBe('2-қосымша. Шешімдер кітабы')
})

test('[EX13] letters are for those who send them, and nothing is addressed before it is adopted', () => {
  expect(lettersGoTo({ ...facts, sendsLetters: false })).toEqual([])
  expect(lettersGoTo(factsOf())).toEqual([])
})

test('[EX13] [EX9] letter and extract are the same in PDF and Word, in each language', () => {
  for (const language of LANGUAGES) {
    const wanted = { paper: 'letter', addressee: body, language } as const
    const files = openFiles(facts, () => pdf)
    const file = files.make({ ...wanted, format: 'pdf' }, () => undefined)
    expect(file.name).toBe(`2025-04.${language}.letter-body.pdf`)
    expect(pdfInfo(file.bytes)).toMatch(/Tagged:\s+yes/)
    expect(new TextDecoder('latin1').decode(file.bytes)).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const docx = files.make({ ...wanted, format: 'docx' }, () => undefined)
    const said = {
      pdf: oneLine(pdfText(file.bytes)),
      docx: oneLine(docxParagraphs(docx.bytes).join(' ')),
    }
    for (const [format, words] of Object.entries(said)) {
      for (const line of [letter(language)?.subject ?? '', ...(letter(language)?.paragraphs ?? []), KAZAKH])
        expect(words, `${language} ${format}`).toContain(oneLine(line))
      expect(words, format).toContain(`Text of 2 (${language})`)
      expect(words, format).not.toContain('Text of 3')
      expect(words, format).not.toContain('Text of 4')
    }
  }
})

test('[EX11] [EX13] the archive holds every letter beside the other files', () => {
  const names = openFiles(facts, () => pdf)
    .all(() => undefined)
    .map(({ name }) => name)
  expect(names.filter((name) => name.includes('letter-'))).toHaveLength(2 * 3 * 2)
  expect(new Set(names).size).toBe(names.length)
})
