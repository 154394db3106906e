import * as Y from 'yjs'

/**
 * Whether every item a transaction added stands between the two it names, in one list and in that order, and knows what those
 * two know. Yjs makes no other and takes any: where another comes to stand depends on the order in which a Y.Doc got its items,
 * so that those who load the text read other words than those who saw it written. `updates` are what it applied.
 * Costs nothing where both are still its neighbours, which is how it nearly always is. Source: RULES.md LT90.
 */
export function placed(transaction: Y.Transaction, updates: readonly Uint8Array[]): boolean {
  const { store } = transaction.doc
  let isSomeGone = false
  for (const [client, end] of transaction.afterState) {
    const start = transaction.beforeState.get(client) ?? 0
    if (end === start) continue
    const structs = store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, start); i < structs.length; i += 1) {
      const struct = structs[i]
      // What was joined to an older item continues it, and stands where that one does.
      if (!(struct instanceof Y.Item)) isSomeGone = true
      else if (struct.id.clock >= start && !isPlaced(struct)) return false
    }
  }
  return !isSomeGone || updates.every((update) => goneWithTheirNeighbours(store, update))
}

/** A paragraph that is deleted is forgotten with all that is written in it, on both sides of it or on neither. */
function goneWithTheirNeighbours(store: Y.Doc['store'], update: Uint8Array): boolean {
  const isGone = ({ client, clock }: Y.ID): boolean => {
    const structs = store.clients.get(client) ?? []
    return !(structs[Y.findIndexSS(structs, clock)] instanceof Y.Item)
  }
  return Y.decodeUpdate(update).structs.every((struct) => {
    if (!(struct instanceof Y.Item) || !struct.origin || !struct.rightOrigin || !isGone(struct.id)) return true
    return isGone(struct.origin) && isGone(struct.rightOrigin)
  })
}

function isPlaced(item: Y.Item): boolean {
  const { left, right, origin, rightOrigin } = item
  if (item.parentSub !== null) return rightOrigin === null && (origin === null || find(left, origin, toLeft) !== null)
  if (isLastOf(left, origin) && isFirstOf(right, rightOrigin)) return true
  const before = origin && find(left, origin, toLeft)
  const after = rightOrigin && find(right, rightOrigin, toRight)
  if ((origin && !before) || (rightOrigin && !after)) return false
  return !knowsWhatStandsBetween(item, before, after)
}

/**
 * Whoever knows an item knows its two neighbours of then. If one of them stands between the two that a new item names, its
 * author knew of more than it says.
 */
function knowsWhatStandsBetween(item: Y.Item, before: Y.Item | null, after: Y.Item | null): boolean {
  const { origin, rightOrigin } = item
  const isBetween = (id: Y.ID): boolean => {
    if (before && origin && holds(before, id)) return id.clock > origin.clock
    for (let other = before ? before.right : item; other !== null && other !== after; other = other.right) {
      if (holds(other, id)) return true
    }
    if (before) return false
    return find(item.left, id, toLeft) !== null
  }
  if (after && rightOrigin) {
    if (after.id.clock < rightOrigin.clock) return true
    if (after.origin && isBetween(after.origin)) return true
  }
  return before?.rightOrigin != null && isBetween(before.rightOrigin)
}

const toLeft = (item: Y.Item): Y.Item | null => item.left
const toRight = (item: Y.Item): Y.Item | null => item.right

const holds = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length

const isLastOf = (item: Y.Item | null, id: Y.ID | null): boolean =>
  item === null || id === null
    ? item === id
    : item.id.client === id.client && item.id.clock + item.length === id.clock + 1

const isFirstOf = (item: Y.Item | null, id: Y.ID | null): boolean =>
  item === null || id === null ? item === id : item.id.client === id.client && item.id.clock === id.clock

/** The item of an id, going on in one direction; null when one does not come to it. */
function find(from: Y.Item | null, id: Y.ID, next: (item: Y.Item) => Y.Item | null): Y.Item | null {
  for (let item = from; item !== null; item = next(item)) if (holds(item, id)) return item
  return null
}
