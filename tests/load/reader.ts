import { Agent, type ClientRequest, get } from 'node:http'
import type { Headers } from './people.ts'

/** As client/news.tsx gathers and spreads what it hears, in ms. */
const GATHER_MS = 10
const SPREAD_MS = 180

export type ReaderEars = {
  /** News came, told up to this number; `at` is when. */
  heard(seq: number, at: number): void
  /** All panels were answered: they show everything up to this number. */
  answered(seq: number, at: number, bodies: readonly string[]): void
  fault(words: string): void
}

type Needs = {
  readonly base: string
  /** The news, and what is asked again, as paths. */
  readonly news: string
  readonly panels: readonly string[]
  readonly headers: Headers
  readonly agent: Agent
  readonly ears: ReaderEars
}

/** One browser's connections, as few as browsers open to one server. */
export const newAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 6 })

/** The numbers of the events in a piece of a stream; the rest is what has not ended yet. */
export function readEvents(words: string): { ids: number[]; rest: string } {
  const end = words.lastIndexOf('\n\n')
  if (end < 0) return { ids: [], rest: words }
  const ids = [...words.slice(0, end + 1).matchAll(/^id: (\d+)$/gm)].map((found) => Number(found[1]))
  return { ids, rest: words.slice(end + 2) }
}

/** A page that listens to the news and asks its panels again as the client does: gathered, spread, and one round of questions at a time. */
export class Reader {
  readonly #needs: Needs
  #stream: ClientRequest | null = null
  #lastHeard = 0
  #timer: NodeJS.Timeout | undefined
  #isAsking = false
  #isDue = false
  #isStopped = false
  /** How often a panel was asked. */
  asked = 0

  constructor(needs: Needs) {
    this.#needs = needs
  }

  get lastHeard(): number {
    return this.#lastHeard
  }

  /** Opens the stream; resolves when the server says it is ready. A page that comes back says what it heard last. */
  listens(): Promise<void> {
    const { base, news, headers, ears } = this.#needs
    return new Promise((resolve, reject) => {
      const back = this.#lastHeard > 0 ? { 'last-event-id': String(this.#lastHeard) } : {}
      const stream = get(base + news, { headers: { ...headers, ...back }, agent: false }, (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`news: ${answer.statusCode}`))
        let rest = ''
        answer.setEncoding('utf8')
        answer.on('data', (piece: string) => {
          resolve()
          const read = readEvents(rest + piece)
          rest = read.rest
          for (const id of read.ids) this.#hears(id)
        })
        answer.on('end', () => {
          if (!this.#isStopped && this.#stream === stream) ears.fault('the stream ended')
        })
        answer.on('error', () => undefined)
      })
      stream.on('error', (fault) => {
        reject(fault)
        if (!this.#isStopped && this.#stream === stream) ears.fault(String(fault))
      })
      this.#stream = stream
    })
  }

  /** The line is cut, as in a hall with bad radio. */
  isCut(): void {
    const stream = this.#stream
    this.#stream = null
    stream?.destroy()
  }

  stops(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.isCut()
  }

  #hears(seq: number): void {
    this.#lastHeard = Math.max(this.#lastHeard, seq)
    this.#needs.ears.heard(seq, performance.now())
    if (this.#timer || this.#isDue) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        if (this.#isAsking) this.#isDue = true
        else void this.#asks()
      },
      GATHER_MS + Math.random() * SPREAD_MS,
    )
  }

  async #asks(): Promise<void> {
    const upTo = this.#lastHeard
    this.#isDue = false
    this.#isAsking = true
    this.asked += this.#needs.panels.length
    try {
      const bodies = await Promise.all(this.#needs.panels.map((panel) => this.#ask(panel)))
      this.#needs.ears.answered(upTo, performance.now(), bodies)
    } catch (fault) {
      if (!this.#isStopped) this.#needs.ears.fault(String(fault))
    }
    this.#isAsking = false
    if (this.#isDue && !this.#isStopped) void this.#asks()
  }

  #ask(panel: string): Promise<string> {
    const { base, headers, agent } = this.#needs
    return new Promise((resolve, reject) => {
      const request = get(base + panel, { headers, agent }, (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (piece: string) => {
          body += piece
        })
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve(body) : reject(new Error(`${panel}: ${answer.statusCode} ${body}`)),
        )
      })
      // A connection that the server has just given up for its silence: browsers ask again.
      request.on('error', (fault) => (request.reusedSocket ? resolve(this.#ask(panel)) : reject(fault)))
    })
  }
}
