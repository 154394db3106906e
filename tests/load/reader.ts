import { Agent, type ClientRequest, get } from 'node:http'
import type { Headers } from './people.ts'

/** As client/news.tsx gathers and spreads what it hears, in ms. */
const GATHER_MS = 60
const SPREAD_MS = 140

export type ReaderEars = {
  /** News came, told up to this number; `at` is when. */
  heard(seq: number, at: number): void
  /** The panel was answered: it shows everything up to this number. */
  answered(seq: number, at: number, body: string): void
  fault(words: string): void
}

type Needs = {
  readonly base: string
  /** The news and the panel, as paths. */
  readonly news: string
  readonly panel: string
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

/** A page that listens to the news and asks its panel again as the client does: gathered, spread, and the newest question counts. */
export class Reader {
  readonly #needs: Needs
  #stream: ClientRequest | null = null
  #lastHeard = 0
  #timer: NodeJS.Timeout | undefined
  #asking = 0
  #isStopped = false
  /** Panels that were asked. */
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
    this.#timer ??= setTimeout(() => this.#asks(), GATHER_MS + Math.random() * SPREAD_MS)
  }

  #asks(): void {
    this.#timer = undefined
    const { base, panel, headers, agent, ears } = this.#needs
    const upTo = this.#lastHeard
    const mine = ++this.#asking
    this.asked += 1
    const request = get(base + panel, { headers, agent }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        body += piece
      })
      answer.on('end', () => {
        if (answer.statusCode !== 200) return ears.fault(`panel: ${answer.statusCode} ${body}`)
        // A page drops what it asked before it asked again.
        if (mine === this.#asking) ears.answered(upTo, performance.now(), body)
      })
    })
    request.on('error', (fault) => {
      if (!this.#isStopped) ears.fault(String(fault))
    })
  }
}
