import * as Y from 'yjs'
import { attributesOf, eachCharacter, type Format, NOBODY, sameFormat, sameLook, type Token } from './tokens.ts'

/** A token to be written; `source`: its index among the present tokens, null for one that comes from elsewhere. */
export type Wanted = Token & { readonly source: number | null }

/** Whose words are being written: a client id of the text that is written in, or of the other one. */
export type Writer = { readonly client: number; readonly of: 'present' | 'amendment' }

/** Under which client ids is written; all must be new to the text. */
export type WritingIds = {
  /** For words, and for the borders of paragraphs, of a writer. */
  readonly idOf: (writer: Writer) => number
  /** For formats and levels. */
  readonly own: number
}

/** Who wrote a word that is put in. Throws for words that were read from a version's bytes: nobody would answer for them. */
export function writerOf({ source }: Wanted, client: number): Writer {
  if (client === NOBODY) throw new TypeError('words without a writer')
  return { client, of: source === null ? 'amendment' : 'present' }
}

/** Writes under another client id: the items of one transaction may have several authors. */
export function writingAs(doc: Y.Doc, client: number, write: () => void): void {
  const before = doc.clientID
  doc.clientID = client
  write()
  doc.clientID = before
}

/** Words that are put in at one place by one writer in one format. */
type Insertion = { readonly writer: Writer; readonly format: Format; text: string }
/** Marks that change over a stretch; null takes one away. */
type Restyling = { readonly from: number; length: number; readonly marks: Readonly<Record<string, object | null>> }

/** Writes the words of one paragraph from left to right; it may hold several Y.XmlTexts, or none. */
export class ParagraphWriter {
  readonly #doc: Y.Doc
  readonly #paragraph: Y.XmlElement
  readonly #ids: WritingIds
  readonly #texts: Y.XmlText[]
  /** How much of the paragraph says what is wanted. */
  #written = 0
  #insertion: Insertion | null = null
  readonly #restylings: Restyling[] = []

  constructor(doc: Y.Doc, paragraph: Y.XmlElement, ids: WritingIds) {
    this.#doc = doc
    this.#paragraph = paragraph
    this.#ids = ids
    this.#texts = paragraph.toArray().map((child) => {
      if (!(child instanceof Y.XmlText)) throw new TypeError('not a run of words')
      return child
    })
  }

  /** `host`: the number of the paragraph among the present ones; null for a new one. */
  write(words: readonly Wanted[], present: readonly Token[], host: number | null): void {
    let passed = 0
    for (const word of words) {
      const stored = word.source === null ? undefined : present[word.source]
      if (stored && stored.paragraph === host && canStay(stored, word)) {
        this.#insertWaiting()
        this.#cut(stored.start - passed)
        this.#keep(stored, word)
        passed = stored.start + stored.length
      } else this.#wait(word)
    }
    this.#insertWaiting()
    this.#cut(this.#length - this.#written)
    for (const restyling of this.#restylings) this.#restyle(restyling)
  }

  get #length(): number {
    return this.#texts.reduce((length, text) => length + text.length, 0)
  }

  #keep(stored: Token, wanted: Token): void {
    for (const { length, marks } of restylingsOf(stored, wanted)) {
      const last = this.#restylings.at(-1)
      if (marks && last && last.from + last.length === this.#written && sameMarks(last.marks, marks))
        last.length += length
      else if (marks) this.#restylings.push({ from: this.#written, length, marks })
      this.#written += length
    }
  }

  /** Words that are put in wait for their neighbours: one writer's words in one format are one item. */
  #wait(word: Wanted): void {
    let at = 0
    for (const { length, format, by } of word.spans) {
      const text = word.text.slice(at, at + length)
      at += length
      const writer = writerOf(word, by)
      const waiting = this.#insertion
      if (waiting && sameWriter(waiting.writer, writer) && sameFormat(waiting.format, format)) waiting.text += text
      else {
        this.#insertWaiting()
        this.#insertion = { writer, format, text }
      }
    }
  }

  #insertWaiting(): void {
    const waiting = this.#insertion
    if (!waiting) return
    this.#insertion = null
    writingAs(this.#doc, this.#ids.idOf(waiting.writer), () => {
      const [text, offset] = this.#placeOf(this.#written)
      // Without attributes Yjs takes over those of the word before; it writes into the object that it is given.
      text.insert(offset, waiting.text, attributesOf(waiting.format))
    })
    this.#written += waiting.text.length
  }

  /** Takes out what is not wanted behind what is written. */
  #cut(length: number): void {
    for (const [text, offset, part] of this.#stretches(this.#written, length)) text.delete(offset, part)
  }

  #restyle({ from, length, marks }: Restyling): void {
    for (const [text, offset, part] of this.#stretches(from, length)) text.format(offset, part, { ...marks })
  }

  #placeOf(at: number): [Y.XmlText, number] {
    let rest = at
    for (const text of this.#texts) {
      if (rest <= text.length) return [text, rest]
      rest -= text.length
    }
    const text = new Y.XmlText()
    this.#paragraph.push([text])
    this.#texts.push(text)
    return [text, rest]
  }

  /** A stretch of the paragraph, by the Y.XmlTexts it lies in. */
  #stretches(from: number, length: number): [Y.XmlText, number, number][] {
    let begin = 0
    return this.#texts.flatMap((text): [Y.XmlText, number, number][] => {
      const start = Math.max(from, begin)
      const end = Math.min(from + length, begin + text.length)
      const offset = start - begin
      begin += text.length
      return end > start ? [[text, offset, end - start]] : []
    })
  }
}

/** Letters stored in pieces have no places for the marks of the composed ones: such a word stays only as it looks. */
const canStay = (stored: Token, wanted: Token): boolean =>
  stored.length === stored.text.length || sameLook(stored, wanted)

/** What changes in the look of a word that stays, in the characters that are stored; `marks` null: nothing. */
function restylingsOf(stored: Token, wanted: Token): { length: number; marks: Restyling['marks'] | null }[] {
  if (sameLook(stored, wanted)) return [{ length: stored.length, marks: null }]
  const after = eachCharacter(wanted)
  return eachCharacter(stored).map(({ format }, at) => ({
    length: 1,
    marks: changedMarks(format, after[at]?.format ?? {}),
  }))
}

function changedMarks(before: Format, after: Format): Restyling['marks'] | null {
  const [was, wanted] = [attributesOf(before), attributesOf(after)]
  const names = Object.keys({ ...was, ...wanted }).filter((name) => !sameFormat(only(name, before), only(name, after)))
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, wanted[name] ?? null]))
}

const only = (name: string, format: Format): Format =>
  Object.fromEntries(Object.entries(format).filter(([key]) => key === name))

const sameMarks = (one: Restyling['marks'], other: Restyling['marks']): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const sameWriter = (one: Writer, other: Writer): boolean => one.client === other.client && one.of === other.of
