import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { createContext, useContext } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'

/** A stretch of a part, in letters of its plain words. */
export type Stretch = { readonly from: number; readonly to: number }

/** What is underlined in one language of the text on the page, and what is said of it to who asks. */
export type Underlined = {
  readonly language: Language
  readonly parts: ReadonlyMap<Part, readonly Stretch[]>
  readonly title: string
}

export const UnderlinedContext = createContext<Underlined | null>(null)

const NOTHING: readonly Stretch[] = []

/** What is underlined in one part. */
export function useUnderlined(part: Part, language: Language): { stretches: readonly Stretch[]; title: string } {
  const underlined = useContext(UnderlinedContext)
  const isHere = underlined?.language === language
  return { stretches: (isHere && underlined.parts.get(part)) || NOTHING, title: underlined?.title ?? '' }
}

const KEY = new PluginKey<DecorationSet>('underlined')

/** Underlines stretches from now on, instead of those before. */
export const showUnderlined = (view: EditorView, stretches: readonly Stretch[], title: string): void => {
  const isBare = KEY.getState(view.state) === DecorationSet.empty
  if (stretches.length === 0 && isBare) return
  view.dispatch(
    view.state.tr.setMeta(KEY, DecorationSet.create(view.state.doc, drawn(view.state.doc, stretches, title))),
  )
}

/** Stretches underlined in an editor: a look at the text, never a part of it; they go with the words until they are looked for anew. */
export const underlined = Extension.create({
  name: 'underlined',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: KEY,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, shown) =>
          (transaction.getMeta(KEY) as DecorationSet | undefined) ?? shown.map(transaction.mapping, transaction.doc),
      },
      props: { decorations: (state) => KEY.getState(state) },
    }),
  ],
})

function drawn(doc: Node, stretches: readonly Stretch[], title: string): Decoration[] {
  const found: Decoration[] = []
  let before = 0
  doc.forEach((paragraph, offset) => {
    const length = paragraph.content.size
    for (const { from, to } of stretches) {
      const start = Math.max(0, from - before)
      const end = Math.min(length, to - before)
      if (start < end)
        found.push(Decoration.inline(offset + 1 + start, offset + 1 + end, { class: 'kenes-underlined', title }))
    }
    before += length + 1
  })
  return found
}
