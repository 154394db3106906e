import * as Y from 'yjs'
import { INFO, KIND, Reader } from './update.ts'

/** What was typed on so often is applied; until then it is only noted. */
const MOST_WAITING = 64

type Id = { readonly client: number; readonly clock: number }
/** Words of a client id behind those it wrote before, and what it says to stand behind them. */
export type Typed = Id & { readonly length: number; readonly right: Id | null }
/** Where the last words of a client id end, and what stands behind them. */
type End = { readonly clock: number; readonly right: Id | null }

/** Where the words of each client id end once some updates are noted. */
export type Ends = ReadonlyMap<number, End>

/**
 * Keystrokes that type on: each puts words right behind the last words of its client id, and names as its neighbours those that are its
 * neighbours. Such an update always applies, where it says, whatever else comes; so it is noted, and applied to the Y.Doc with many
 * others when somebody needs that. While something is noted nothing else may change the Y.Doc. Source: RULES.md LT107.
 */
export class TypedOn {
  readonly #doc: Y.Doc
  readonly #ends = new Map<number, End>()
  #waiting: Uint8Array[] = []

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** Where words end after these; null when one of them is not right behind the last of its client id. Nothing is noted yet. */
  after(typed: readonly Typed[]): Ends | null {
    const ends = new Map<number, End>()
    for (const { client, clock, length, right } of typed) {
      const end = ends.get(client) ?? this.#ends.get(client) ?? endOf(this.#doc, client)
      if (end?.clock !== clock || !isSame(end.right, right)) return null
      ends.set(client, { clock: clock + length, right })
    }
    return ends
  }

  /** Notes updates; `ends` is what `after` answered for them. */
  note(updates: readonly Uint8Array[], ends: Ends): void {
    this.#waiting.push(...updates)
    for (const [client, end] of ends) this.#ends.set(client, end)
    if (this.#waiting.length >= MOST_WAITING) this.apply()
  }

  /** Brings the Y.Doc to what is noted. */
  apply(): void {
    if (this.#waiting.length === 0) return
    this.#doc.transact(() => {
      for (const update of this.#waiting) Y.applyUpdate(this.#doc, update)
    })
    this.#waiting = []
    this.#ends.clear()
  }
}

/** What an update types on: one struct of words that follows the last clock of its client id, and no delete; null for every other. */
export function readTyped(bytes: Uint8Array): Typed | null {
  const reader = new Reader(bytes)
  if (reader.uint() !== 1 || reader.uint() !== 1) return null
  const client = reader.uint()
  const clock = reader.uint()
  const info = reader.byte()
  if ((info & ~INFO.hasRightOrigin) !== (INFO.hasOrigin | KIND.string)) return null
  if (reader.uint() !== client || reader.uint() !== clock - 1) return null
  const right = info & INFO.hasRightOrigin ? { client: reader.uint(), clock: reader.uint() } : null
  const length = reader.stringLength()
  if (length === 0 || reader.uint() !== 0 || reader.at !== bytes.length) return null
  return { client, clock, length, right }
}

/** Null where the last that a client id wrote are no words, or words that are deleted. */
function endOf({ store }: Y.Doc, client: number): End | null {
  const last = store.clients.get(client)?.at(-1)
  if (!(last instanceof Y.Item) || last.deleted || last.parentSub !== null) return null
  if (!(last.content instanceof Y.ContentString) || !(last.parent instanceof Y.XmlText)) return null
  return { clock: last.id.clock + last.length, right: last.right?.id ?? null }
}

const isSame = (one: Id | null, other: Id | null): boolean =>
  one === null || other === null ? one === other : one.client === other.client && one.clock === other.clock
