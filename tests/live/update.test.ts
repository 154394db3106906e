import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MalformedUpdate, OversizedUpdate, readUpdate } from '../../server/live/update.ts'
import { seedUpdate } from '../../shared/text/ydoc.ts'
import { partsOf } from './host.ts'
import { typeInto } from './people.ts'

/** Updates as editors make them: typing, deleting, marks, levels, splitting, by several people, merged and single. */
function editorUpdates(choices: readonly number[]): Uint8Array[] {
  const docs = [11, 4_000_000_000, 77].map((id) => {
    const doc = new Y.Doc()
    doc.clientID = id
    Y.applyUpdate(doc, seedUpdate(partsOf('Қазақстан бойынша көпірлер 🙂 жөнделсін.'), 5))
    return doc
  })
  const made: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (update: Uint8Array) => void made.push(update))
  choices.forEach((choice, index) => {
    const doc = docs[choice % docs.length] ?? new Y.Doc()
    const root = doc.getXmlFragment('text:en')
    const paragraph = root.get(index % root.length)
    if (choice % 7 === 0) root.insert(root.length, [new Y.XmlElement('paragraph')])
    if (choice % 7 === 1 && root.length > 2) root.delete(1, 1)
    if (choice % 7 === 2 && paragraph instanceof Y.XmlElement)
      paragraph.setAttribute('level', (choice % 4) as unknown as string)
    if (choice % 7 === 3) typeInto(doc, `слово${choice} 👩‍👩‍👧`)
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined
    if (words instanceof Y.XmlText && words.length > 4) {
      if (choice % 7 === 4) words.format(1, 2, { bold: {} })
      if (choice % 7 === 5) words.delete(choice % 3, 2)
      if (choice % 7 === 6) words.format(0, 3, { link: { href: 'https://example.org/' } })
    }
    if (index % 5 === 4) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  })
  for (const doc of docs) made.push(Y.encodeStateAsUpdate(doc))
  return made
}

const isRefusal = (fault: unknown): boolean =>
  fault instanceof MalformedUpdate || fault instanceof OversizedUpdate || fault instanceof SyntaxError

describe('reading an update', () => {
  test('[LT2] says of every update an editor makes what Yjs says of it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { maxLength: 40 }), (choices) => {
        for (const update of editorUpdates(choices)) {
          const shape = readUpdate(update)
          const theirs = Y.decodeUpdate(update)
          const ends = new Map<number, [number, number]>()
          for (const { id, length } of theirs.structs) {
            ends.set(id.client, [ends.get(id.client)?.[0] ?? id.clock, id.clock + length])
          }
          expect(new Map(shape.sections.map(({ client, start, end }) => [client, [start, end]]))).toEqual(ends)
          const refs = theirs.structs.flatMap((struct) =>
            struct instanceof Y.Item
              ? [struct.origin, struct.rightOrigin, struct.parent].filter((id) => id instanceof Y.ID)
              : [],
          )
          expect(shape.refs).toEqual(refs.flatMap((id) => [id.client, id.clock]))
          const deletes = [...theirs.ds.clients].flatMap(([client, ranges]) =>
            ranges.flatMap(({ clock, len }) => [client, clock, len]),
          )
          expect(shape.deletes).toEqual(deletes)
        }
      }),
      { seed: 2025, numRuns: 60 },
    )
  })

  test('[LT2] damaged bytes are refused or still say the same as Yjs reads', () => {
    const updates = editorUpdates([0, 3, 9, 4, 11, 6, 2, 5, 13, 25, 40, 33])
    fc.assert(
      fc.property(fc.nat(updates.length - 1), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, at, flip) => {
        const bytes = (updates[which] ?? new Uint8Array()).slice()
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip
        let shape: ReturnType<typeof readUpdate>
        try {
          shape = readUpdate(bytes)
        } catch (fault) {
          expect(isRefusal(fault)).toBe(true)
          return
        }
        const sum = Y.decodeUpdate(bytes).structs.reduce((clocks, struct) => clocks + struct.length, 0)
        expect(shape.sections.reduce((clocks, { start, end }) => clocks + end - start, 0)).toBe(sum)
      }),
      { seed: 7, numRuns: 4_000 },
    )
  })

  test('[LT10] more than 64 client ids, a million clocks or 64 levels in one update are refused before anything is applied', () => {
    const crowd = Array.from({ length: 65 }, (_, id) => {
      const doc = new Y.Doc()
      doc.clientID = id + 1
      typeInto(doc, 'x')
      return Y.encodeStateAsUpdate(doc)
    })
    expect(() => readUpdate(Y.mergeUpdates(crowd))).toThrow(OversizedUpdate)
    expect(() => readUpdate(Y.mergeUpdates(crowd.slice(1)))).not.toThrow()
    const long = new Y.Doc()
    typeInto(long, 'x'.repeat(1_000_000))
    expect(() => readUpdate(Y.encodeStateAsUpdate(long))).toThrow(OversizedUpdate)
    const deep = new Y.Doc()
    let inner: Y.XmlFragment = deep.getXmlFragment('text:en')
    for (let level = 0; level < 70; level += 1) {
      const next = new Y.XmlElement('paragraph')
      inner.insert(0, [next])
      inner = next
    }
    expect(() => readUpdate(Y.encodeStateAsUpdate(deep))).toThrow(OversizedUpdate)
  })

  test('[LT10] delete ranges that overlap, and a client id twice among them, are refused', () => {
    const deletes = (...clients: [client: number, ...ranges: [clock: number, length: number][]][]) =>
      new Uint8Array([
        0,
        clients.length,
        ...clients.flatMap(([id, ...ranges]) => [id, ranges.length, ...ranges.flat()]),
      ])
    expect(readUpdate(deletes([5, [0, 2], [2, 1], [7, 1]], [6, [0, 1]])).deletes).toHaveLength(12)
    for (const update of [
      deletes([5, [0, 9], [0, 9]]),
      deletes([5, [4, 2], [1, 1]]),
      deletes([5, [0, 1]], [5, [1, 1]]),
    ])
      expect(() => readUpdate(update)).toThrow(MalformedUpdate)
  })

  test('[LT30] another root, another node, another mark or another kind of content is refused', () => {
    const made = (write: (doc: Y.Doc) => void): Uint8Array => {
      const doc = new Y.Doc()
      write(doc)
      return Y.encodeStateAsUpdate(doc)
    }
    const words = (doc: Y.Doc, attributes: Record<string, unknown>) => {
      typeInto(doc, 'bridge')
      const paragraph = doc.getXmlFragment('text:en').get(0)
      if (paragraph instanceof Y.XmlElement) (paragraph.get(0) as Y.XmlText).format(0, 3, attributes)
    }
    const foreign = [
      made((doc) => doc.getXmlFragment('minutes').insert(0, [new Y.XmlElement('paragraph')])),
      made((doc) => doc.getXmlFragment('text:en').insert(0, [new Y.XmlElement('script')])),
      made((doc) => doc.getMap('text:en').set('a', 1)),
      made((doc) => doc.getArray('text:en').insert(0, [{ a: 1 }])),
      made((doc) => words(doc, { underline: {} })),
      made((doc) => doc.getText('text:en').insertEmbed(0, { image: 'x' })),
    ]
    for (const update of foreign) expect(() => readUpdate(update)).toThrow(MalformedUpdate)
    expect(() => readUpdate(made((doc) => words(doc, { bold: {} })))).not.toThrow()
  })
})
