import { LANGUAGES, type Language, type Localised } from '../language.ts'
import type { Numbering, WordText } from './word.ts'

/** One paragraph of a text that is taken in; level 1 to 3 is a sub-point. */
export type ListParagraph = { readonly level: number; readonly words: string }
/** A numbered paragraph of a list with all that stands under it. */
export type ListText = { readonly number: number; readonly paragraphs: readonly ListParagraph[] }

/** A list as it was read, with what a person must know before it is taken in. Source: RULES.md RE21. */
export type ReadList = {
  readonly texts: readonly ListText[]
  /** Paragraphs before the first number; they are no part of the set. */
  readonly before: number
  readonly inserted: number
  readonly deleted: number
  readonly footnotes: number
}

/** Largest list and text that are taken in. */
export const MOST_TEXTS = 200
export const MOST_TEXT_LETTERS = 20_000
/** A heading is short; what is longer is the text itself. */
const LONGEST_HEADING = 160
const LONGEST_TITLE = 200

/** "12." or "12)" at the beginning, but neither 1.2 nor a date. */
const TYPED = /^[\s\u00a0]*(?:№[\s\u00a0]*)?(\d{1,3})[.)](?=[\s\u00a0]|\p{L}|["«“„])[\s\u00a0]*/u
/** Formats of Word's own numbers that count a set. */
const COUNTING = /^decimal/

/** Makes the texts of a list: each numbered paragraph begins one, whether Word counts it or its number was typed. */
export function readList(word: WordText, numbering: Numbering): ReadList {
  const texts: { number: number; paragraphs: ListParagraph[] }[] = []
  const counters = new Map<string, number>()
  let before = 0
  const add = (level: number, words: string) => {
    const lines = words.split('\n').flatMap((line) => line.replace(/[\s\u00a0]+/g, ' ').trim() || [])
    const here = texts.at(-1)
    if (here) here.paragraphs.push(...lines.map((line) => ({ level, words: line })))
    else before += lines.length
  }
  for (const { words, list, style } of word.paragraphs) {
    // A list's number 0 means: taken out of the list of the style.
    const inList = list ?? (style === null ? null : numbering.listOfStyle(style))
    const counted = inList !== null && inList.id !== '0' && words.trim() !== '' ? inList : null
    const typed = counted ? null : TYPED.exec(words)
    if (counted && counted.level === 0 && COUNTING.test(numbering.levelOf(counted.id, 0).format)) {
      const key = numbering.counterOf(counted.id)
      const number = (counters.get(key) ?? numbering.levelOf(counted.id, 0).start - 1) + 1
      counters.set(key, number)
      texts.push({ number, paragraphs: [] })
      add(0, words)
    } else if (typed) {
      texts.push({ number: Number(typed[1]), paragraphs: [] })
      add(0, words.slice(typed[0].length))
    } else add(counted ? Math.min(Math.max(counted.level, 1), 3) : 0, words)
  }
  const { inserted, deleted, footnotes } = word
  return { texts, before, inserted, deleted, footnotes }
}

/** The same number of several lists, side by side; a number that stands twice makes a row of its own each time. */
export type MatchedRow = {
  readonly key: string
  readonly number: number
  readonly doubled: boolean
  readonly missing: readonly Language[]
  readonly title: Localised
  readonly paragraphs: Readonly<Record<Language, readonly ListParagraph[]>>
}

/** Matches lists by number. Source: RULES.md RE21. */
export function matchLists(lists: Partial<Record<Language, ReadList>>): MatchedRow[] {
  const rows = new Map<string, { number: number; time: number; in: Partial<Record<Language, ListText>> }>()
  const most = new Map<number, number>()
  for (const language of LANGUAGES) {
    const times = new Map<number, number>()
    for (const text of lists[language]?.texts ?? []) {
      const time = (times.get(text.number) ?? 0) + 1
      times.set(text.number, time)
      most.set(text.number, Math.max(time, most.get(text.number) ?? 0))
      const key = `${text.number}-${time}`
      const row = rows.get(key) ?? { number: text.number, time, in: {} }
      row.in[language] = text
      rows.set(key, row)
    }
  }
  return [...rows]
    .sort(([, a], [, b]) => a.number - b.number || a.time - b.time)
    .map(([key, row]) => {
      const split = (language: Language) => splitTitle(row.in[language]?.paragraphs ?? [])
      const [kk, ru, en] = [split('kk'), split('ru'), split('en')]
      return {
        key,
        number: row.number,
        doubled: (most.get(row.number) ?? 0) > 1,
        missing: LANGUAGES.filter((language) => lists[language] !== undefined && !row.in[language]),
        title: { kk: kk.title, ru: ru.title, en: en.title },
        paragraphs: { kk: kk.paragraphs, ru: ru.paragraphs, en: en.paragraphs },
      }
    })
}

/** Proposes a title: a short first paragraph over others is the heading, else the first sentence, and then the text keeps it. */
export function splitTitle(paragraphs: readonly ListParagraph[]): {
  title: string
  paragraphs: readonly ListParagraph[]
} {
  const [first, ...others] = paragraphs
  if (!first) return { title: '', paragraphs: [] }
  if (others.some(({ level }) => level === 0) && first.words.length <= LONGEST_HEADING && !/[.;:!?]$/.test(first.words))
    return { title: first.words, paragraphs: others }
  return { title: firstSentence(first.words), paragraphs }
}

/** The first sentence without its full stop, at most 200 letters long, cut between words. */
export function firstSentence(words: string): string {
  const end = /[.!?…;](?=\s+["«“„(]?\p{Lu}|\s*$)/u.exec(words)
  const sentence = (end ? words.slice(0, end.index) : words).trim()
  if (sentence.length <= LONGEST_TITLE) return sentence
  const cut = sentence.slice(0, LONGEST_TITLE)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).trimEnd()}…`
}
