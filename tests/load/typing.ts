import { Client } from './client.ts'
import { type Dialect, dialectOf } from './dialects.ts'
import { Latencies } from './latencies.ts'
import { countMarkers, marker, readMarkers } from './markers.ts'
import { wordsForNewcomer, wordsOf } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn } from './people.ts'
import { memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { caretOf, Hand, newClientId } from './updates.ts'
import { inGroups, pass, until } from './waiting.ts'

const TEXT = 'r01'
const JOIN_AT_ONCE = 50
const LOOK_EVERY_MS = 2
const WARM_UP_S = 1
/** How long what was typed may still be on its way after the typing ended. */
const LONGEST_DRAIN_MS = 15_000
/** So many clients keep all that came, to see afterwards that they have the same text. */
const KEEPERS = 3

export type TypingOptions = {
  readonly clients: number
  readonly typists: number
  /** Keystrokes a second of each typist, or how many of its keystrokes are on their way at any time. */
  readonly pace: { readonly perSecond: number } | { readonly outstanding: number }
  /** Each keystroke is followed by where the caret stands, and every client sends back each presence message it gets. */
  readonly carets?: boolean
}

/** A server of the house, where clients reach it, and the people at it. */
export type House = { readonly server: Server; readonly live: string; readonly people: People }

type Typist = {
  readonly id: number
  readonly hand: Hand
  sent: number
  /** When each keystroke was sent, and how many of the others have it. */
  times: Float64Array
  got: Uint16Array
  onTheWay: number
  next: number
  carets: number
}

/** Plays a hall: some type, everybody reads. One server, from its start to its end. */
export const typing =
  (options: TypingOptions) =>
  async (given: Given): Promise<Outcome> => {
    const server = await startServer(given.server)
    try {
      return await playTyping([{ server, live: server.live, people: await signIn(server) }], options, given)
    } finally {
      await server.remove()
    }
  }

/** Plays a hall whose clients are spread over the servers of a house in turn; `meanwhile`: what else is done, and waited for, while it is measured. */
export async function playTyping(
  houses: readonly House[],
  options: TypingOptions,
  given: Given,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<Outcome> {
  const hall = new Hall(houses, dialectOf(given.server, TEXT, given.isStock), options)
  const joinStarted = performance.now()
  await hall.join()
  const joinMs = performance.now() - joinStarted
  hall.start()
  await pass(WARM_UP_S * 1_000)
  const endLoad = watchLoad(houses.map(({ server }) => server.pid))
  hall.measure()
  const began = performance.now()
  await Promise.all([pass(given.seconds * 1_000), meanwhile()])
  const deliveries = hall.endMeasuring()
  const seconds = (performance.now() - began) / 1_000
  const load = endLoad()
  hall.stop()
  await until('all deliveries', () => hall.missing === 0, LONGEST_DRAIN_MS).catch(() => undefined)
  const faults = [...hall.faults(), ...(await hall.differences())]
  const { missing } = hall
  hall.leave()
  return {
    figures: {
      deliveries: deliveries / seconds,
      ...hall.latencies.figures(),
      ...(houses.length > 1 && prefixed('across ', hall.across.figures())),
      cpu: load.cpu,
      cpuPerDelivery: (load.cpuSeconds * 1e6) / Math.max(deliveries, 1),
      rss: houses.reduce((sum, { server }) => sum + memory(server.pid).rss, 0),
      joinMs,
      missing,
      waited: load.waited,
      generatorCpu: load.generatorCpu,
      generatorLag: load.generatorLag,
    },
    faults,
    isGeneratorTheLimit: load.isGeneratorTheLimit,
  }
}

const prefixed = (prefix: string, figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [prefix + name, value]))

class Hall {
  /** From sending to receipt at each other client. */
  readonly latencies = new Latencies()
  /** The same, of deliveries whose writer is at another server. */
  readonly across = new Latencies()
  readonly #houses: readonly House[]
  readonly #dialect: Dialect
  readonly #options: TypingOptions
  readonly #clients: Client[] = []
  readonly #typists: Typist[]
  readonly #kept: Uint8Array[][] = Array.from({ length: KEEPERS }, () => [])
  readonly #faults: string[] = []
  #timer: NodeJS.Timeout | undefined
  #isTyping = false
  #isMeasuring = false
  #measuredFrom = Number.POSITIVE_INFINITY
  #measured = 0
  #delivered = 0
  #doubled = 0
  #reader = 0
  #now = 0

  constructor(houses: readonly House[], dialect: Dialect, options: TypingOptions) {
    this.#houses = houses
    this.#dialect = dialect
    this.#options = options
    this.#typists = Array.from({ length: options.typists }, (_, id) => ({
      id,
      hand: new Hand(newClientId()),
      sent: 0,
      times: new Float64Array(1_024),
      got: new Uint16Array(1_024),
      onTheWay: 0,
      next: 0,
      carets: 0,
    }))
  }

  get missing(): number {
    const sent = this.#typists.reduce((sum, typist) => sum + typist.sent, 0)
    return sent * (this.#options.clients - 1) - this.#delivered
  }

  async join(): Promise<void> {
    const all = Array.from({ length: this.#options.clients }, (_, index) => index)
    await inGroups(all, JOIN_AT_ONCE, (index) => {
      const client = this.#client(index)
      this.#clients[index] = client
      return client.joined
    })
  }

  start(): void {
    const { pace } = this.#options
    this.#isTyping = true
    if ('outstanding' in pace) {
      for (const typist of this.#typists) this.#typeAhead(typist, pace.outstanding)
      return
    }
    const period = 1_000 / pace.perSecond
    const start = performance.now()
    for (const typist of this.#typists) typist.next = start + (period * typist.id) / this.#typists.length
    this.#timer = setInterval(() => {
      const now = performance.now()
      for (const typist of this.#typists) {
        if (typist.next > now) continue
        this.#type(typist)
        // Nobody types like a clock: from half the period to one and a half.
        typist.next += period * (0.5 + Math.random())
      }
    }, LOOK_EVERY_MS)
  }

  measure(): void {
    this.#isMeasuring = true
    this.#measuredFrom = performance.now()
  }

  /** Answers how many deliveries came while it was measured. */
  endMeasuring(): number {
    this.#isMeasuring = false
    return this.#measured
  }

  stop(): void {
    this.#isTyping = false
    clearInterval(this.#timer)
  }

  faults(): string[] {
    const { missing } = this
    return [
      ...this.#faults,
      ...(missing > 0 ? [`${missing} deliveries are missing`] : []),
      ...(this.#doubled > 0 ? [`${this.#doubled} deliveries came twice`] : []),
    ]
  }

  /** Whether those who kept everything, and somebody who comes now, have the same text with each keystroke in it once. */
  async differences(): Promise<string[]> {
    if (!this.#dialect.keepsText) return []
    const [house] = this.#houses
    if (!house) return []
    const sent = this.#typists.reduce((sum, typist) => sum + typist.sent, 0)
    const texts = [
      ...this.#kept.slice(0, this.#options.clients).map(wordsOf),
      await wordsForNewcomer(house.live, this.#dialect, house.people.headers(0)),
    ]
    return texts.flatMap((text, index) => {
      const counts = [...countMarkers(text).values()].flatMap((own) => [...own.values()])
      const who = index === texts.length - 1 ? 'somebody new' : `client ${index}`
      if (counts.length !== sent) return [`${who} has ${counts.length} of ${sent} keystrokes`]
      if (counts.some((count) => count !== 1)) return [`${who} has keystrokes twice`]
      return text === texts[0] ? [] : [`${who} has another text`]
    })
  }

  leave(): void {
    for (const client of this.#clients) client.leave()
  }

  #client(index: number): Client {
    const keeps = this.#kept[index]
    const found = (typist: number, number: number) => this.#found(typist, number)
    return this.#connect(
      index,
      (bytes, start, end) => {
        keeps?.push(copyOf(bytes, start, end))
        this.#reader = index
        this.#now = performance.now()
        readMarkers(bytes, start, end, found)
      },
      this.#options.carets ?? false,
    )
  }

  #connect(index: number, text: (bytes: Buffer, start: number, end: number) => void, echoes = false): Client {
    const house = this.#houses[index % this.#houses.length]
    if (!house) throw new Error('no server')
    const client: Client = new Client(house.live, this.#dialect, house.people.headers(index), {
      text,
      ...(echoes && { presence: (message, start, end) => client.sendBack(message.subarray(start, end)) }),
      closed: (code, reason) => this.#faults.push(`client ${index} was closed: ${code} ${reason}`),
    })
    return client
  }

  #found(id: number, number: number): void {
    const typist = this.#typists[id]
    if (!typist || number >= typist.sent || id === this.#reader) return
    const others = this.#options.clients - 1
    const got = (typist.got[number] ?? 0) + 1
    typist.got[number] = got
    if (got > others) {
      this.#doubled += 1
      return
    }
    this.#delivered += 1
    const sentAt = typist.times[number] ?? 0
    if (sentAt >= this.#measuredFrom) {
      this.latencies.add(this.#now - sentAt)
      if ((id - this.#reader) % this.#houses.length !== 0) this.across.add(this.#now - sentAt)
    }
    if (this.#isMeasuring) this.#measured += 1
    if (got < others || !('outstanding' in this.#options.pace)) return
    typist.onTheWay -= 1
    this.#typeAhead(typist, this.#options.pace.outstanding)
  }

  #typeAhead(typist: Typist, outstanding: number): void {
    while (this.#isTyping && typist.onTheWay < outstanding) {
      typist.onTheWay += 1
      this.#type(typist)
    }
  }

  #type(typist: Typist): void {
    if (typist.sent === typist.times.length) grow(typist)
    const client = this.#clients[typist.id]
    const update = typist.hand.types(marker(typist.id, typist.sent))
    this.#kept[typist.id]?.push(update)
    typist.times[typist.sent] = performance.now()
    typist.sent += 1
    client?.sendUpdate(update)
    if (!this.#options.carets) return
    client?.sendPresence(caretOf(typist.hand, typist.carets))
    typist.carets += 1
  }
}

const copyOf = (bytes: Buffer, start: number, end: number): Uint8Array => new Uint8Array(bytes.subarray(start, end))

function grow(typist: Typist): void {
  const times = new Float64Array(typist.times.length * 2)
  const got = new Uint16Array(typist.got.length * 2)
  times.set(typist.times)
  got.set(typist.got)
  typist.times = times
  typist.got = got
}
