import * as Y from 'yjs'
import { continues } from '../../shared/live/room.ts'
import type { Sitting } from './sitting.ts'

/**
 * Brings a page's own unsent words along into a text whose store was restored: the ids of everything up to them are the same, so that they fit
 * behind it as after any restart. Not when the server lacks words of others as well: under this page's name those would be forged, and own
 * ones may stand on them; then all of it goes to the tray. Answers whether it did. Source: RULES.md LT104.
 */
export function bringAlong(
  previous: Pick<Sitting, 'doc' | 'epoch'>,
  next: Pick<Sitting, 'doc' | 'epoch' | 'mayHaveWritten'>,
): boolean {
  const { doc, epoch } = previous
  if (epoch === null || next.epoch === null || !continues(next.epoch, epoch) || !next.mayHaveWritten) return false
  const known = Y.decodeStateVector(Y.encodeStateVector(next.doc))
  const here = Y.decodeStateVector(Y.encodeStateVector(doc))
  const isOthers = [...here].some(([client, clock]) => client !== doc.clientID && clock > (known.get(client) ?? 0))
  if (isOthers) return false
  Y.applyUpdate(next.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(next.doc)))
  return true
}
