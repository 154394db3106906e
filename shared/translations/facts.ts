import { LANGUAGES, type Language, type Localised } from '../language.ts'
import { occurrencesOf, wordsIn } from './terms.ts'

/** What must be the same in every language: a figure, with what it counts where that is known, a date, an addressee. */
export type Fact =
  | { readonly kind: 'figure'; readonly value: string; readonly unit: Unit | null }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'addressee'; readonly value: string }

export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year', 'percent'] as const
export type Unit = (typeof UNITS)[number]

/** A fact that some languages have and others do not. */
export type Unshared = { readonly fact: Fact; readonly says: readonly Language[]; readonly silent: readonly Language[] }

/** The beginnings of the words for what is counted. */
const UNIT_WORDS: Readonly<Record<Language, Readonly<Record<Unit, RegExp>>>> = {
  kk: {
    minute: /^минут/,
    hour: /^сағат/,
    day: /^(күн|тәулік)/,
    week: /^апта/,
    month: /^ай(лық|дан|да|ға|дың|ды|ы|ын|ында)?$/,
    year: /^(жыл|жас)/,
    percent: /^(пайыз|процент)/,
  },
  ru: {
    minute: /^минут/,
    hour: /^час(а|ов|у|ам|ами|ах|ом|е)?$/,
    day: /^(день|дня|дней|дню|дням|днями|днях|дни|сут(ки|ок|кам|ками|ках))$/,
    week: /^недел/,
    month: /^месяц/,
    year: /^(год(а|у|ом|е|ы|ов|ам|ами|ах)?|лет)$/,
    percent: /^процент/,
  },
  en: {
    minute: /^minutes?$/,
    hour: /^hours?$/,
    day: /^days?$/,
    week: /^weeks?$/,
    month: /^months?$/,
    year: /^years?$/,
    percent: /^(percent|per-cent)$/,
  },
}

/** Numbers in words, with the forms they take; they count only before what is counted: «один» alone is no figure. */
const NUMBER_WORDS: Readonly<Record<Language, readonly (readonly [RegExp, number])[]>> = {
  kk: numbered({
    1: 'бір',
    2: 'екі',
    3: 'үш',
    4: 'төрт',
    5: 'бес',
    6: 'алты',
    7: 'жеті',
    8: 'сегіз',
    9: 'тоғыз',
    10: 'он',
    20: 'жиырма',
    30: 'отыз',
    40: 'қырық',
    50: 'елу',
    60: 'алпыс',
    70: 'жетпіс',
    80: 'сексен',
    90: 'тоқсан',
    100: 'жүз',
  }),
  ru: numbered({
    1: 'од(?:ин|на|ну|ного|ной|ному|ним)',
    2: 'дв(?:а|е|ух|ум|умя)',
    3: 'тр(?:и|ех|ем|емя)',
    4: 'четыр(?:е|ех|ем|ьмя)',
    5: 'пят(?:ь|и|ью)',
    6: 'шест(?:ь|и|ью)',
    7: 'сем(?:ь|и|ью)',
    8: 'вос(?:емь|ьми|емью)',
    9: 'девят(?:ь|и|ью)',
    10: 'десят(?:ь|и|ью)',
    11: 'одиннадцат(?:ь|и|ью)',
    12: 'двенадцат(?:ь|и|ью)',
    13: 'тринадцат(?:ь|и|ью)',
    14: 'четырнадцат(?:ь|и|ью)',
    15: 'пятнадцат(?:ь|и|ью)',
    16: 'шестнадцат(?:ь|и|ью)',
    17: 'семнадцат(?:ь|и|ью)',
    18: 'восемнадцат(?:ь|и|ью)',
    19: 'девятнадцат(?:ь|и|ью)',
    20: 'двадцат(?:ь|и|ью)',
    30: 'тридцат(?:ь|и|ью)',
    40: 'сорока?',
    50: 'пят(?:ьдесят|идесяти)',
    60: 'шест(?:ьдесят|идесяти)',
    90: 'девяносто?а?',
    100: 'ст[оа]',
  }),
  en: numbered({
    1: 'one',
    2: 'two',
    3: 'three',
    4: 'four',
    5: 'five',
    6: 'six',
    7: 'seven',
    8: 'eight',
    9: 'nine',
    10: 'ten',
    11: 'eleven',
    12: 'twelve',
    13: 'thirteen',
    14: 'fourteen',
    15: 'fifteen',
    16: 'sixteen',
    17: 'seventeen',
    18: 'eighteen',
    19: 'nineteen',
    20: 'twenty',
    30: 'thirty',
    40: 'forty',
    50: 'fifty',
    60: 'sixty',
    70: 'seventy',
    80: 'eighty',
    90: 'ninety',
    100: 'hundred',
  }),
}

function numbered(forms: Readonly<Record<number, string>>): readonly (readonly [RegExp, number])[] {
  return Object.entries(forms).map(([value, form]) => [new RegExp(`^(?:${form})$`, 'u'), Number(value)])
}

const numberOf = (word: string | undefined, language: Language): number | null =>
  NUMBER_WORDS[language].find(([form]) => form.test(word ?? ''))?.[1] ?? null

/** The number that begins at a word: «он төрт» and "twenty four" are one; null inside of one, and where there is none. */
function numberAt(words: readonly string[], at: number, language: Language): number | null {
  const joins = (tens: number | null, ones: number | null) =>
    tens !== null && tens >= 10 && tens < 100 && ones !== null && ones < 10
  const [before, value, after] = [at - 1, at, at + 1].map((each) => numberOf(words[each], language))
  if (value == null || joins(before ?? null, value)) return null
  return joins(value, after ?? null) ? value + Number(after) : value
}

const MONTHS: Readonly<Record<Language, readonly RegExp[]>> = {
  kk: [
    /^қаңтар/,
    /^ақпан/,
    /^наурыз/,
    /^сәуір/,
    /^мамыр/,
    /^маусым/,
    /^шілде/,
    /^тамыз/,
    /^қыркүйек|^қыркүйег/,
    /^қазан/,
    /^қараша/,
    /^желтоқсан/,
  ],
  ru: [
    /^январ/,
    /^феврал/,
    /^март/,
    /^апрел/,
    /^ма[йяею]$/,
    /^июн/,
    /^июл/,
    /^август/,
    /^сентябр/,
    /^октябр/,
    /^ноябр/,
    /^декабр/,
  ],
  en: [
    /^jan(uary)?$/,
    /^feb(ruary)?$/,
    /^mar(ch)?$/,
    /^apr(il)?$/,
    /^may$/,
    /^june?$/,
    /^july?$/,
    /^aug(ust)?$/,
    /^sept?(ember)?$/,
    /^oct(ober)?$/,
    /^nov(ember)?$/,
    /^dec(ember)?$/,
  ],
}

/** The figures and dates that a text says, each as often as it says it. Source: RULES.md LA15. */
export function factsIn(text: string, language: Language): Fact[] {
  const dates: Fact[] = []
  const rest = withoutDates(text, language, (value) => dates.push({ kind: 'date', value }))
  return [...dates, ...figuresIn(rest, language)]
}

const two = (number: string | number): string => String(number).padStart(2, '0')

/** Takes dates out, in figures or with the month in words, so that their figures are not read again. */
function withoutDates(text: string, language: Language, found: (date: string) => void): string {
  const take = (year: string, month: number, day: string) => {
    found(`${year}-${two(month)}-${two(day)}`)
    return ' \u2022 '
  }
  const inFigures = text
    .replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, (_, year, month, day) => take(year, Number(month), day))
    .replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g, (_, day, month, year) => take(year, Number(month), day))
  const monthOf = (word: string) => MONTHS[language].findIndex((month) => month.test(word.toLowerCase())) + 1
  const read = (whole: string, year: string, word: string, day: string) => {
    const month = monthOf(word)
    return month > 0 ? take(year, month, day) : whole
  }
  switch (language) {
    case 'kk':
      return inFigures.replace(/(\d{4})\s+(?:жыл\p{L}*|ж\.)\s+(\d{1,2})[\s-]+(\p{L}+)/gu, (whole, year, day, word) =>
        read(whole, year, word, day),
      )
    case 'ru':
      return inFigures.replace(/(\d{1,2})\s+(\p{L}+)\s+(\d{4})(?:\s+(?:год\p{L}*|г\.))?/gu, (whole, day, word, year) =>
        read(whole, year, word, day),
      )
    case 'en':
      return inFigures
        .replace(/(\d{1,2})(?:st|nd|rd|th)?\s+(\p{L}+)\s+(\d{4})/gu, (whole, day, word, year) =>
          read(whole, year, word, day),
        )
        .replace(/(\p{L}+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/gu, (whole, word, day, year) =>
          read(whole, year, word, day),
        )
  }
}

/** So many words may stand between a number and what it counts: «трёх рабочих дней». */
const BETWEEN = 2

function figuresIn(text: string, language: Language): Fact[] {
  // 1 000 and 2,5 are one figure each; in English a comma parts thousands.
  const whole = text
    .replace(/(\d)[\u00a0\u202f ](?=\d{3}(?!\d))/g, '$1')
    .replace(language === 'en' ? /(\d),(?=\d{3}(?!\d))/g : /(\d),(?=\d)/g, language === 'en' ? '$1' : '$1.')
  const parts = Array.from(
    whole.replace(/(?<=\p{L}ty)-(?=\p{L})/gu, ' ').matchAll(/\d+(?:\.\d+)?|%|[^\s\d%]+/gu),
    ([part]) => part,
  )
  const words = parts.map((part) => wordsIn(part)[0]?.text ?? part)
  return words.flatMap((_, at): Fact[] => {
    const unit = unitAfter(words, at, language) ?? (isAge(words, at, language) ? 'year' : null)
    if (/^\d/.test(parts[at] ?? '')) return [{ kind: 'figure', value: parts[at] ?? '', unit }]
    const said = unit && numberAt(words, at, language)
    return said ? [{ kind: 'figure', value: String(said), unit }] : []
  })
}

/** «The age of three» counts years without saying so. */
const isAge = (words: readonly string[], at: number, language: Language): boolean =>
  language === 'en' && words.slice(Math.max(0, at - BETWEEN), at).some((word) => /^aged?$/.test(word))

function unitAfter(words: readonly string[], at: number, language: Language): Unit | null {
  for (const word of words.slice(at + 1, at + 2 + BETWEEN)) {
    if (word === '%') return 'percent'
    const unit = UNITS.find((one) => UNIT_WORDS[language][one].test(word))
    if (unit) return unit
    // What counts something else ends here.
    if (/^\d|[.;:,]$/.test(word)) return null
  }
  return null
}

/** A body by its name and its short name. */
export type Body = { readonly id: string; readonly name: Localised; readonly abbr: Localised }

/** A fact of a text as it is held against those of others: what a figure counts is left out where only one language's word for it is known. */
const keyOf = (fact: Fact): string => `${fact.kind} ${fact.value}`

/**
 * Figures, dates and addressees that not all of the texts say, or not as often. A hint, never a gate: a figure may rightly be said in words
 * in one language only. A language in which nothing is written is passed over. Source: RULES.md LA15.
 */
export function unsharedFacts(texts: Readonly<Record<Language, string>>, bodies: readonly Body[]): Unshared[] {
  const written = LANGUAGES.filter((language) => texts[language].trim() !== '')
  const counted = new Map<string, { fact: Fact; counts: Map<Language, number> }>()
  for (const language of written) {
    const said = [...factsIn(texts[language], language), ...addresseesIn(texts[language], language, bodies)]
    for (const fact of said) {
      const known = counted.get(keyOf(fact)) ?? { fact, counts: new Map() }
      counted.set(keyOf(fact), known)
      known.counts.set(language, (known.counts.get(language) ?? 0) + 1)
    }
  }
  return [...counted.values()].flatMap(({ fact, counts }) => {
    const most = Math.max(...counts.values())
    const silent = written.filter((language) => (counts.get(language) ?? 0) < most)
    if (silent.length === 0) return []
    return [{ fact, says: written.filter((language) => !silent.includes(language)), silent }]
  })
}

/** Bodies that a text names, each once: one language repeats a name where another has a pronoun. */
const addresseesIn = (text: string, language: Language, bodies: readonly Body[]): Fact[] =>
  bodies
    .filter(({ name, abbr }) =>
      [name[language], abbr[language]].some((form) => form !== '' && isNamed(text, form, language)),
    )
    .map(({ id }) => ({ kind: 'addressee', value: id }))

/** A short name in capitals is itself and nothing else: «МП» is no beginning of another word. */
const isNamed = (text: string, form: string, language: Language): boolean =>
  /^\p{Lu}{2,}\p{Ll}?$/u.test(form) || /^\p{Lu}\p{Ll}\p{Lu}$/u.test(form)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, 'u').test(text)
    : occurrencesOf(text, form, language).length > 0
