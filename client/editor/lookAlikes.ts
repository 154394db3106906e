import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Language } from '../../shared/language.ts'
import { type LookAlike, lookAlikesIn } from '../../shared/text/look-alikes.ts'

/** A word with a letter of another alphabet; `start`: where its paragraph's words begin in the editor's text. */
export type Found = LookAlike & { readonly start: number }

const KEY = new PluginKey<DecorationSet>('lookAlikes')

/** Paragraphs that are not written in stay the same: each is looked through once. */
const known: Record<Language, WeakMap<Node, readonly LookAlike[]>> = {
  kk: new WeakMap(),
  ru: new WeakMap(),
  en: new WeakMap(),
}

function inParagraph(paragraph: Node, language: Language): readonly LookAlike[] {
  const found = known[language].get(paragraph) ?? lookAlikesIn(paragraph.textContent, language)
  known[language].set(paragraph, found)
  return found
}

/** The words of a text in which a letter is not what it seems, in their order. Source: RULES.md LT101. */
export function findLookAlikes({ doc }: EditorState, language: Language): Found[] {
  const all: Found[] = []
  doc.forEach((paragraph, offset) => {
    for (const one of inParagraph(paragraph, language)) all.push({ ...one, start: offset + 1 })
  })
  return all
}

/** Puts the letters of such words right, each where it stands: the others keep their writers. */
export function putLettersRight(view: EditorView, words: readonly Found[]): void {
  const { state } = view
  const change = state.tr
  for (const { start, letters } of words)
    for (const { at, letter, own } of letters) {
      const from = start + at
      const to = from + letter.length
      // What the letter is may have changed since it was shown.
      if (state.doc.textBetween(from, to) !== letter) continue
      change.replaceWith(from, to, state.schema.text(own, state.doc.nodeAt(from)?.marks ?? []))
    }
  view.dispatch(change)
}

/** A quiet line under words in which a letter is not what it seems. */
export const lookAlikes = (language: Language) => {
  const lines = (state: EditorState) =>
    DecorationSet.create(
      state.doc,
      findLookAlikes(state, language).map(({ start, from, to }) =>
        Decoration.inline(start + from, start + to, { class: 'kenes-look-alike' }),
      ),
    )
  return Extension.create({
    name: 'lookAlikes',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: (_, state) => lines(state),
          apply: (transaction, shown, _, state) => (transaction.docChanged ? lines(state) : shown),
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ],
  })
}
