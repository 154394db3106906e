import type { Language } from '../../shared/language.ts'

export const TOPICS = ['people', 'cells', 'food', 'health', 'contact', 'complaints', 'force', 'staff'] as const
export type Topic = (typeof TOPICS)[number]

/** What a report is put together from; names in braces stand for what differs from place to place. */
export type Sentences = {
  readonly language: Language
  readonly names: readonly string[]
  readonly day: (day: number, month: number) => string
  readonly beginning: readonly string[]
  readonly heading: string
  readonly itemsBegin: string
  readonly items: readonly string[]
  /** For each topic the sentences of its paragraph, each in two wordings. */
  readonly topics: Readonly<Record<Topic, readonly (readonly [string, string])[]>>
}

/** `key` names a paragraph, such as "3.health"; items of a list stand a level deeper. */
export type Paragraph = { readonly key: string; readonly level: number; readonly words: string }

const DOCTORS = {
  kk: ['А. Сәрсенов', 'Г. Омарова', 'Е. Ким', 'Н. Жүнісова', 'В. Петров'],
  ru: ['А. Сарсенов', 'Г. Омарова', 'Е. Ким', 'Н. Жунусова', 'В. Петров'],
  en: ['A. Sarsenov', 'G. Omarova', 'E. Kim', 'N. Zhunusova', 'V. Petrov'],
} as const satisfies Record<Language, readonly string[]>

/** A report of more than 5,000 words, the same each time: for each place a heading, eight paragraphs and a list. */
export function reportOf(sentences: Sentences): Paragraph[] {
  const { beginning, names, topics, heading, items, itemsBegin } = sentences
  return [
    ...beginning.map((words, at) => ({ key: `0.${at + 1}`, level: 0, words })),
    ...names.flatMap((_, index) => {
      const place = index + 1
      const says = filling(sentences, index)
      return [
        { key: `${place}.heading`, level: 0, words: says(heading) },
        ...TOPICS.map((topic, at) => ({
          key: `${place}.${topic}`,
          level: 0,
          // Each place has its own mixture of the two wordings, so that neighbours in one topic are not alike.
          words: topics[topic].map((ways, slot) => says(ways[wayOf(index, at, slot)])).join(' '),
        })),
        { key: `${place}.items`, level: 0, words: says(itemsBegin) },
        ...itemsAt(items, index).map((words, at) => ({ key: `${place}.item${at + 1}`, level: 1, words: `${words};` })),
      ]
    }),
  ]
}

/** A bit that looks like chance and is the same each time. */
const wayOf = (place: number, topic: number, slot: number): 0 | 1 =>
  Math.imul((place * 8 + topic) * 4 + slot + 1, 0x9e3779b1) >>> 31 === 0 ? 0 : 1

/** Four of the papers, another four in the next place. */
const itemsAt = (items: readonly string[], place: number): string[] =>
  [0, 1, 2, 3].map((at) => items[(place + at) % items.length] ?? '')

/** Puts a place's own facts into a sentence. */
function filling({ names, language, day }: Sentences, place: number): (sentence: string) => string {
  const facts: Readonly<Record<string, string>> = {
    name: names[place] ?? '',
    number: String(place + 1),
    day: day(3 + ((place * 5) % 24), place % 8),
    held: String(210 + place * 37),
    beds: String(180 + place * 29),
    young: String(5 + place * 2),
    old: String(25 + place * 3),
    few: String(2 + (place % 3)),
    metres: String(14 + place),
    crowd: String(6 + (place % 7)),
    grams: String(40 + place * 5),
    hours: String(24 + (place % 5) * 12),
    doctor: DOCTORS[language][place % 5] ?? '',
  }
  return (sentence) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? name)
}
