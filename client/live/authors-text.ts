import * as Y from 'yjs'
import type { Block, Parts } from '../../shared/text/canonical.ts'
import { copyOf, fragmentOf, readParts } from '../../shared/text/ydoc.ts'
import type { Lacking } from './lacking.ts'

type Place = Pick<Lacking, 'part' | 'language'>

/**
 * What the parts would say with an author's words in them: the server's text with all that stands on the device alone. Null where a
 * text begun from other ids shares nothing with the device's: put together, it would say everything twice. Source: RULES.md AM35.
 */
export function authorsText(device: Y.Doc, server: Y.Doc): (place: Place) => readonly Block[] | null {
  const both = copyOf(Y.encodeStateAsUpdate(server))
  Y.applyUpdate(both, Y.encodeStateAsUpdate(device))
  const parts = partsOf(both)
  both.destroy()
  return ({ part, language }) =>
    parts && isAkin(fragmentOf(device, part, language), server) ? parts[part][language] : null
}

function partsOf(doc: Y.Doc): Parts | null {
  try {
    return readParts(doc)
  } catch {
    // Words that do not fit the schema were refused for it: they stay in the tray as words.
    return null
  }
}

/** Whether the server knows, by its id, anything of a fragment; one that is empty is akin to all. */
function isAkin(fragment: Y.XmlFragment, server: Y.Doc): boolean {
  const known = Y.decodeStateVector(Y.encodeStateVector(server))
  let isEmpty = true
  for (let item = fragment._start; item !== null; item = item.right) {
    if (item.id.clock < (known.get(item.id.client) ?? 0)) return true
    isEmpty = false
  }
  return isEmpty
}
