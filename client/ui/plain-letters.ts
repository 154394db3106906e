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
