import type { JSONContent } from '@tiptap/core'
import type { Language } from '../../shared/language.ts'
import type { Entry, Piece } from '../../shared/minutes/model.ts'
import type { MinutesEntry, Wordable } from './data.ts'

/** An entry as the rule of its wording looks at it: the very one that decides on the server. */
export const entryOf = ({ id }: MinutesEntry, { facts, kept }: Wordable): Entry => ({
  id,
  kind: 'paragraph',
  at: 0,
  point: null,
  facts: Object.fromEntries(facts.map(({ name, words }) => [name, words])),
  sentence: {
    kk: kept.kk.map((fact) => ({ fact })),
    ru: kept.ru.map((fact) => ({ fact })),
    en: kept.en.map((fact) => ({ fact })),
  },
})

/** An entry's words as an editor has them: one paragraph in which facts are single pieces. */
export const docOf = ({ said }: MinutesEntry, language: Language): JSONContent => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: said[language].flatMap(({ words, fact }): JSONContent[] => {
        if (fact !== null) return [{ type: 'fact', attrs: { name: fact, words } }]
        return words === '' ? [] : [{ type: 'text', text: words }]
      }),
    },
  ],
})

/** What stands in the editor, piece by piece. */
export const piecesIn = (doc: JSONContent): Piece[] =>
  (doc.content ?? []).flatMap(({ content = [] }) =>
    content.map(
      (node): Piece => (node.type === 'fact' ? { fact: String(node.attrs?.name) } : { words: node.text ?? '' }),
    ),
  )
