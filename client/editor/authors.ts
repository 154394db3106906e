import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { wordsOf, writtenIn } from '../../shared/text/written.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { personColour } from '../ui/names.ts'

/** Who is behind a client id, as it is shown: two letters for the margin, the name for who asks. */
export type Author = { readonly account: string; readonly name: string; readonly initials: string }
/** Client id → who; null while it is not asked whose the words are. */
export type Authors = ReadonlyMap<number, Author> | null

type Shown = { readonly authors: Authors; readonly marks: DecorationSet }
type Change = { readonly authors?: Authors; readonly marks?: DecorationSet }

const KEY = new PluginKey<Shown>('authors')

/** Says whose the words are from now on, or no more. */
export const showAuthors = (view: EditorView, authors: Authors): void =>
  view.dispatch(view.state.tr.setMeta(KEY, { authors } satisfies Change))

/** Words in the colour of who wrote them, and their letters beside each paragraph: from the ids in the live text, as it changes. */
export const authors = (doc: Y.Doc, part: Part, language: Language) =>
  Extension.create({
    name: 'authors',
    addProseMirrorPlugins: () => [
      new Plugin<Shown>({
        key: KEY,
        state: {
          init: () => ({ authors: null, marks: DecorationSet.empty }),
          apply(transaction, shown) {
            const change = transaction.getMeta(KEY) as Change | undefined
            if (change?.authors === null) return { authors: null, marks: DecorationSet.empty }
            const marks = change?.marks ?? shown.marks.map(transaction.mapping, transaction.doc)
            return { authors: change?.authors ?? shown.authors, marks }
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
        view: (view) => {
          let due: number | undefined
          // The live text has a change of this page only after the editor has drawn it.
          const drawLater = () => {
            due ??= requestAnimationFrame(() => {
              due = undefined
              const known = KEY.getState(view.state)?.authors
              if (known) view.dispatch(view.state.tr.setMeta(KEY, { marks: marksOf(view, known) } satisfies Change))
            })
          }
          const marksOf = (of: EditorView, known: NonNullable<Authors>) =>
            DecorationSet.create(of.state.doc, decorationsOf(of, fragmentOf(doc, part, language), known))
          return {
            update(_, before) {
              const now = KEY.getState(view.state)
              if (!now?.authors) return
              const isNew = now.authors !== KEY.getState(before)?.authors
              if (isNew || !view.state.doc.eq(before.doc)) drawLater()
            },
            destroy: () => {
              if (due !== undefined) cancelAnimationFrame(due)
            },
          }
        },
      }),
    ],
  })

/** Paragraph by paragraph; one that the editor does not show as the live text has it waits for the next change. */
function decorationsOf({ state }: EditorView, fragment: Y.XmlFragment, known: NonNullable<Authors>): Decoration[] {
  const paragraphs = fragment.toArray()
  const marks: Decoration[] = []
  state.doc.forEach((node, offset, index) => {
    const paragraph = paragraphs[index]
    if (!(paragraph instanceof Y.XmlElement)) return
    const runs = wordsOf(paragraph).flatMap(writtenIn)
    if (runs.reduce((sum, { length }) => sum + length, 0) !== node.content.size) return
    const letters = new Set<string>()
    let at = offset + 1
    for (const { client, length } of runs) {
      const author = known.get(client)
      if (author) {
        letters.add(author.initials)
        marks.push(
          Decoration.inline(at, at + length, {
            class: 'kenes-written',
            style: `--person: ${personColour(author.account)}`,
            title: author.name,
          }),
        )
      }
      at += length
    }
    if (letters.size > 0)
      marks.push(Decoration.node(offset, offset + node.nodeSize, { 'data-authors': [...letters].join(' ') }))
  })
  return marks
}
