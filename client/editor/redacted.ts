import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { REDACTED_SIGN, stretchesOf } from '../../shared/text/redacted.ts'

/** What was redacted in a live text is told to who listens, not spelled sign by sign; `said` is the word for it. Source: RULES.md VE54. */
export const redacted = (said: () => string) =>
  Extension.create({
    name: 'redacted',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: new PluginKey('redacted'),
        state: {
          init: (_, { doc }) => barsIn(doc, said()),
          apply: (transaction, bars) => (transaction.docChanged ? barsIn(transaction.doc, said()) : bars),
        },
        props: {
          decorations(state) {
            return this.getState(state)
          },
        },
      }),
    ],
  })

function barsIn(doc: Node, said: string): DecorationSet {
  const bars: Decoration[] = []
  doc.descendants((node, at) => {
    if (!node.text?.includes(REDACTED_SIGN)) return
    let from = at
    for (const { words, isRedacted } of stretchesOf(node.text)) {
      const to = from + words.length
      if (isRedacted)
        bars.push(Decoration.inline(from, to, { role: 'img', 'aria-label': said, class: 'kenes-redacted' }))
      from = to
    }
  })
  return bars.length > 0 ? DecorationSet.create(doc, bars) : DecorationSet.empty
}
