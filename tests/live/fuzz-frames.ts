import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { SYNC, syncMessage } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { FRAGMENT_NAMES } from '../../shared/text/ydoc.ts'
import type { Random } from './random.ts'
import { type Author, author } from './updates.ts'

/** A frame to be sent: `counts` when it is a sync update for certain, `mayClose` when its sender may be cut off for it. */
export type Frame = { readonly bytes: Uint8Array | string; readonly counts: boolean; readonly mayClose: boolean }

const GIANTS = [2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 63]
const KINDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 31]
const KEYS = ['level', 'bold', 'italic', 'link', '__proto__', 'constructor', 'toString', 'href', '']
const VALUES = [
  'true',
  '{}',
  'null',
  '3',
  '{"href":"https://example.org"}',
  '{"href":"javascript:1"}',
  '{"__proto__":1}',
  '[',
  '',
]
const WORDS = ['word ', 'слово ', 'сөз ', '👩‍⚖️', 'e\u0301', '\ufffd', '\n', '\0', '']

const counted = (update: Uint8Array, kind: number = SYNC.update): Frame => ({
  bytes: syncMessage(kind, update),
  counts: true,
  mayClose: false,
})
const uncounted = (bytes: Uint8Array | string): Frame => ({ bytes, counts: false, mayClose: true })

/** One who edits, with a Y.Doc of the text as it was and a client id of its own, to take real frames from. */
export type Editor = { readonly author: Author; readonly others: readonly number[] }

export const editor = (random: Random, state: Uint8Array): Editor => {
  const made = author(1 + random.int(2 ** 32 - 1), state)
  return { author: made, others: [...Y.decodeStateVector(Y.encodeStateVector(made.doc)).keys()] }
}

/** A real edit: words, deletions, marks, levels, paragraphs. */
export function edits(random: Random, { author: { doc, does } }: Editor): Uint8Array {
  const root = doc.getXmlFragment(random.pick(FRAGMENT_NAMES))
  return does(() => {
    const paragraph = root.length > 0 ? root.get(random.int(root.length)) : null
    const words = paragraph instanceof Y.XmlElement && paragraph.length > 0 ? paragraph.get(0) : null
    const kind = random.int(10)
    if (!(paragraph instanceof Y.XmlElement) || kind === 0) {
      const added = new Y.XmlElement('paragraph')
      added.insert(0, [new Y.XmlText(random.pick(WORDS))])
      root.insert(random.int(root.length + 1), [added])
    } else if (kind === 1 && root.length > 1) root.delete(random.int(root.length), 1)
    else if (kind === 2) paragraph.setAttribute('level', random.int(4) as unknown as string)
    else if (!(words instanceof Y.XmlText)) paragraph.insert(0, [new Y.XmlText(random.pick(WORDS))])
    else if (kind < 5 && words.length > 20) words.delete(random.int(words.length - 12), 1 + random.int(12))
    else if (kind === 5 && words.length > 3)
      words.format(random.int(words.length - 2), 2, { bold: random.chance(0.5) ? {} : null })
    else words.insert(random.int(words.length + 1), random.pick(WORDS).repeat(1 + random.int(4)))
  })
}

/** A real frame with one bit turned; seldom in the few bytes before the update, because that costs the sender its socket. */
export function flipped(random: Random, update: Uint8Array): Frame {
  const bytes = syncMessage(random.chance(0.8) ? SYNC.update : SYNC.step2, update)
  const inside = bytes.length - update.length
  const at = random.chance(0.02) ? random.int(inside) : inside + random.int(update.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8))
  return { bytes, counts: at >= inside, mayClose: at < inside }
}

/** A frame of any kind that a client may send, and of kinds that none sends. */
export function randomFrame(random: Random, from: Editor): Frame {
  const kind = random.int(100)
  if (kind < 30) return counted(anyUpdate(random, from), random.pick([SYNC.update, SYNC.update, SYNC.step2]))
  if (kind < 50) return counted(random.bytes(random.int(40)), random.pick([SYNC.update, SYNC.step2]))
  if (kind < 62) return counted(cut(random, from))
  if (kind < 70) return counted(Uint8Array.from([...edits(random, from), ...edits(random, from)]))
  if (kind < 78) return counted(lying(random))
  if (kind < 90) return { bytes: presence(random, from), counts: false, mayClose: false }
  if (kind < 98) return { bytes: new Uint8Array([MESSAGE.queryAwareness]), counts: false, mayClose: false }
  return uncounted(stray(random, from))
}

/** What closes its sender, and should close nobody else. */
function stray(random: Random, from: Editor): Uint8Array | string {
  switch (random.int(8)) {
    case 0:
      return random.bytes(random.int(60))
    case 1:
      return Uint8Array.from([
        random.pick([MESSAGE.saved, MESSAGE.room, MESSAGE.refused, MESSAGE.auth]),
        ...random.bytes(8),
      ])
    case 2:
      return random.pick(['', 'words', '{"type":"update"}', '\0'.repeat(100)])
    case 3:
      return syncMessage(SYNC.step1, random.bytes(random.int(20)))
    case 4:
      return syncMessage(SYNC.step1, Y.encodeStateVector(from.author.doc))
    case 5:
      return Uint8Array.from([MESSAGE.awareness, ...giant(random), ...random.bytes(10)])
    case 6:
      return Uint8Array.from([MESSAGE.sync, random.int(4), ...giant(random), ...random.bytes(10)])
    default:
      return random.chance(0.02) ? new Uint8Array(1_100_000) : new Uint8Array([random.int(256)])
  }
}

/** A number in lib0's form, often far too large. */
function giant(random: Random): Uint8Array {
  if (random.chance(0.1)) return new Uint8Array(20).fill(255)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, random.chance(0.5) ? random.pick(GIANTS) : random.int(2 ** 20))
  return encoding.toUint8Array(encoder)
}

/** A real update that ends too early, or says more than it should. */
function cut(random: Random, from: Editor): Uint8Array {
  const update = edits(random, from)
  return random.chance(0.7)
    ? update.slice(0, random.int(update.length))
    : Uint8Array.from([...update, ...random.bytes(1 + random.int(4))])
}

/** An update whose counts and lengths promise more than there is. */
function lying(random: Random): Uint8Array {
  const head = [giant(random), giant(random), giant(random), giant(random)].slice(0, 1 + random.int(4))
  return Uint8Array.from([...head.flatMap((bytes) => [...bytes]), ...random.bytes(random.int(20))])
}

function presence(random: Random, { author: { doc }, others }: Editor): Uint8Array {
  const states = encoding.createEncoder()
  const count = random.int(4)
  encoding.writeVarUint(states, count)
  for (let k = 0; k < count; k += 1) {
    encoding.writeVarUint(states, random.chance(0.5) ? doc.clientID : random.pick(others))
    encoding.writeVarUint(states, random.int(1_000))
    encoding.writeVarUint8Array(
      states,
      random.chance(0.5) ? random.bytes(random.int(80)) : Buffer.from(random.pick(VALUES)),
    )
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}

/** An update in the right form with anything in it, much of it about what the text really has. */
function anyUpdate(random: Random, from: Editor): Uint8Array {
  const { doc } = from.author
  const encoder = encoding.createEncoder()
  const uint = (value: number) => encoding.writeVarUint(encoder, value)
  const known = Y.decodeStateVector(Y.encodeStateVector(doc))
  const someone = () => (random.chance(0.75) ? doc.clientID : random.pick(from.others))
  const someClock = (client: number) =>
    random.chance(0.02) ? random.pick(GIANTS) : random.int((known.get(client) ?? 0) + 3)
  const id = () => {
    const client = random.pick(random.chance(0.5) ? from.others : [doc.clientID])
    uint(client)
    uint(someClock(client))
  }
  const sections = random.int(3)
  uint(sections)
  for (let section = 0; section < sections; section += 1) {
    const client = someone()
    const structs = 1 + random.int(3)
    uint(random.chance(0.97) ? structs : random.int(200))
    uint(client)
    uint(random.chance(0.7) ? (known.get(client) ?? 0) : someClock(client))
    for (let k = 0; k < structs; k += 1) writeStruct(random, encoder, id)
  }
  const deletes = random.int(3)
  uint(deletes)
  for (let k = 0; k < deletes; k += 1) {
    const client = someone()
    uint(client)
    const ranges = random.int(3)
    uint(ranges)
    for (let range = 0; range < ranges; range += 1) {
      uint(someClock(client))
      uint(random.int(6))
    }
  }
  return encoding.toUint8Array(encoder)
}

function writeStruct(random: Random, encoder: encoding.Encoder, id: () => void): void {
  const kind = random.chance(0.7) ? random.pick([4, 4, 4, 6, 7, 7, 8, 0, 1]) : random.pick(KINDS)
  const flags = random.pick([0, 0x80, 0x40, 0xc0, 0x20])
  const isBare = kind === 0 || kind === 10
  encoding.writeUint8(encoder, isBare ? kind : kind | flags)
  if (!isBare) {
    if (flags & 0x80) id()
    if (flags & 0x40) id()
    if (!(flags & 0xc0)) {
      const isRoot = random.chance(0.5)
      encoding.writeVarUint(encoder, isRoot ? 1 : 0)
      if (isRoot) encoding.writeVarString(encoder, random.chance(0.9) ? random.pick(FRAGMENT_NAMES) : random.pick(KEYS))
      else id()
      if (flags & 0x20) encoding.writeVarString(encoder, random.pick(KEYS))
    }
  }
  switch (kind) {
    case 4:
      encoding.writeVarString(encoder, random.pick(WORDS))
      return
    case 6:
      encoding.writeVarString(encoder, random.pick(KEYS))
      encoding.writeVarString(encoder, random.pick(VALUES))
      return
    case 7: {
      const type = random.chance(0.8) ? random.pick([3, 6]) : random.int(8)
      encoding.writeVarUint(encoder, type)
      if (type === 3) encoding.writeVarString(encoder, random.chance(0.8) ? 'paragraph' : random.pick(KEYS))
      return
    }
    case 8:
      encoding.writeVarUint(encoder, 1)
      encoding.writeAny(encoder, random.pick([0, 1, 3, 4, -1, 1.5, null, undefined, true, 'words', {}]))
      return
    default:
      encoding.writeVarUint(encoder, random.chance(0.95) ? random.int(4) : random.pick(GIANTS))
  }
}
