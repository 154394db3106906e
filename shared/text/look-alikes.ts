import type { Language } from '../language.ts'

/** Whose a letter is: an alphabet, or the letters of other Cyrillic languages than Kazakh and Russian. */
export type Script = 'latin' | 'greek' | 'cyrillic' | 'other-cyrillic'

/** A letter that looks like one of the word's own alphabet and is another one. `at`: its place in the text. */
export type ForeignLetter = {
  readonly at: number
  readonly letter: string
  readonly script: Script
  readonly own: string
}
/** A word with such letters in it. */
export type LookAlike = {
  readonly from: number
  readonly to: number
  readonly word: string
  readonly letters: readonly ForeignLetter[]
}

/** Pairs of letters that look the same, or nearly: the foreign one, then the Cyrillic one. */
const latinAsCyrillic = 'aаcсeеoоpрxхyуkкAАBВCСEЕHНKКMМOОPРTТXХëёËЁ'
const greekAsCyrillic = 'αаοоρрχхκкυуΑАΒВΕЕΗНΚКΜМΟОΡРΤТΧХΠПΓГΦФ'
/** Letters that only Kazakh has, and what is taken for them. */
const latinAsKazakh = 'iіhһəәŋңIІYҮƏӘ'
const greekAsKazakh = 'ιіθөΙІΘӨΥҮ'
const cyrillicAsKazakh = 'ҡқӄқҥңӊңӈңҠҚҢҢҤҢӉҢїіЇІєеЄЕӀІ'
const cyrillicAsRussian = 'єеЄЕґгҐГѓгќкЌКЃГ'
const cyrillicAsLatin = 'аaсcеeоoрpхxуyіiһhәəѕsјjԁdԛqԝwАAВBСCЕEНHІIКKМMОOРPТTХXҮYУYЅSЈJӘƏ'
const greekAsLatin = 'οoνvαaρpΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧXΥYΖZ'

const pairs = (...letters: readonly string[]): ReadonlyMap<string, string> => {
  const all = letters.flatMap((some) => [...some])
  return new Map(all.flatMap((letter, at) => (at % 2 === 0 ? [[letter, all[at + 1] ?? letter] as const] : [])))
}

/** What each foreign letter is taken for, in words of each language. */
const OWN: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  kk: pairs(latinAsCyrillic, greekAsCyrillic, latinAsKazakh, greekAsKazakh, cyrillicAsKazakh),
  ru: pairs(latinAsCyrillic, greekAsCyrillic, cyrillicAsRussian),
  en: pairs(cyrillicAsLatin, greekAsLatin),
}

/** Words of one small letter: as a foreign one they are a slip of the keyboard. Capitals name things, as in "hepatitis C". */
const ONE_LETTER: Readonly<Record<Language, string>> = { kk: '', ru: 'acoyk', en: 'аАІі' }

/** Numbers in Roman letters, which are typed in either alphabet. */
const ROMAN = /^[IVXLCDM]{2,}$/
const WORD = /[\p{L}\p{M}]+/gu
const KAZAKH_AND_RUSSIAN = /[а-яёәғқңөұүһі]/iu

const scriptOf = (letter: string): Script | null => {
  if (/\p{Script=Latin}/u.test(letter)) return 'latin'
  if (/\p{Script=Greek}/u.test(letter)) return 'greek'
  if (!/\p{Script=Cyrillic}/u.test(letter)) return null
  return KAZAKH_AND_RUSSIAN.test(letter) ? 'cyrillic' : 'other-cyrillic'
}

/**
 * Words of a text in which a letter is not what it seems: Latin or Greek ones among Cyrillic, Cyrillic ones among Latin, and those of other
 * Cyrillic alphabets among Kazakh or Russian. A word is left alone when one of its foreign letters looks like none of its own, as in
 * "SMS-хабарлама" or "WhatsApp-та". Source: RULES.md LT101.
 */
export function lookAlikesIn(text: string, language: Language): LookAlike[] {
  const found: LookAlike[] = []
  for (const { 0: word, index: from } of text.matchAll(WORD)) {
    const letters = ROMAN.test(seen(word)) ? [] : foreignIn(word, from, language)
    if (letters.length > 0) found.push({ from, to: from + word.length, word, letters })
  }
  return found
}

function foreignIn(word: string, from: number, language: Language): ForeignLetter[] {
  const letters = [...word].map((letter) => ({ letter, script: scriptOf(letter) }))
  if (letters.length === 1) {
    const [only] = letters
    return only && ONE_LETTER[language].includes(only.letter) ? foreign(letters, from, OWN[language]) : []
  }
  const isMixed = new Set(letters.flatMap(({ script }) => script ?? [])).size > 1
  if (!isMixed) return []
  // First as a word of the text's own language; a Latin word in a Kazakh text is read as Latin, a Cyrillic one in an English text as Kazakh.
  const asOwn = foreignTo(language === 'en' ? 'latin' : 'cyrillic', letters, from, language)
  return asOwn.length > 0
    ? asOwn
    : foreignTo(language === 'en' ? 'cyrillic' : 'latin', letters, from, language === 'en' ? 'kk' : 'en')
}

type Letters = readonly { readonly letter: string; readonly script: Script | null }[]

/** The letters of a word of one script that are of another. */
const foreignTo = (script: Script, letters: Letters, from: number, language: Language): ForeignLetter[] =>
  letters.some((one) => one.script === script)
    ? foreign(
        letters.map((one) => (one.script === script ? { ...one, script: null } : one)),
        from,
        OWN[language],
      )
    : []

/** The letters with a script, if each of them looks like one of the alphabet's own. */
function foreign(letters: Letters, from: number, own: ReadonlyMap<string, string>): ForeignLetter[] {
  let at = from
  const found: ForeignLetter[] = []
  for (const { letter, script } of letters) {
    const meant = own.get(letter)
    if (script !== null && meant === undefined) return []
    if (script !== null && meant !== undefined) found.push({ at, letter, script, own: meant })
    at += letter.length
  }
  return found
}

/** The word as it was meant. */
export const putRight = ({ word, from, letters }: LookAlike): string =>
  letters.reduce((said, { at, letter, own }) => {
    const start = at - from
    return said.slice(0, start) + own + said.slice(start + letter.length)
  }, word)

/** One letter for all that look alike: what a reader sees. */
const SEEN = new Map([
  ...OWN.en,
  ...[...OWN.kk, ...OWN.ru].map(([foreign, own]) => [foreign, OWN.en.get(own) ?? own] as const),
])
/** Signs that nobody sees: soft hyphens, joiners, marks of direction. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g

const seen = (words: string): string =>
  [...words.replace(UNSEEN, '').replace(/\s/g, ' ')].map((letter) => SEEN.get(letter) ?? letter).join('')

/** A pair of letters, or signs, that nobody tells apart; an empty one stands for a sign that is not there. */
export type Unseen = { readonly was: string; readonly is: string }

/** In what two words differ that look the same; null where a reader sees the difference. Source: RULES.md VE20. */
export function unseenDifference(was: string, is: string): readonly Unseen[] | null {
  if (was === is || seen(was) !== seen(is)) return null
  const [before, after] = [[...was], [...is]]
  const found = new Map<string, Unseen>()
  const note = (one: Unseen) => found.set(`${one.was}→${one.is}`, one)
  let [at, newAt] = [0, 0]
  while (at < before.length || newAt < after.length) {
    const [old, letter] = [before[at] ?? '', after[newAt] ?? '']
    if (old !== letter && isUnseen(old)) {
      note({ was: old, is: '' })
      at += 1
    } else if (old !== letter && isUnseen(letter)) {
      note({ was: '', is: letter })
      newAt += 1
    } else {
      if (old !== letter) note({ was: old, is: letter })
      at += 1
      newAt += 1
    }
  }
  return [...found.values()]
}

const isUnseen = (letter: string): boolean => letter !== '' && letter.replace(UNSEEN, '') === ''

/** Words without the signs that nobody sees. */
export const withoutUnseen = (words: string): string => words.replace(UNSEEN, '')

/** Whose a letter is, to be said of it; null for a sign. */
export const whoseLetter = (letter: string): Script | null => (letter === '' ? null : scriptOf(letter))
