import { Fragment, type Node } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { fits } from '../../server/live/fits.ts'
import { adoption } from '../../shared/amendments/adoption.ts'
import { baseText, changedText, type Decisions, planText, type TextPlan } from '../../shared/amendments/text-plan.ts'
import { eachLanguage, type Language } from '../../shared/language.ts'
import { type Block, blocksFromPlain, type Part, type Parts } from '../../shared/text/canonical.ts'
import type { Writer } from '../../shared/text/paragraph-writer.ts'
import { textSchema } from '../../shared/text/schema.ts'
import { copyOf, fragmentOf, readParts, seedUpdate } from '../../shared/text/ydoc.ts'

export const SEED_CLIENT = 1
export const DRAFTER = 100
export const MEMBER = 200

const emptyParts = (): Record<Part, Record<Language, Block[]>> => {
  const part = () => eachLanguage(() => blocksFromPlain(''))
  return { title: part(), text: part(), rationale: part(), indicator: part() }
}

/** A text as an editor with Tiptap's own binding writes it: ProseMirror transforms, then `updateYFragment`. */
export class LiveText {
  readonly doc: Y.Doc
  readonly part: Part
  readonly language: Language

  constructor(doc: Y.Doc, language: Language = 'ru', part: Part = 'text') {
    this.doc = doc
    this.language = language
    this.part = part
  }

  /** A text with these paragraphs, as the server seeds it. */
  static seeded(paragraphs: readonly string[], language: Language = 'ru'): LiveText {
    const parts = emptyParts()
    parts.text[language] = blocksFromPlain(paragraphs.join('\n'))
    return new LiveText(copyOf(seedUpdate(parts, SEED_CLIENT)), language)
  }

  /** The same text, to be edited in another part or language. */
  in(part: Part, language: Language): LiveText {
    return new LiveText(this.doc, language, part)
  }
  /** The text as another one opens it. */
  copy(client: number): LiveText {
    const doc = copyOf(this.state)
    doc.clientID = client
    return new LiveText(doc, this.language, this.part)
  }
  with(update: Uint8Array): LiveText {
    const copy = this.copy(this.doc.clientID)
    Y.applyUpdate(copy.doc, update)
    return copy
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc)
  }
  get parts(): Parts {
    return readParts(this.doc)
  }
  get fragment(): Y.XmlFragment {
    return fragmentOf(this.doc, this.part, this.language)
  }
  get page(): Node {
    return initProseMirrorDoc(this.fragment, textSchema).doc
  }
  /** The text with ¶ between paragraphs, their level before them, *bold*, _italic_ and [links]. */
  get words(): string {
    return shown(this.parts[this.part][this.language])
  }

  edit(change: (transform: Transform) => void): this {
    const { doc, meta } = initProseMirrorDoc(this.fragment, textSchema)
    const transform = new Transform(doc)
    change(transform)
    // The binding's own types name neither a fragment nor what it hands back.
    this.doc.transact(() => updateYFragment(this.doc, this.fragment as never, transform.doc, meta as never))
    return this
  }
  replace(words: string, others: string): this {
    return this.edit((transform) => {
      const { from, to } = find(transform.doc, words)
      const marks = transform.doc.resolve(from).marksAcross(transform.doc.resolve(to)) ?? []
      transform.replaceWith(from, to, others === '' ? Fragment.empty : textSchema.text(others, marks))
    })
  }
  remove(words: string): this {
    return this.replace(words, '')
  }
  addAfter(words: string, others: string): this {
    return this.edit((transform) => transform.insert(find(transform.doc, words).to, textSchema.text(others)))
  }
  mark(words: string, name: 'bold' | 'italic' | 'link', attributes: Record<string, unknown> = {}): this {
    return this.edit((transform) => {
      const { from, to } = find(transform.doc, words)
      const type = textSchema.marks[name]
      if (type) transform.addMark(from, to, type.create(attributes))
    })
  }
  splitAfter(words: string): this {
    return this.edit((transform) => transform.split(find(transform.doc, words).to))
  }
  joinNext(paragraph: number): this {
    return this.edit((transform) => transform.join(place(transform.doc, paragraph).to))
  }
  setLevel(paragraph: number, level: number): this {
    return this.edit((transform) => transform.setNodeMarkup(place(transform.doc, paragraph).from, null, { level }))
  }
  addParagraph(at: number, words: string): this {
    return this.edit((transform) => transform.insert(startOf(transform.doc, at), paragraphOf(words)))
  }
  removeParagraph(paragraph: number): this {
    return this.edit((transform) => {
      const { from, to } = place(transform.doc, paragraph)
      transform.delete(from, to)
    })
  }
  move(paragraph: number, to: number): this {
    return this.edit((transform) => {
      const node = transform.doc.child(paragraph)
      const { from, to: end } = place(transform.doc, paragraph)
      transform.delete(from, end)
      transform.insert(startOf(transform.doc, to), node)
    })
  }
  pasteAll(paragraphs: readonly string[]): this {
    return this.edit((transform) => transform.replaceWith(0, transform.doc.content.size, paragraphs.map(paragraphOf)))
  }
}

export const paragraphOf = (words: string): Node =>
  textSchema.node('paragraph', null, words === '' ? [] : [textSchema.text(words)])

export function find(page: Node, words: string): { from: number; to: number } {
  let found: { from: number; to: number } | null = null
  page.forEach((paragraph, offset) => {
    const at = paragraph.textContent.indexOf(words)
    if (!found && at >= 0) found = { from: offset + 1 + at, to: offset + 1 + at + words.length }
  })
  if (!found) throw new Error(`not in the text: ${words}`)
  return found
}

export function place(page: Node, paragraph: number): { from: number; to: number } {
  const from = startOf(page, paragraph)
  return { from, to: from + page.child(paragraph).nodeSize }
}

/** Where a paragraph begins, or the text ends. */
export function startOf(page: Node, paragraph: number): number {
  let at = 0
  page.forEach((node, _offset, index) => {
    if (index < paragraph) at += node.nodeSize
  })
  return at
}

export const shown = (blocks: readonly Block[]): string =>
  blocks
    .map(({ level, content }) => {
      const words = content.map(({ text, marks = [] }) => {
        const signs = marks.map((mark) => ({ bold: '*', italic: '_', link: '|' })[mark.type]).join('')
        return signs + text + [...signs].toReversed().join('')
      })
      return (level ? `${level}>` : '') + words.join('')
    })
    .join('¶')

/** Hands out client ids nobody has written under, one for each writer; `given` says whose each is. */
export function freshIds(first = 7_000) {
  const given = new Map<string, number>()
  const idOf = (writer: Writer) => {
    const name = `${writer.of} ${writer.client}`
    const id = given.get(name) ?? first + given.size + 1
    given.set(name, id)
    return id
  }
  return { own: first, idOf, given }
}

/** An amendment brought into a text: `base` is the text that it forked from. */
export function planFor(from: LiveText, present: LiveText, amendment: LiveText, decisions?: Decisions): TextPlan {
  const base = baseText(from.parts)
  return planText(base, changedText(base, present.doc), changedText(base, amendment.doc), decisions)
}

/** The text after an adoption: it says what was shown, its blocks fit the schema, and nobody's words came under an id not given. */
export function adopted(present: LiveText, plan: TextPlan, ids = freshIds()): LiveText {
  const update = adoption(present.state, plan, ids)
  const after = present.copy(present.doc.clientID)
  if (update) {
    after.doc.on('afterTransaction', (transaction) => expect(fits(transaction), 'fits the schema').toBe(true))
    Y.applyUpdate(after.doc, update)
    const own = new Set([ids.own, ...ids.given.values()])
    for (const { id } of Y.decodeUpdate(update).structs) expect(own).toContain(id.client)
  }
  expect(after.parts).toEqual(plan.parts)
  after.page.check()
  return after
}
