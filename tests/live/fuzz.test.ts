import * as decoding from 'lib0/decoding'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { readRefused, readSaved, SYNC } from '../../shared/live/frames.ts'
import { MESSAGE } from '../../shared/live/room.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { agree, areEqual } from './agree.ts'
import { type Editor, editor, edits, type Frame, flipped, randomFrame } from './fuzz-frames.ts'
import { joined, until, wire } from './people.ts'
import { Random, seedOfRun } from './random.ts'
import { NOTHING_NEW, stepTwoMessage, updateMessage } from './updates.ts'

const TEXT = 'r01'
const ATTACKERS = 16
const ROUNDS = 10
/** Frames of each kind that one attacker sends in a round, and those it sends before it looks what became of them. */
const FRAMES = Math.ceil(100_000 / ATTACKERS / ROUNDS)
const BATCH = 60

/** A signed-in account with one socket at a time, which sends anything. */
class Attacker {
  readonly #server: ServerProcess
  readonly #cookie: string
  readonly #refusals: Map<string, number>
  #socket: WebSocket | null = null
  #isClosed = true
  #sent = 0
  #saved = 0
  #wake: () => void = () => undefined

  constructor(server: ServerProcess, cookie: string, refusals: Map<string, number>) {
    this.#server = server
    this.#cookie = cookie
    this.#refusals = refusals
  }

  /** Sends frames and waits until each of them is decided or has closed the socket. */
  async sends(frames: readonly Frame[]): Promise<void> {
    for (const frame of frames) {
      if (this.#isClosed) await this.#opens()
      this.#socket?.send(frame.bytes)
      if (frame.counts) this.#sent += 1
      if (frame.mayClose) await this.#settled()
    }
    await this.#settled()
  }

  async #opens(): Promise<void> {
    const { url, origin } = this.#server
    const socket = new WebSocket(`${url}/${TEXT}?v=1`, { headers: { cookie: this.#cookie, origin } })
    this.#socket = socket
    this.#sent = 0
    this.#saved = 0
    this.#isClosed = false
    socket.on('message', (data: Buffer) => this.#hears(data))
    socket.on('close', (code) => {
      this.#isClosed = true
      this.#count(`closed ${code}`)
      this.#wake()
    })
    await new Promise((resolve, reject) => {
      socket.on('open', resolve)
      socket.on('error', reject)
    })
    socket.on('error', () => undefined)
  }

  async #settled(): Promise<void> {
    if (this.#isClosed) return
    // Where none of the frames counted there would be nothing to wait for.
    this.#says(updateMessage(NOTHING_NEW))
    while (!this.#isClosed && this.#saved < this.#sent) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #says(message: Uint8Array): void {
    this.#socket?.send(message)
    this.#sent += 1
  }

  #hears(data: Buffer): void {
    // The server asks at joining, and again after each gap: it is told that there is no more.
    if (data[0] === MESSAGE.sync && data[1] === SYNC.step1) this.#says(stepTwoMessage(NOTHING_NEW))
    if (data[0] !== MESSAGE.saved && data[0] !== MESSAGE.refused) return
    const decoder = decoding.createDecoder(new Uint8Array(data))
    if (decoding.readVarUint(decoder) === MESSAGE.saved) {
      this.#saved = readSaved(decoder)
      this.#wake()
    } else {
      const { code, rule } = readRefused(decoder)
      this.#count(`${code} ${rule}`)
    }
  }

  #count(what: string): void {
    this.#refusals.set(what, (this.#refusals.get(what) ?? 0) + 1)
  }

  leaves(): void {
    this.#socket?.terminate()
  }
}

/** Frames of one round of one attacker: real ones with a bit turned, each before the real one, and made-up ones. */
function* batches(random: Random, text: Y.Doc): Generator<Frame[]> {
  let one: Editor | null = null
  for (let left = FRAMES; left > 0; left -= BATCH) {
    // A client id with a refused edit is closed for ever: a new one gets deeper.
    one?.author.doc.destroy()
    one = editor(random, Y.encodeStateAsUpdate(text))
    const frames: Frame[] = []
    for (let k = 0; k < Math.min(BATCH, left); k += 1) {
      const update = edits(random, one)
      frames.push(flipped(random, update), randomFrame(random, one))
      if (random.chance(0.2)) frames.push({ bytes: updateMessage(update), counts: true, mayClose: false })
    }
    yield frames
  }
}

test('[LT2] [LT4] [LT16] [LT30] [LT90] 100,000 random and 100,000 damaged frames: each is refused or leads to a sound text that all share, and nobody else is disturbed', async () => {
  const seed = seedOfRun()
  process.stdout.write(`SEED=${seed}\n`)
  await using server = await startServer({ env: { LOG_LEVEL: 'error' } })
  const { pid } = server
  const cookies = await server.members(ATTACKERS + 2)
  const [first = '', second = '', ...others] = cookies
  const writers = [
    await joined(server, TEXT, first, { ours: true }),
    await joined(server, TEXT, second, { ours: true }),
  ]
  const bystanders = await Promise.all(others.map((cookie) => wire(server, TEXT, cookie)))
  const refusals = new Map<string, number>()
  const attackers = others.map((cookie) => new Attacker(server, cookie, refusals))
  const memory: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const typing = setInterval(() => {
      for (const writer of writers) writer.types(`${round}`)
    }, 50)
    await Promise.all(
      attackers.map(async (attacker, index) => {
        const random = new Random(seed + round * ATTACKERS + index)
        for (const frames of batches(random, writers[0]?.doc ?? new Y.Doc())) await attacker.sends(frames)
      }),
    )
    clearInterval(typing)
    await until('the writers’ words are saved', () => writers.every((writer) => writer.saved() === writer.sent()))
    // One who comes now loads the text in another order than those who saw it written.
    const late = await joined(server, TEXT, first)
    const all = [...writers, late]
    await until('all have all', async () => {
      const replayed = await server.replay(TEXT)
      return all.every(({ doc }) => areEqual(doc, replayed))
    })
    await agree(
      server,
      TEXT,
      all.map(({ doc }) => doc),
    )
    late.leaves()
    memory.push(await server.memory())
  }
  expect(server.isRunning && server.pid === pid).toBe(true)
  expect(writers.map((writer) => [writer.closed(), writer.refused])).toEqual(writers.map(() => [null, []]))
  expect(bystanders.map((bystander) => bystander.closed())).toEqual(bystanders.map(() => null))
  // What was sent got as deep as it should: to the bytes, the owners, the gaps, the schema, the places.
  for (const rule of ['malformed LT2', 'forged LT3', 'too-large LT10', 'gap LT21', 'gap LT22', 'malformed LT30']) {
    expect(refusals.get(rule) ?? 0, rule).toBeGreaterThan(0)
  }
  expect(refusals.get('closed 4400')).toBeGreaterThan(1_000)
  const [half = 0] = memory.slice(ROUNDS / 2)
  expect((memory.at(-1) ?? 0) - half, `memory in MB, round by round: ${memory.map(Math.round)}`).toBeLessThan(150)
  for (const one of [...writers, ...attackers]) one.leaves()
  for (const { socket } of bystanders) socket.terminate()
}, 300_000)
