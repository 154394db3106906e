import * as Y from 'yjs'
import { eachLanguage, LANGUAGES, type Language } from '../language.ts'
import { type Block, blocksOf, PARTS, type Part, type Parts } from './canonical.ts'

/** The name of one Yjs fragment: `<part>:<language>`. Names of fragments exist only in this file. */
export type FragmentName = `${Part}:${Language}`

export const fragmentName = (part: Part, language: Language): FragmentName => `${part}:${language}`

/** All roots a text may have, in order; any other root is refused. Source: RULES.md LT30. */
export const FRAGMENT_NAMES: readonly FragmentName[] = PARTS.flatMap((part) =>
  LANGUAGES.map((language) => fragmentName(part, language)),
)

const FRAGMENT_SET: ReadonlySet<string> = new Set(FRAGMENT_NAMES)
export const isFragmentName = (name: string): name is FragmentName => FRAGMENT_SET.has(name)

/** The fragment of a part in a language. */
export const fragmentOf = (doc: Y.Doc, part: Part, language: Language): Y.XmlFragment =>
  doc.getXmlFragment(fragmentName(part, language))

/**
 * An empty text with all its roots; the only way a Y.Doc of a text is made, on the server and on a page. It holds what the log says and
 * what somebody writes here, and no more: by itself Yjs deletes marks it finds needless after each update from elsewhere, and what it finds
 * depends on which came together. On the server that would be in no row, and on a page a change that nobody made: it would wait for ever
 * where one may only read, and each page in the hall would send it. Source: RULES.md LT92.
 *
 * `keepsDeleted`: letters that were deleted stay readable, for who looks through all that was ever written.
 */
export function emptyText({ keepsDeleted = false } = {}): Y.Doc {
  const doc = new Y.Doc({ gc: !keepsDeleted })
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false
  })
  for (const name of FRAGMENT_NAMES) doc.getXmlFragment(name)
  return doc
}

/** A text of its own with what `state` says: what is tried on it happens to nobody else's. */
export function copyOf(state: Uint8Array): Y.Doc {
  const doc = emptyText()
  Y.applyUpdate(doc, state)
  return doc
}

/**
 * One update that holds a new text; every empty fragment gets one empty paragraph, so that opening an editor writes nothing.
 * Made once, on the server, in the transaction that creates the text: a second seed would double it. Source: RULES.md LT8.
 */
export function seedUpdate(parts: Parts, clientId: number): Uint8Array {
  const doc = new Y.Doc({ gc: false })
  doc.clientID = clientId
  doc.transact(() => {
    for (const part of PARTS)
      for (const language of LANGUAGES) writeBlocks(fragmentOf(doc, part, language), parts[part][language])
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

function writeBlocks(fragment: Y.XmlFragment, blocks: readonly Block[]): void {
  const paragraphs = (blocks.length > 0 ? blocks : [{ content: [] } satisfies Block]).map((block) => {
    const element = new Y.XmlElement('paragraph')
    // Yjs types attributes as strings; ProseMirror stores the level as the number it is.
    if (block.level !== undefined) element.setAttribute('level', block.level as unknown as string)
    if (block.content.length > 0) {
      const words = new Y.XmlText()
      words.applyDelta(
        block.content.map((run) => ({
          insert: run.text,
          attributes: Object.fromEntries(
            (run.marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}]),
          ),
        })),
      )
      element.insert(0, [words])
    }
    return element
  })
  fragment.insert(0, paragraphs)
}

/** What a live text says now, in canonical blocks per part and language. */
export function readParts(doc: Y.Doc): Parts {
  const read = (part: Part) => eachLanguage((language) => readFragment(fragmentOf(doc, part, language)))
  return { title: read('title'), text: read('text'), rationale: read('rationale'), indicator: read('indicator') }
}

/** What a fragment says, in canonical blocks. Throws TypeError where it does not fit the schema. */
export function readFragment(fragment: Y.XmlFragment): Block[] {
  return blocksOf(
    fragment.toArray().map((child) => {
      if (!(child instanceof Y.XmlElement) || child.nodeName !== 'paragraph') throw new TypeError('not a paragraph')
      return { level: child.getAttribute('level'), runs: child.toArray().flatMap(runsOf) }
    }),
  )
}

function runsOf(child: unknown): { text: string; marks: Record<string, unknown> }[] {
  if (!(child instanceof Y.XmlText)) throw new TypeError('not a run of words')
  return child.toDelta().map((op: { insert: unknown; attributes?: Record<string, unknown> }) => {
    if (typeof op.insert !== 'string') throw new TypeError('not words')
    return { text: op.insert, marks: op.attributes ?? {} }
  })
}
