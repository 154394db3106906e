import { allow, type Decision, refuse } from '../decision.ts'

/** Letters a password has at least: more than ASVS asks, and a sentence is welcome. Source: RULES.md AC50. */
export const LEAST_PASSWORD = 12
/** A password is kept whole, so its length has a bound; a sentence of thirty words is below it. */
export const LONGEST_PASSWORD = 256

/** Letters and digits that must be left when everything known is taken out of a password. */
const LEAST_OWN = 6
/** So many different known words in a row are a sentence, which nobody finds by trying words with years behind them. */
const SENTENCE_WORDS = 4
/** Shorter words are in too much to tell anything. */
const LEAST_WORD = 4
/** Keys or letters in a row that are a walk, not a choice. */
const LEAST_WALK = 4
const LEAST_RUN = 3

/** What is known before a password is read. */
export type KnownWords = {
  /** Words and strokes that common passwords are made of, in small letters. */
  readonly common: ReadonlySet<string>
  /** Words of this house and this person: its name, the councils', the person's, the e-mail. */
  readonly own: readonly string[]
}

/** Rows, columns and zigzags of the keyboards in use, and the alphabets. */
const WALKS = [
  '1234567890',
  '01234567890',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  'әіңғүұқөһ',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  'qaszwxedcvfrtgbnhyujm',
  'zaqxswcdevfrbgtnhymju',
  '1й2ц3у4к5е6н7г8ш9щ0з',
  'йфяцычувскамепинрт',
  '!@#$%^&*()_+',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
].flatMap((walk) => [walk, [...walk].reverse().join('')])

/** Signs that stand for letters, as people write them. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Words of a name or an e-mail that are worth knowing, in small letters. */
export const wordsIn = (texts: readonly string[]): readonly string[] =>
  [
    ...new Set(
      texts.flatMap((text) =>
        text
          .normalize('NFC')
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u),
      ),
    ),
  ].filter((word) => word.length >= LEAST_WORD)

/** How much of a password is its own: what is left when known words, walks, years and repetitions are taken out. */
type Reading = { readonly left: number; readonly words: ReadonlySet<string>; readonly holdsOwn: boolean }

function read(letters: string, { common, own }: KnownWords): Reading {
  const longest = Math.max(0, ...own.map((word) => word.length), 16)
  const mine = new Set(own)
  const words = new Set<string>()
  let left = 0
  let holdsOwn = false
  let at = 0
  while (at < letters.length) {
    const known = wordAt(letters, at, longest, common, mine)
    const walked = strokeAt(letters, at)
    if (known && known.length >= walked) {
      words.add(known)
      holdsOwn ||= mine.has(known)
      at += known.length
    } else if (walked > 0) at += walked
    else {
      if (/[\p{L}\p{N}]/u.test(letters[at] ?? '')) left += 1
      at += 1
    }
  }
  return { left, words, holdsOwn }
}

/** The longest known word that begins here. */
function wordAt(letters: string, at: number, longest: number, ...known: readonly ReadonlySet<string>[]): string | null {
  for (let length = Math.min(longest, letters.length - at); length >= LEAST_WORD; length -= 1) {
    const word = letters.slice(at, at + length)
    if (known.some((set) => set.has(word))) return word
  }
  return null
}

/** How many signs from here were not chosen one by one: a walk, one sign again and again, what stood just before, a year. */
function strokeAt(letters: string, at: number): number {
  const rest = letters.slice(at)
  const walk = Math.max(...WALKS.map((line) => commonStart(rest, line)))
  const run = /^(.)\1*/su.exec(rest)?.[0].length ?? 0
  const year = /^(19|20)\d\d/.test(rest) ? 4 : 0
  return Math.max(walk >= LEAST_WALK ? walk : 0, run >= LEAST_RUN ? run : 0, year, againAt(letters, at))
}

/** How long the beginning of some letters goes along a line of keys. */
function commonStart(rest: string, line: string): number {
  const from = line.indexOf(rest.slice(0, LEAST_WALK))
  if (from < 0 || rest.length < LEAST_WALK) return 0
  let length = LEAST_WALK
  while (length < rest.length && rest[length] === line[from + length]) length += 1
  return length
}

/** How long a piece of two and more signs is that stood just before already. */
function againAt(letters: string, at: number): number {
  for (let length = Math.min(at, letters.length - at); length >= 2; length -= 1)
    if (letters.slice(at - length, at) === letters.slice(at, at + length)) return length
  return 0
}

/**
 * Whether a password may be chosen. Long, and not made of what everybody tries first; nothing is said of capitals, digits or signs.
 * Refuses: password-short, password-common, password-own-words. Source: RULES.md AC50, AC51, AC52; OWASP ASVS 5.0 6.2.
 */
export function choosePassword(password: string, known: KnownWords): Decision {
  if ([...password].length < LEAST_PASSWORD) return refuse('password-short', 'AC50')
  const small = password.normalize('NFC').toLowerCase()
  const meant = [...small].map((sign) => STANDS_FOR[sign] ?? sign).join('')
  const readings = [read(small, known), read(meant, known)]
  const guessable = readings.filter(({ left, words }) => left < LEAST_OWN && words.size < SENTENCE_WORDS)
  if (guessable.some(({ holdsOwn }) => holdsOwn)) return refuse('password-own-words', 'AC52')
  return guessable.length > 0 ? refuse('password-common', 'AC51') : allow()
}
