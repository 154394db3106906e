import type { Language, Localised } from '../language.ts'

/** Where a term stands in a text: from one character to another. */
export type Occurrence = { readonly from: number; readonly to: number }

type Word = Occurrence & { readonly text: string }

/** Words with their places, in small letters; a hyphen joins, an apostrophe too. */
export const wordsIn = (text: string): Word[] =>
  Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-‑’'][\p{L}\p{M}\p{N}]+)*/gu), (found) => ({
    text: found[0].toLowerCase().replaceAll('ё', 'е').replaceAll('‑', '-').replaceAll('’', "'"),
    from: found.index,
    to: found.index + found[0].length,
  }))

/** What goes on behind the stem of a word: endings, never another word. */
const GOES_ON: Readonly<Record<Language, RegExp>> = {
  // Kazakh puts ending behind ending, and behind a short name a hyphen: «баяндамаларымыздағыдай», «ҰАТ-тың».
  kk: /^(?:\p{L}{0,14}|-\p{L}{1,5})$/u,
  ru: /^(?:[аеиоуыэюяйь]\p{L}{0,3})?$/u,
  en: /^(?:'s|s|es|s'|ies|y)?$/u,
}

/** Letters of a short word are not taken away: what is left would begin every other word. */
const LEAST_STEM = 4

/** The beginnings by which a word of a term is known in a text. */
function stemsOf(word: string, language: Language): string[] {
  switch (language) {
    case 'kk': {
      // Of several the term may speak, the text of one. Before a vowel қ, к and п become ғ, г and б.
      const one = word.length > LEAST_STEM + 2 ? word.replace(/[лдт][ае]р$/u, '') : word
      return [one, ...softened(one)]
    }
    case 'ru':
      return russianStems(word)
    case 'en':
      return word.length >= LEAST_STEM ? [word.replace(/(?:y|(?<!s)s)$/u, '')] : [word]
  }
}

const SOFT: Readonly<Record<string, string>> = { қ: 'ғ', к: 'г', п: 'б' }
const softened = (word: string): string[] => {
  const soft = SOFT[word.at(-1) ?? '']
  return soft ? [word.slice(0, -1) + soft] : []
}

function russianStems(word: string): string[] {
  const bare = word.replace(/[аеиоуыэюяйь]{1,3}$/u, '')
  const stem = bare.length >= LEAST_STEM || bare.length === word.length ? bare : word.slice(0, -1)
  const used = stem.length >= 3 ? stem : word
  // «Поправка» has «поправок»: a vowel comes between the last two consonants.
  const fleeting = /^(.+[^аеиоуыэюяйь])([кцн])$/u.exec(used)
  return fleeting ? [used, `${fleeting[1]}о${fleeting[2]}`, `${fleeting[1]}е${fleeting[2]}`] : [used]
}

/**
 * Whether a word of a text is a word of a term, with whatever ending: the same, or begun by the term's stem and gone on by letters that an
 * ending may have. Source: RULES.md LA14.
 */
export function isWordOf(text: string, term: string, language: Language): boolean {
  if (text === term) return true
  return stemsOf(term, language).some(
    (stem) => text.startsWith(stem) && GOES_ON[language].test(text.slice(stem.length)),
  )
}

/** How a term may be said: in full, or by the short form that stands behind it in brackets. */
function formsOf(term: string): string[][] {
  const short = /\(([^()]+)\)\s*$/u.exec(term)
  const full = short ? term.slice(0, short.index) : term
  return [full, ...(short?.[1] ? [short[1]] : [])]
    .map((form) => wordsIn(form).map(({ text }) => text))
    .filter((words) => words.length > 0)
}

/** Where a term stands in a text, in any form and with any endings; its words must follow one another. Source: RULES.md LA14. */
export function occurrencesOf(text: string, term: string, language: Language): Occurrence[] {
  return inWords(wordsIn(text), formsOf(term), language)
}

function inWords(words: readonly Word[], forms: readonly (readonly string[])[], language: Language): Occurrence[] {
  const found: Occurrence[] = []
  for (let at = 0; at < words.length; at += 1) {
    const form = forms.find((one) =>
      one.every((word, index) => isWordOf(words[at + index]?.text ?? '', word, language)),
    )
    const [first, last] = [words[at], words[at + (form?.length ?? 1) - 1]]
    if (!form || !first || !last) continue
    found.push({ from: first.from, to: last.to })
    at += form.length - 1
  }
  return found
}

/** A term of the glossary that the source says. */
export type TermFound<Known> = {
  readonly term: Known
  /** Where the source says it. */
  readonly at: readonly Occurrence[]
  /** How often the translation says it; fewer than in the source is a hint, none is what the page underlines. */
  readonly own: number
}

/**
 * The agreed terms that the source says, and whether the translation says them too. A term that is not agreed in the translation's
 * language is passed over. The longest term wins: within «национальный превентивный механизм» no shorter one is looked for.
 * Source: RULES.md LA14.
 */
export function termsBetween<Known extends { readonly words: Localised }>(
  glossary: readonly Known[],
  source: { readonly text: string; readonly language: Language },
  own: { readonly text: string; readonly language: Language },
): TermFound<Known>[] {
  const [sourceWords, ownWords] = [wordsIn(source.text), wordsIn(own.text)]
  const taken: Occurrence[] = []
  return glossary
    .map((term) => ({ term, forms: formsOf(term.words[source.language]) }))
    .filter(({ term, forms }) => forms.length > 0 && term.words[own.language].trim() !== '')
    .toSorted((one, other) => (other.forms[0]?.length ?? 0) - (one.forms[0]?.length ?? 0))
    .flatMap(({ term, forms }) => {
      const at = inWords(sourceWords, forms, source.language).filter(
        ({ from, to }) => !taken.some((other) => from < other.to && other.from < to),
      )
      taken.push(...at)
      if (at.length === 0) return []
      return [{ term, at, own: inWords(ownWords, formsOf(term.words[own.language]), own.language).length }]
    })
}
