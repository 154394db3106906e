import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import type { PassageMark, Passages } from './passages.ts'

type MarksIn = Passages['marksIn']
type Shown = { readonly marksIn: MarksIn; readonly marks: DecorationSet }
type Change = { readonly marksIn?: MarksIn; readonly marks?: DecorationSet }

const KEY = new PluginKey<Shown>('passages')

/** Says which passages are marked from now on; null: none. */
export const showPassages = (view: EditorView, marksIn: MarksIn): void =>
  view.dispatch(view.state.tr.setMeta(KEY, { marksIn } satisfies Change))

/** Passages marked in an editor: a look at the text, never a part of it. Source: RULES.md CM10. */
export const passages = (doc: Y.Doc, part: Part, language: Language) =>
  Extension.create({
    name: 'passages',
    addProseMirrorPlugins: () => [
      new Plugin<Shown>({
        key: KEY,
        state: {
          init: () => ({ marksIn: null, marks: DecorationSet.empty }),
          apply(transaction, shown) {
            const change = transaction.getMeta(KEY) as Change | undefined
            if (change?.marksIn === null) return { marksIn: null, marks: DecorationSet.empty }
            const marks = change?.marks ?? shown.marks.map(transaction.mapping, transaction.doc)
            return { marksIn: change?.marksIn ?? shown.marksIn, marks }
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.marks },
        view: (view) => {
          let due: number | undefined
          const draw = () => {
            due = undefined
            const marksIn = KEY.getState(view.state)?.marksIn
            if (!marksIn) return
            const found = marksIn({ part, language, fragment: fragmentOf(doc, part, language) })
            const marks = DecorationSet.create(view.state.doc, drawn(view.state.doc, found))
            view.dispatch(view.state.tr.setMeta(KEY, { marks } satisfies Change))
          }
          return {
            update(_, before) {
              const now = KEY.getState(view.state)
              if (!now?.marksIn) return
              const isNew = now.marksIn !== KEY.getState(before)?.marksIn
              // The live text has a change of this page only after the editor has drawn it.
              if (isNew || !view.state.doc.eq(before.doc)) due ??= requestAnimationFrame(draw)
            },
            destroy: () => {
              if (due !== undefined) cancelAnimationFrame(due)
            },
          }
        },
      }),
    ],
  })

/** Marks paragraph by paragraph. One that ends behind the words on the page waits for the next change. */
function drawn(doc: Node, marks: readonly PassageMark[]): Decoration[] {
  const found: Decoration[] = []
  let before = 0
  doc.forEach((paragraph, offset) => {
    const length = paragraph.content.size
    for (const { id, from, to, changed, active } of marks) {
      const start = Math.max(0, from - before)
      const end = Math.min(length, to - before)
      if (start < end)
        found.push(
          Decoration.inline(offset + 1 + start, offset + 1 + end, {
            nodeName: 'mark',
            class: 'kenes-passage',
            'data-thread': id,
            ...(changed ? { 'data-changed': '' } : {}),
            ...(active ? { 'data-active': '' } : {}),
          }),
        )
    }
    before += length + 1
  })
  return found
}
