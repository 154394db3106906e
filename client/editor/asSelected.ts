import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** Keys that do something with what is selected, other than to type in its place, which the browser does. */
const ACTING: ReadonlySet<string> = new Set(['Backspace', 'Delete', 'Enter', 'Tab'])

/**
 * Keys act on what is selected when they are pressed. A browser tells of a selection only after the keys that made it, and on a busy
 * machine after the key that follows them, for which the editor would take what it was told of before. Source: RULES.md LT106.
 */
export const asSelected = Extension.create({
  name: 'asSelected',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('asSelected'),
      props: {
        handleDOMEvents: {
          keydown({ composing, dom }, { ctrlKey, metaKey, altKey, key }) {
            const acts = ctrlKey || metaKey || altKey || ACTING.has(key)
            // What the browser says later, said now: the editor then reads what is selected.
            if (acts && !composing) dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
            return false
          },
        },
      },
    }),
  ],
})
