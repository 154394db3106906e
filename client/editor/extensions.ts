import { type AnyExtension, type Attributes, Extension, Mark, Node } from '@tiptap/core'
import Collaboration from '@tiptap/extension-collaboration'
import type { AttributeSpec, MarkSpec, NodeSpec } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { MAX_LEVEL, textSchema } from '../../shared/text/schema.ts'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import type { PacedAwareness } from '../live/presence.ts'
import { asSelected } from './asSelected.ts'
import { authors } from './authors.ts'
import { carets } from './carets.ts'
import { lookAlikes } from './lookAlikes.ts'
import { passages } from './marked.ts'
import { redacted } from './redacted.ts'
import { underlined } from './underlined.ts'

/** Attributes are drawn and read by the shared schema itself, never by Tiptap. */
const attributesOf = (attrs: Record<string, AttributeSpec> | undefined): Attributes =>
  Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, spec]) => [
      name,
      {
        rendered: false,
        isRequired: !('default' in spec),
        default: spec.default,
        validate: spec.validate,
        keepOnSplit: true,
      },
    ]),
  )

const nodeFrom = (name: string, spec: NodeSpec) =>
  Node.create({
    name,
    topNode: name === 'doc',
    ...(spec.content === undefined ? {} : { content: spec.content }),
    ...(spec.group === undefined ? {} : { group: spec.group }),
    addAttributes: () => attributesOf(spec.attrs),
    extendNodeSchema: (extension) => (extension.name === name ? spec : {}),
  })

const SHORTCUTS: Readonly<Record<string, string>> = { bold: 'Mod-b', italic: 'Mod-i' }

const markFrom = (name: string, spec: MarkSpec) =>
  Mark.create({
    name,
    ...(spec.inclusive === undefined ? {} : { inclusive: spec.inclusive }),
    addAttributes: () => attributesOf(spec.attrs),
    extendMarkSchema: (extension) => (extension.name === name ? spec : {}),
    addKeyboardShortcuts() {
      const keys = SHORTCUTS[name]
      return keys ? { [keys]: () => this.editor.commands.toggleMark(name) } : {}
    },
  })

const specsOf = <Spec>(specs: { forEach(each: (name: string, spec: Spec) => void): void }): [string, Spec][] => {
  const found: [string, Spec][] = []
  specs.forEach((name, spec) => {
    found.push([name, spec])
  })
  return found
}

/** Tiptap's nodes and marks, made from the shared schema and from nothing else: the two cannot differ. Source: RULES.md LT9. */
export const schemaExtensions: readonly AnyExtension[] = [
  ...specsOf<NodeSpec>(textSchema.spec.nodes).map(([name, spec]) => nodeFrom(name, spec)),
  ...specsOf<MarkSpec>(textSchema.spec.marks).map(([name, spec]) => markFrom(name, spec)),
]

/** Sub-points: Ctrl-] deeper, Ctrl-[ or Backspace at the beginning back. Tab is left alone, so that it leaves the editor. */
const levels = Extension.create({
  name: 'levels',
  addKeyboardShortcuts() {
    const change = (by: number) => () => {
      const level = levelAt(this.editor.state.selection.$from.parent.attrs) + by
      if (level < 0 || level > MAX_LEVEL) return true
      return this.editor.commands.updateAttributes('paragraph', { level })
    }
    return {
      'Mod-]': change(1),
      'Mod-[': change(-1),
      Backspace: () => {
        const { empty, $from } = this.editor.state.selection
        return empty && $from.parentOffset === 0 && levelAt($from.parent.attrs) > 0 && change(-1)()
      },
    }
  },
})

/** The level of a paragraph's attributes. */
export const levelAt = (attrs: Readonly<Record<string, unknown>>): number =>
  typeof attrs.level === 'number' ? attrs.level : 0

/** A title is one paragraph: Enter goes on to the text. */
const oneLine = (onEnter: () => void) =>
  Extension.create({
    name: 'oneLine',
    addKeyboardShortcuts: () => ({
      Enter: () => {
        onEnter()
        return true
      },
      'Shift-Enter': () => true,
    }),
  })

type Place = {
  readonly doc: Y.Doc
  readonly awareness: PacedAwareness
  readonly part: Part
  readonly language: Language
  /** What a redacted passage is called. */
  readonly redactedSaid: () => string
  readonly onEnterInTitle: () => void
}

/** Everything an editor of one part in one language is made of. Undo takes back one's own changes only. */
export const editorExtensions = ({
  doc,
  awareness,
  part,
  language,
  redactedSaid,
  onEnterInTitle,
}: Place): AnyExtension[] => [
  ...schemaExtensions,
  Collaboration.configure({ fragment: fragmentOf(doc, part, language) }),
  carets(awareness),
  authors(doc, part, language),
  lookAlikes(language),
  passages(doc, part, language),
  redacted(redactedSaid),
  underlined,
  asSelected,
  part === 'title' ? oneLine(onEnterInTitle) : levels,
]
