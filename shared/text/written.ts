import * as Y from 'yjs'

/** Letters that stand beside each other and were typed under one Yjs client id. */
export type Written = { readonly client: number; readonly length: number }

/** The letters of one paragraph's words in their order, cut where another client id begins. */
export function writtenIn(words: Y.XmlText): Written[] {
  const runs: Written[] = []
  for (let item = words._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString)
      runs.push({ client: item.id.client, length: item.length })
  return runs
}

/** The words of a paragraph; it may hold several pieces, or none. */
export const wordsOf = (paragraph: Y.XmlElement): Y.XmlText[] =>
  paragraph.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText)
