import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { Client } from './client.ts'
import { dialectOf } from './dialects.ts'
import type { People } from './people.ts'
import type { Server } from './servers.ts'
import { FRAGMENT } from './updates.ts'
import { until } from './waiting.ts'

/** As many as may write in the demo session: each has one Yjs client id. */
const WRITERS = 22
/** So many keystrokes each writes before everybody has what the others wrote. */
const ROUND = 250
const BURST = { letters: 14, deletions: 6 } as const
/** How many bursts of a hundred take something away: about 12 of 100 operations are deletions. */
const DELETING = 0.25
const PARAGRAPH = 0.02
const LETTERS = 'abcdefghijklmnopqrstuvwxyz      '
const SEED = 20_251_125

/** Updates by round and writer. A round may be sent in any order; it stands on the rounds before it only. */
type Rounds = readonly (readonly (readonly Uint8Array[])[])[]

export type LongText = {
  readonly rounds: Rounds
  /** Bytes of the whole text, encoded. */
  readonly bytes: number
}

/** The long text of a bench, made once and kept in its folder. The same number of operations gives the same updates. */
export function longText(folder: string, operations: number): LongText {
  const file = join(folder, `long-text-${operations}`)
  if (!existsSync(file)) {
    writeFileSync(`${file}.part`, encoded(write(operations)))
    renameSync(`${file}.part`, file)
  }
  const decoder = decoding.createDecoder(new Uint8Array(readFileSync(file)))
  const list = <T>(read: () => T): T[] => Array.from({ length: decoding.readVarUint(decoder) }, read)
  const rounds = list(() => list(() => list(() => decoding.readVarUint8Array(decoder))))
  return { rounds, bytes: decoding.readVarUint(decoder) }
}

function encoded({ rounds, bytes }: LongText): Uint8Array {
  const encoder = encoding.createEncoder()
  const list = <T>(items: readonly T[], write: (item: T) => void) => {
    encoding.writeVarUint(encoder, items.length)
    for (const item of items) write(item)
  }
  list(rounds, (round) =>
    list(round, (updates) => list(updates, (update) => encoding.writeVarUint8Array(encoder, update))),
  )
  encoding.writeVarUint(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** Writes a text as an hour of a busy council would: everybody at once, in bursts, at places of their own choosing. */
function write(operations: number): LongText {
  const chance = chances(SEED)
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = Math.floor(chance() * 2 ** 31) + index
    const made: Uint8Array[] = []
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') made.push(update)
    })
    return { doc, made }
  })
  const rounds: Uint8Array[][][] = []
  for (let left = operations; left > 0; left -= WRITERS * ROUND) {
    const share = Math.ceil(Math.min(left, WRITERS * ROUND) / WRITERS)
    for (const { doc, made } of writers) while (made.length < share) burst(doc, chance, share - made.length)
    const round = writers.map(({ made }) => made.splice(0))
    for (const [index, { doc }] of writers.entries()) {
      const others = round.filter((_, other) => other !== index).flat()
      doc.transact(() => {
        for (const update of others) Y.applyUpdate(doc, update, 'others')
      }, 'others')
    }
    rounds.push(round)
  }
  const state = writers[0] ? Y.encodeStateAsUpdate(writers[0].doc) : new Uint8Array()
  return { rounds, bytes: state.length }
}

/** One thing somebody does, a transaction for each keystroke: a run of letters, a few deletions, or a new paragraph. */
function burst(doc: Y.Doc, chance: () => number, most: number): void {
  const root = doc.getXmlFragment(FRAGMENT)
  const below = (limit: number) => Math.floor(chance() * limit)
  if (root.length === 0 || chance() < PARAGRAPH) {
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('.')])
      root.insert(below(root.length + 1), [paragraph])
    })
    return
  }
  const paragraph = root.get(below(root.length))
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(run instanceof Y.XmlText)) throw new TypeError('a paragraph without words')
  if (chance() < DELETING && run.length > BURST.deletions) {
    const at = below(run.length - BURST.deletions)
    for (let count = Math.min(BURST.deletions, most); count > 0; count -= 1) run.delete(at, 1)
    return
  }
  const at = below(run.length + 1)
  for (let index = 0; index < Math.min(BURST.letters, most); index += 1)
    run.insert(at + index, LETTERS[below(LETTERS.length)] ?? ' ')
}

/** The same chances on every machine. Source: mulberry32. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Sends the whole text to a server and waits until the server has it. To Kenes each writer's keystrokes go by a person of their own,
 * one by one; the peers are given each round of a writer as one update, which ends in the same text and saves minutes.
 */
export async function sendLongText(server: Server, people: People, text: string, { rounds }: LongText): Promise<void> {
  const isOurs = server.name === 'kenes'
  // A peer lets anybody write under any client id: there one connection sends everything, and no others hear of it.
  const count = isOurs ? WRITERS : 1
  const dialect = dialectOf(server.name, text)
  const ears = { text: () => undefined }
  const clients = Array.from(
    { length: count },
    // Kenes sends no words to one who has not asked; Hocuspocus takes none.
    (_, index) => new Client(server.live, dialect, people.headers(index), ears, { reads: !isOurs }),
  )
  await Promise.all(clients.map(({ joined }) => joined))
  for (const round of rounds) {
    for (const [writer, updates] of round.entries()) {
      const client = clients[writer % count]
      for (const update of isOurs ? updates : [Y.mergeUpdates([...updates])]) client?.sendUpdate(update)
    }
    // A peer says by its answer that it has read what came before the question.
    if (isOurs) await until('a round is saved', () => clients.every(({ isSaved }) => isSaved))
    else await clients[0]?.asks()
  }
  for (const client of clients) client.leave()
}
