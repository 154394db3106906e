import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type FragmentName, fragmentName } from '../../shared/text/ydoc.ts'
import { MARKER_LENGTH } from './markers.ts'

/** Where everybody in the bench types. */
export const FRAGMENT: FragmentName = fragmentName('text', 'ru')

/** A paragraph and its run of words stand before the first letter. */
const HEAD_CLOCKS = 2

/** Where Yjs keeps what a struct is: a string, and what it names to its left. Source: Yjs update format v1. */
const STRING = 4
const HAS_LEFT = 0x80

/**
 * Somebody who types into a paragraph of their own, at its end. The first update is what Yjs makes; the later ones are written by
 * hand, byte for byte the same (`load.test.ts`), because a Y.Doc for each of a thousand clients would measure the generator.
 */
export class Hand {
  readonly client: number
  clock = 0

  constructor(client: number) {
    this.client = client
  }

  /** The update that adds these words, ASCII only, so that a letter is a byte is a clock. */
  types(words: string): Uint8Array {
    const update = updateFrom(this.client, this.clock, words)
    this.clock += (this.clock === 0 ? HEAD_CLOCKS : 0) + words.length
    return update
  }
}

/** The update that adds words of a client who has written so many clocks. */
export const updateFrom = (client: number, clock: number, words: string): Uint8Array =>
  clock === 0 ? firstWords(client, words) : moreWords(client, clock, words)

/** The clocks that so many markers take. */
export const clockOf = (keystrokes: number): number => (keystrokes === 0 ? 0 : HEAD_CLOCKS + keystrokes * MARKER_LENGTH)

/** The markers in so many clocks. */
export const keystrokesIn = (clock: number): number => Math.max(0, clock - HEAD_CLOCKS) / MARKER_LENGTH

function firstWords(client: number, words: string): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    doc.getXmlFragment(FRAGMENT).insert(0, [paragraph])
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

function moreWords(client: number, clock: number, words: string): Uint8Array {
  const encoder = encoding.createEncoder()
  // One client with one struct, which begins at `clock` and stands right of this client's last letter.
  for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, HAS_LEFT | STRING)
  for (const number of [client, clock - 1]) encoding.writeVarUint(encoder, number)
  encoding.writeVarString(encoder, words)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** A new Yjs client id, as Yjs chooses it. */
export const newClientId = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

/** The presence of somebody whose caret stands behind their last letter: what an editor sends after each keystroke, about 300 bytes. */
export function caretOf(hand: Hand, shownBefore: number): Uint8Array {
  const place = {
    type: { client: hand.client, clock: 1 },
    tname: null,
    item: { client: hand.client, clock: hand.clock - 1 },
    assoc: 0,
  }
  const user = { name: `Member ${hand.client}`, color: '#2f6f4f' }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, hand.client)
  encoding.writeVarUint(encoder, shownBefore + 1)
  encoding.writeVarString(encoder, JSON.stringify({ user, cursor: { anchor: place, head: place } }))
  return encoding.toUint8Array(encoder)
}

/** All words of the fragment everybody types into. */
export const wordsIn = (doc: Y.Doc): string => doc.getXmlFragment(FRAGMENT).toString()
