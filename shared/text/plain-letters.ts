/** Kazakh letters that phones and foreign keyboards lack, and what people write instead. */
const SIMPLER: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  й: 'и',
}

/** A name as it is searched for: small letters, without marks and without the letters a keyboard may lack. */
export const plainLetters = (words: string): string =>
  [...words.toLowerCase()]
    .map((letter) => SIMPLER[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')

/** More words than these are not looked for: nobody types them, and each costs a look at every text. */
const MOST_WORDS = 12

/** The words of a text or of a question, as they are searched for. */
export const plainWords = (text: string): readonly string[] =>
  plainLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Whether a text's words have every one of those asked for, by how they begin. Source: RULES.md AD30. */
export const hasAll = (words: readonly string[], asked: readonly string[]): boolean =>
  asked.slice(0, MOST_WORDS).every((word) => words.some((one) => one.startsWith(word)))
