import * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { passagesOf } from '../../shared/text/passages.ts'
import { emptyText, fragmentOf } from '../../shared/text/ydoc.ts'
import { type LetterRun, Letters } from './letters.ts'
import { checkRow, DamagedLog, decodeUpdates, type LogRow } from './log-rows.ts'
import { rewriteUpdate } from './rewriting.ts'

/** A run of words of one paragraph as Yjs holds it, in order; `link`: where the mark begins that makes it one. */
type Run = {
  readonly client: number
  readonly clock: number
  readonly words: string
  readonly isShown: boolean
  readonly link: LetterRun | null
}

/**
 * Looks through all that was ever written in a text, update by update, for a passage: its letters, what was deleted between them, every
 * place where the text at some moment said the same words, and links that name them. Rows may come in several parts. Source: RULES.md VE51.
 */
export class PassageSearch {
  readonly #hidden = new Letters()
  readonly #words: string
  readonly #solo: readonly string[]
  /** Single words of the passage where they stood by themselves. */
  readonly #alone = new Map<string, readonly LetterRun[]>()
  readonly #doc = emptyText({ keepsDeleted: true })
  #seq = 0

  /** `letters`: those that were marked, saying `words`; `solo`: those of the words that say something alone. */
  constructor(letters: readonly LetterRun[], words: string, solo: readonly string[]) {
    this.#hidden.addAll(letters)
    this.#words = words
    this.#solo = solo.filter((word) => word !== words)
  }

  /** The last row that was looked through. */
  get seq(): number {
    return this.#seq
  }

  /** Looks through the rows after the last one; those that it has seen are passed over. Throws DamagedLog. */
  follow(rows: readonly LogRow[]): void {
    for (const row of rows) {
      if (row.seq <= this.#seq) continue
      if (row.seq !== this.#seq + 1 || !checkRow(row)) throw new DamagedLog(`${row.text} row ${this.#seq + 1}`)
      for (const update of decodeUpdates(row.updates)) this.#lookThrough(update)
      this.#seq = row.seq
    }
  }

  /**
   * What is to be hidden by what was looked through. Single words of the passage are hidden too where no version and no present text shows them: half of it, cut off
   * by a key that was pressed inside. `shown`: the letters that versions and present texts show.
   */
  found(shown: Letters): Letters {
    for (const runs of this.#alone.values())
      if (!runs.some(([client, clock, length]) => shown.touches(client, clock, length))) this.#hidden.addAll(runs)
    return this.#hidden
  }

  /** Adds the letters that the text shows after the last row. */
  addShown(shown: Letters): void {
    addShownLetters(this.#doc, shown)
  }

  end(): void {
    this.#doc.destroy()
  }

  #lookThrough(update: Uint8Array): void {
    rewriteUpdate(update, {
      words: (client, clock, words) => {
        // What came and went in one update was never shown.
        for (const { start, end } of passagesOf(words, this.#words))
          this.#hidden.add(client, clock + start, end - start)
        return words
      },
      link: (client, clock, json) => {
        if (isNamedIn(json, this.#words)) this.#hidden.add(client, clock, 1)
        return json
      },
    })
    let touched: Y.Transaction | undefined
    this.#doc.transact((transaction) => {
      touched = transaction
      Y.applyUpdate(this.#doc, update)
    })
    if (touched) for (const paragraph of touchedParagraphs(touched)) this.#lookAt(paragraph)
  }

  #noteAlone(letters: readonly LetterRun[]): void {
    this.#alone.set(letters.join(), letters)
  }

  #lookAt(paragraph: Y.XmlElement): void {
    const runs = runsOf(paragraph)
    const shown = runs.map(({ words, isShown }) => (isShown ? words : '')).join('')
    for (const { start, end } of passagesOf(shown, this.#words))
      this.#hidden.addAll(lettersBetween(runs, start, end, true))
    for (const word of this.#solo)
      for (const { start, end } of passagesOf(shown, word)) this.#noteAlone(lettersBetween(runs, start, end, false))
  }
}

/** Whether a link says words, as they are or as addresses spell them. */
const isNamedIn = (json: string, words: string): boolean =>
  [json, unescapedLink(json)].some((one) =>
    one.normalize('NFC').toLowerCase().includes(words.normalize('NFC').toLowerCase()),
  )

const unescapedLink = (json: string): string => {
  try {
    return decodeURIComponent(json)
  } catch {
    return json
  }
}

/** Paragraphs in which something was written or deleted; those that are new are among them. */
function touchedParagraphs({ changed, beforeState }: Y.Transaction): Set<Y.XmlElement> {
  const touched = new Set<Y.XmlElement>()
  for (const [type] of changed) {
    if (type instanceof Y.XmlText) {
      if (type.parent instanceof Y.XmlElement) touched.add(type.parent)
    } else if (type instanceof Y.XmlElement) touched.add(type)
    else if (type instanceof Y.XmlFragment)
      for (const paragraph of childrenOf(type)) {
        const id = paragraph._item?.id
        if (id && id.clock >= (beforeState.get(id.client) ?? 0)) touched.add(paragraph)
      }
  }
  return touched
}

function childrenOf(fragment: Y.XmlFragment): Y.XmlElement[] {
  const found: Y.XmlElement[] = []
  for (let item = fragment._start; item; item = item.right) {
    const child = item.content instanceof Y.ContentType ? item.content.type : null
    if (child instanceof Y.XmlElement) found.push(child)
  }
  return found
}

const paragraphsOf = (doc: Y.Doc): Y.XmlElement[] =>
  [...doc.share.values()].flatMap((root) =>
    root instanceof Y.XmlFragment ? childrenOf(root).filter((one) => !one._item?.deleted) : [],
  )

/** All words of a paragraph in order, also those that were deleted where the text keeps them. */
function runsOf(paragraph: Y.XmlElement): Run[] {
  const runs: Run[] = []
  for (let child = paragraph._start; child; child = child.right) {
    const words = child.content instanceof Y.ContentType ? child.content.type : null
    if (!(words instanceof Y.XmlText)) continue
    let link: LetterRun | null = null
    for (let item = words._start; item; item = item.right) {
      const { content, id } = item
      if (content instanceof Y.ContentFormat) {
        if (content.key === 'link' && !item.deleted) link = content.value === null ? null : [id.client, id.clock, 1]
      } else if (content instanceof Y.ContentString)
        runs.push({ client: id.client, clock: id.clock, words: content.str, isShown: !item.deleted, link })
    }
  }
  return runs
}

/** The letters from one shown unit of a paragraph up to another; `whole`: with what was deleted between them and the links over them. */
function lettersBetween(runs: readonly Run[], start: number, end: number, whole: boolean): LetterRun[] {
  const letters: LetterRun[] = []
  let at = 0
  for (const { client, clock, words, isShown, link } of runs) {
    if (at >= end) break
    if (!isShown) {
      if (whole && at > start) letters.push([client, clock, words.length])
      continue
    }
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, words.length)
    at += words.length
    if (from >= to) continue
    letters.push([client, clock + from, to - from])
    if (whole && link) letters.push(link)
  }
  return letters
}

/** A paragraph of a text as it stands: what it says, and which letters say it. */
export type ReadParagraph = { readonly words: string; letters(start: number, end: number): LetterRun[] }

/** The paragraphs of a part, in their order, as a page shows them. */
export const readParagraphs = (doc: Y.Doc, part: Part, language: Language): ReadParagraph[] =>
  childrenOf(fragmentOf(doc, part, language))
    .filter((paragraph) => !paragraph._item?.deleted)
    .map((paragraph) => {
      const runs = runsOf(paragraph).filter(({ isShown }) => isShown)
      return {
        words: runs.map(({ words }) => words).join(''),
        letters: (start, end) => lettersBetween(runs, start, end, false),
      }
    })

/** The letters that a state of a text shows. */
export function addShownLetters(doc: Y.Doc, shown: Letters): void {
  for (const paragraph of paragraphsOf(doc))
    for (const { client, clock, words, isShown } of runsOf(paragraph))
      if (isShown) shown.add(client, clock, words.length)
}

/** What letters say, read from the rows in which they came. */
export function wordsOfLetters(rows: readonly LogRow[], letters: readonly LetterRun[]): string {
  const wanted = new Letters()
  wanted.addAll(letters)
  const found = new Map<string, string>()
  for (const row of rows)
    for (const update of decodeUpdates(row.updates))
      rewriteUpdate(update, {
        words: (client, clock, words) => {
          if (wanted.touches(client, clock, words.length))
            for (let at = 0; at < words.length; at += 1) found.set(`${client} ${clock + at}`, words.charAt(at))
          return words
        },
        link: (_client, _clock, json) => json,
      })
  return letters
    .map(([client, clock, length]) =>
      Array.from({ length }, (_, at) => found.get(`${client} ${clock + at}`) ?? '').join(''),
    )
    .join('')
}
