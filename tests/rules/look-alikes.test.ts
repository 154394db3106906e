import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { lookAlikesIn, putRight, unseenDifference, withoutUnseen } from '../../shared/text/look-alikes.ts'
import { reportOf } from '../monitoring/report.ts'
import { english } from '../monitoring/sentences-en.ts'
import { russian } from '../monitoring/sentences-ru.ts'

/** Foreign letters as code points, for in a test too nobody sees the difference. */
const read = (text: string, language: Language) =>
  lookAlikesIn(text, language).map(
    (one) =>
      `${putRight(one)}: ${one.letters.map(({ letter, script, at }) => `${letter.codePointAt(0)?.toString(16)} ${script} ${at}`).join(', ')}`,
  )

describe('words with a letter of another alphabet', () => {
  test.each<[Language, string, string[]]>([
    ['ru', 'в Ка\u0063пийске', ['Каспийске: 63 latin 4']],
    ['ru', '\u0054\u004F\u041E «Аксай»', ['ТОО: 54 latin 0, 4f latin 1']],
    ['ru', 'врач \u0061 не фельдшер', ['а: 61 latin 5']],
    ['ru', 'адв\u03BFкат', ['адвокат: 3bf greek 3']],
    ['ru', 'б\u0454з адвоката', ['без: 454 other-cyrillic 1']],
    ['kk', 'б\u0069р', ['бір: 69 latin 1']],
    ['kk', 'га\u0068ар', ['гаһар: 68 latin 2']],
    ['kk', '\u04D9рб\u0069р м\u0259ж\u0069л\u0456с', ['әрбір: 69 latin 3', 'мәжіліс: 259 latin 7, 69 latin 9']],
    ['kk', '\u03B8з\u0456', ['өзі: 3b8 greek 0']],
    ['kk', 'то\u04A1сан', ['тоқсан: 4a1 other-cyrillic 2']],
    ['kk', 'с\u0457з', ['сіз: 457 other-cyrillic 1']],
    ['en', 're\u0441ommendation', ['recommendation: 441 cyrillic 2']],
    ['en', '\u0430 lawyer', ['a: 430 cyrillic 0']],
    ['en', '\u03BFmbudsman', ['ombudsman: 3bf greek 0']],
  ])('[LT101] %s: “%s”', (language, text, found) => expect(read(text, language)).toEqual(found))

  test.each<[Language, string]>([
    ['ru', 'SMS-сообщение, IT-отдел, PDFка, WhatsAppом, гепатит C, витамин B'],
    ['ru', 'Қазақстан Республикасы, Әділет министрлігі'],
    ['ru', 'XXI век, ХХ век, глава \u0425\u0058\u0049'],
    ['kk', 'UNDP мен OHCHR, QR-код, COVID-19'],
    ['kk', 'Ресейдің «Щит» ұйымы, объект'],
    ['en', 'Кеңес is the Kazakh word; é, ü and ñ are letters too'],
    ['en', 'Article 3 \u00a7 2, 24 hours, α-test'],
  ])('[LT101] %s: nothing is foreign in “%s”', (language, text) => expect(read(text, language)).toEqual([]))

  test('[LT101] a long report has none, and each one put into it is found, at its place', () => {
    for (const [language, report, letter, foreign] of [
      ['ru', reportOf(russian), 'о', 'o'],
      ['en', reportOf(english), 'o', 'о'],
    ] as const) {
      for (const { words } of report) {
        expect(lookAlikesIn(words, language)).toEqual([])
        const at = words.search(new RegExp(`(?<=\\p{L})${letter}(?=\\p{L})`, 'u'))
        if (at < 0) continue
        const spoilt = words.slice(0, at) + foreign + words.slice(at + 1)
        const [found, ...others] = lookAlikesIn(spoilt, language)
        expect(others).toEqual([])
        expect(found?.letters).toMatchObject([{ at, letter: foreign, own: letter }])
        expect(found && spoilt.slice(0, found.from) + putRight(found) + spoilt.slice(found.to)).toBe(words)
      }
    }
  })

  test('[LT101] what was put right has no foreign letter any more, and is as long as it was', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'аеікһәөрсxcaeiohpyABЄїθο '), { maxLength: 12 }),
        fc.constantFrom(...LANGUAGES),
        (letters, language) => {
          const text = letters.join('')
          let right = text
          for (const one of lookAlikesIn(text, language))
            right = right.slice(0, one.from) + putRight(one) + right.slice(one.to)
          expect(right.length).toBe(text.length)
          expect(lookAlikesIn(right, language)).toEqual([])
        },
      ),
      { numRuns: 500, seed: 3 },
    ))
})

describe('differences that nobody sees', () => {
  test('[VE20] words that look the same differ in named letters', () => {
    expect(unseenDifference('Каспий', 'Ка\u0063пий')).toEqual([{ was: 'с', is: 'c' }])
    expect(unseenDifference('б\u0069р', 'б\u0456р')).toEqual([{ was: 'i', is: 'і' }])
    expect(unseenDifference('24\u00a0часа', '24 часа')).toEqual([{ was: '\u00a0', is: ' ' }])
    expect(unseenDifference('за\u00adкон', 'закон')).toEqual([{ was: '\u00ad', is: '' }])
    expect(unseenDifference('закон', '\u200bзакон')).toEqual([{ was: '', is: '\u200b' }])
  })
  test('[VE20] what a reader sees is none of them', () => {
    for (const [was, is] of [
      ['закон', 'закон'],
      ['закон', 'закона'],
      ['24', '12'],
      ['қала', 'кала'],
      ['', 'а'],
    ] as const)
      expect(unseenDifference(was, is)).toBeNull()
  })
  test('[LT100] signs that nobody sees are taken out of words', () =>
    expect(withoutUnseen('за\u00adкон\u200b\u2060 о\ufeff пра\u202eвах')).toBe('закон о правах'))
})
