import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fits } from '../../server/live/fits.ts'
import { standingOf } from '../../server/live/known.ts'
import { hasPending } from '../../server/live/log-rows.ts'
import { placed } from '../../server/live/placed.ts'
import { readTyped, TypedOn } from '../../server/live/typed-on.ts'
import { readUpdate } from '../../server/live/update.ts'
import { emptyText, seedUpdate } from '../../shared/text/ydoc.ts'
import { partsOf } from './host.ts'
import { Random, seedOfRun } from './random.ts'

const SEED = seedUpdate(partsOf('Мосты чинить до зимы. 🙂 Көпірлерді жөндеу.'), 5)

/** A text from its seed on, which notes what types on and applies all else, as the log's thread does. */
class Noting {
  readonly #doc = emptyText()
  readonly #typedOn = new TypedOn(this.#doc)

  constructor() {
    Y.applyUpdate(this.#doc, SEED)
  }

  get doc(): Y.Doc {
    this.#typedOn.apply()
    return this.#doc
  }

  typesOn(update: Uint8Array): boolean {
    const typed = readTyped(update)
    return typed !== null && this.#typedOn.after([typed]) !== null
  }

  take(update: Uint8Array): 'noted' | 'applied' {
    const typed = readTyped(update)
    const ends = typed && this.#typedOn.after([typed])
    if (ends) this.#typedOn.note([update], ends)
    else Y.applyUpdate(this.doc, update)
    return ends ? 'noted' : 'applied'
  }
}

/** Whether the whole way takes an update as it is: nothing of it known, nothing missing, everything in its place. */
function takesWhole(doc: Y.Doc, update: Uint8Array): boolean {
  const shape = readUpdate(update)
  if (standingOf(doc, shape) !== 'whole') return false
  const clients = new Set(shape.sections.map(({ client }) => client))
  const touched = doc.transact((transaction) => {
    Y.applyUpdate(doc, update)
    return transaction
  })
  return !hasPending(doc) && fits(touched) && placed(touched, [update], clients)
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = emptyText()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Somebody who writes in the English text and has read what the server had at some time. */
class Member {
  readonly doc = emptyText()
  readonly #made: Uint8Array[] = []
  #paragraph = 0
  #caret = 3

  constructor(client: number) {
    Y.applyUpdate(this.doc, SEED)
    this.doc.clientID = client
    this.doc.on('update', (update: Uint8Array, _origin, _doc, { local }) => void (local && this.#made.push(update)))
  }

  reads(text: Y.Doc): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(text, Y.encodeStateVector(this.doc)))
  }

  /** One step of somebody who mostly types on. */
  writes(chance: Random): Uint8Array[] {
    const root = this.doc.getXmlFragment('text:en')
    const element = root.get(this.#paragraph % root.length)
    const words = element instanceof Y.XmlElement ? element.get(0) : undefined
    if (!(element instanceof Y.XmlElement) || !(words instanceof Y.XmlText)) return this.#goesTo(chance)
    this.#caret = Math.min(this.#caret, words.length)
    const what = chance.int(20)
    if (what < 13) {
      const typed = chance.pick(['x', 'ж', 'қ', '🙂', 'слово ', '👩‍👩‍👧', '\n'])
      words.insert(this.#caret, typed)
      this.#caret += typed.length
    } else if (what < 15 && this.#caret > 0) {
      this.#caret -= 1
      words.delete(this.#caret, 1)
    } else if (what === 15) words.format(0, Math.min(4, words.length), { bold: chance.chance(0.5) ? {} : null })
    else if (what === 16) root.insert(chance.int(root.length + 1), [paragraphOf('новое')])
    else if (what === 17 && root.length > 1) root.delete(chance.int(root.length), 1)
    else if (what === 18) element.setAttribute('level', chance.int(3) as unknown as string)
    else return this.#goesTo(chance)
    return this.#made.splice(0)
  }

  #goesTo(chance: Random): Uint8Array[] {
    this.#paragraph = chance.int(5)
    this.#caret = chance.int(20)
    return this.#made.splice(0)
  }
}

function paragraphOf(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  return paragraph
}

/** The bytes of an update with one of them, or one number near its beginning, made another. */
function damaged(update: Uint8Array, chance: Random): Uint8Array {
  const bytes = update.slice()
  const at = chance.int(chance.chance(0.5) ? Math.min(bytes.length, 24) : bytes.length)
  bytes[at] = chance.chance(0.5) ? (bytes[at] ?? 0) ^ (1 << chance.int(8)) : (bytes[at] ?? 0) + chance.pick([1, -1])
  return bytes
}

/** Whether both ways take an update, and to the same bytes; null where neither the frame nor the update could be read at all. */
function bothTake(noting: Noting, plain: Y.Doc, update: Uint8Array): boolean | null {
  try {
    readUpdate(update)
  } catch {
    return null
  }
  if (!noting.typesOn(update)) return null
  return takesWhole(copyOf(plain), update)
}

function trace(seed: number): { noted: number; applied: number; forged: number } {
  const chance = new Random(seed)
  const noting = new Noting()
  const plain = emptyText()
  Y.applyUpdate(plain, SEED)
  const members = [11, 4_000_000_000, 77, 300].map((client) => new Member(client))
  const counts = { noted: 0, applied: 0, forged: 0 }
  for (let step = 0; step < 150; step += 1) {
    const member = chance.pick(members)
    for (const update of member.writes(chance)) {
      const forged = bothTake(noting, plain, damaged(update, chance))
      if (forged !== null) {
        expect(forged, `seed ${seed} step ${step}: a damaged update is noted that the whole way refuses`).toBe(true)
        counts.forged += 1
      }
      const how = noting.take(update)
      counts[how] += 1
      if (how === 'noted')
        expect(takesWhole(plain, update), `seed ${seed} step ${step}: noted, and refused on the whole way`).toBe(true)
      else Y.applyUpdate(plain, update)
    }
    if (chance.chance(0.2)) member.reads(noting.doc)
  }
  expect(hasPending(noting.doc)).toBe(false)
  expect(Y.encodeStateAsUpdate(noting.doc), `seed ${seed}`).toEqual(Y.encodeStateAsUpdate(plain))
  return counts
}

describe('words that type on', () => {
  test('[LT107] what is noted and applied later gives the bytes of what is applied at once, and is never what the whole way refuses', () => {
    const first = seedOfRun()
    const all = { noted: 0, applied: 0, forged: 0 }
    for (let run = 0; run < 60; run += 1) {
      const { noted, applied, forged } = trace(first + run)
      all.noted += noted
      all.applied += applied
      all.forged += forged
    }
    expect(all.noted).toBeGreaterThan(500)
    expect(all.applied).toBeGreaterThan(500)
    expect(all.forged).toBeGreaterThan(20)
  })

  describe('of one who types', () => {
    const words = (doc: Y.Doc): Y.XmlText => {
      const element = doc.getXmlFragment('text:en').get(0)
      const text = element instanceof Y.XmlElement ? element.get(0) : undefined
      if (!(text instanceof Y.XmlText)) throw new Error('no words')
      return text
    }
    /** A text in which 11 has typed two letters after the fifth, and what it would write next. */
    const typing = () => {
      const noting = new Noting()
      const member = emptyText()
      Y.applyUpdate(member, SEED)
      member.clientID = 11
      const made: Uint8Array[] = []
      member.on('update', (update: Uint8Array) => void made.push(update))
      const writes = (write: (text: Y.XmlText) => void): Uint8Array => {
        write(words(member))
        return made.at(-1) ?? new Uint8Array()
      }
      expect(noting.take(writes((text) => text.insert(5, 'a')))).toBe('applied')
      expect(noting.take(writes((text) => text.insert(6, 'b')))).toBe('noted')
      return { noting, member, writes }
    }

    test('[LT107] is noted whatever stands behind it, and what came before is not noted again', () => {
      const { noting, writes } = typing()
      const next = writes((text) => text.insert(7, 'c'))
      expect(noting.take(next)).toBe('noted')
      expect(noting.typesOn(next)).toBe(false)
      expect(noting.typesOn(writes((text) => text.insert(8, 'd')))).toBe(true)
      expect(words(noting.doc).toString()).toContain('abc')
    })

    test('[LT107] is applied where a letter is missing before it, where it stands elsewhere, and where it deletes', () => {
      const { noting, writes } = typing()
      const missing = writes((text) => text.insert(7, 'c'))
      expect(noting.typesOn(writes((text) => text.insert(8, 'd')))).toBe(false)
      expect(noting.take(missing)).toBe('noted')
      expect(noting.typesOn(writes((text) => text.insert(2, 'e')))).toBe(false)
      expect(noting.typesOn(writes((text) => text.delete(0, 1)))).toBe(false)
    })

    test('[LT107] is applied once its last letter is deleted by another, or another has written right behind it', () => {
      for (const what of ['delete', 'insert'] as const) {
        const { noting, writes } = typing()
        const other = copyOf(noting.doc)
        other.clientID = 12
        let theirs = new Uint8Array()
        other.on('update', (update: Uint8Array) => {
          theirs = update.slice()
        })
        if (what === 'delete') words(other).delete(6, 1)
        else words(other).insert(7, 'z')
        expect(noting.take(theirs)).toBe('applied')
        const next = writes((text) => text.insert(7, 'c'))
        expect(noting.take(next), what).toBe('applied')
        expect(hasPending(noting.doc)).toBe(false)
      }
    })
  })
})
