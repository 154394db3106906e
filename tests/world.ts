import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type App, createApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import type { StoreAddress } from '../server/db/address.ts'
import { demoContent, type SessionContent } from '../server/demo/content.ts'
import { DEMO_PASSWORD, demoEmail, loadSession } from '../server/demo/load.ts'
import type { Clock, HouseSettings, Log } from '../server/house.ts'
import type { Domain, Input, Name, Output } from '../server/http/handlers.ts'
import type { Mailer } from '../server/mail.ts'
import type { TlsFiles } from '../server/tls/pair.ts'
import type { Instant } from '../shared/time.ts'
import type { Choice } from '../shared/votes/model.ts'
import { newStore, removeStore } from './stores.ts'

export const SESSION = '2025-04-joint'

/** A refusal as it came over the wire. */
export type Refused = {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly rule: string
  readonly message: string
}
export type Answered<T> = { readonly ok: true; readonly status: number; readonly value: T } | Refused

/** A clock that moves only when told. */
export type TestClock = Clock & { move(ms: number): void }

/** The machine's clock, for tests with a browser or sockets that measure time themselves. */
export const realClock = (): TestClock => ({
  ...systemClock,
  move() {
    throw new Error('the machine’s clock is not moved')
  },
})

export function testClock(start: Instant = Date.UTC(2026, 3, 24, 10)): TestClock {
  let now = start
  const waiting = new Set<{ at: Instant; run: () => void }>()
  return {
    now: () => now,
    at(instant, run) {
      const one = { at: instant, run }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    move(ms) {
      now += ms
      for (const one of [...waiting].filter(({ at }) => at <= now)) {
        waiting.delete(one)
        one.run()
      }
    },
  }
}

type Loose<T> = { readonly [Key in keyof T]: T[Key] extends string | undefined ? string : T[Key] }
type Asked<D extends Domain, N extends Name<D>> = Partial<Loose<Input<D, N>>> | Record<string, unknown>

/** A person at a device, signed in, who asks and acts over HTTP. */
export class Person {
  readonly id: string
  readonly cookie: string
  readonly #app: App
  constructor(id: string, cookie: string, app: App) {
    this.id = id
    this.cookie = cookie
    this.#app = app
  }

  async ask<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Record<string, string> = {},
  ): Promise<Answered<Output<D, N>>> {
    return read(await this.raw('GET', `/api/${domain}/${name}?${new URLSearchParams(input)}`))
  }

  async act<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Asked<D, N>,
  ): Promise<Answered<Output<D, N>>> {
    const path = `/api/${domain}/${name}`
    const answered = await read<Output<D, N>>(await this.raw('POST', path, JSON.stringify(input)))
    // As the page does: days of a test's clock pass between two acts that carry weight.
    if (answered.ok || answered.code !== 'step-up-needed' || !(await this.#proves())) return answered
    return read(await this.raw('POST', path, JSON.stringify(input)))
  }

  async #proves(): Promise<boolean> {
    const words = JSON.stringify({ password: DEMO_PASSWORD })
    return (await this.raw('POST', '/api/accounts/prove', words)).ok
  }

  /** As `ask`, for what must succeed. */
  async sees<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Record<string, string> = {},
  ): Promise<Output<D, N>> {
    return must(await this.ask(domain, name, input))
  }

  /** As `act`, for what must succeed. */
  async does<D extends Domain, N extends Name<D>>(domain: D, name: N, input: Asked<D, N>): Promise<Output<D, N>> {
    return must(await this.act(domain, name, input))
  }

  raw(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
    return Promise.resolve(
      this.#app.http.request(path, {
        method,
        headers: { cookie: this.cookie, 'content-type': 'application/json', 'x-language': 'en', ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    )
  }
}

async function read<T>(response: Response): Promise<Answered<T>> {
  const body = (await response.json()) as T & { code: string; rule: string; message: string }
  return response.ok
    ? { ok: true, status: response.status, value: body }
    : { ok: false, status: response.status, code: body.code, rule: body.rule, message: body.message }
}

export function must<T>(answered: Answered<T>): T {
  if (!answered.ok) throw new Error(`refused: ${answered.code} ${answered.rule} ${answered.message}`)
  return answered.value
}

export type World = {
  readonly app: App
  readonly clock: TestClock
  readonly store: StoreAddress
  person(id: string): Promise<Person>
  /** Everyone, signed in once. */
  people<const Ids extends readonly string[]>(...ids: Ids): Promise<{ -readonly [At in keyof Ids]: Person }>
  /** Listens on a free port, for sockets and browsers. */
  listen(): Promise<string>
  /** Stops the server; the store stays and `again` starts on it. */
  close(): Promise<void>
}

export type WorldOptions = {
  readonly content?: SessionContent
  readonly clock?: TestClock
  /** A store that is kept when the world ends. */
  readonly store?: StoreAddress
  /** The first start of a demo: nothing is there before, and passwords are kept as they always are. */
  readonly isFirst?: boolean
  /** Serves the built pages too. */
  readonly pages?: boolean
  /** Other settings than the demo's, such as `{ demo: false }`, where second factors are asked. */
  readonly settings?: Partial<HouseSettings>
  readonly mail?: Mailer
  /** Listens with this certificate and key. */
  readonly tls?: TlsFiles
  /** Hears the log as well. */
  readonly log?: Log
  /** Another secret of sealed ballots than the store's own. */
  readonly ballotSecret?: Uint8Array
}

/** What an operator would set beside PostgreSQL. */
const OPERATORS_SECRET = new Uint8Array(32).fill(7)

/** The small world of a test: a real store of its own, the demo's people and texts, a clock that stands still. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const store = options.store ?? (await newStore(options.isFirst ? 'not' : options.content ? 'tables' : 'demo'))
  const clock = options.clock ?? testClock()
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const app = await createApp({
    store,
    redisUrl: null,
    ballotSecret: options.ballotSecret ?? (store.kind === 'postgres' ? OPERATORS_SECRET : null),
    pages: options.pages ? join(import.meta.dirname, '..', 'dist') : null,
    clock,
    random,
    log: (level, message, fields) => {
      options.log?.(level, message, fields)
      if (level === 'error') faults.push(`${message} ${JSON.stringify(fields)}`)
    },
    settings: {
      demo: true,
      insecure: false,
      https: options.tls !== undefined,
      publicUrl: null,
      trustProxy: false,
      metricsToken: null,
      provider: null,
      backupWithinDays: null,
      ...options.settings,
    },
    tls: options.tls ?? null,
    mail: options.mail ?? null,
  })
  const faults: string[] = []
  if (!(await app.house.db.selectFrom('sessions').select('id').executeTakeFirst()))
    await loadSession(app.house.acts, random, options.content ?? demoContent())
  const people = new Map<string, Promise<Person>>()
  const signIn = async (id: string): Promise<Person> => {
    const response = await app.http.request('/api/accounts/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: demoEmail(id), password: DEMO_PASSWORD }),
    })
    if (!response.ok) throw new Error(`${id} does not sign in: ${await response.text()}`)
    return new Person(id, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '', app)
  }
  const person = (id: string): Promise<Person> => {
    const known = people.get(id) ?? signIn(id)
    people.set(id, known)
    return known
  }
  let listening: Promise<string> | null = null
  return {
    app,
    clock,
    store,
    person,
    people: async <const Ids extends readonly string[]>(...ids: Ids) =>
      (await Promise.all(ids.map(person))) as { -readonly [At in keyof Ids]: Person },
    listen: () => {
      listening ??= app.listen(0, '127.0.0.1').then((port) => `http${options.tls ? 's' : ''}://127.0.0.1:${port}`)
      return listening
    },
    async close() {
      await app.close()
      if (!options.store) await removeStore(store)
      if (faults.length > 0) throw new Error(`faults: ${faults.join('\n')}`)
    },
  }
}

/** The presiding chair freezes a text; the answer is the hash of the version. */
export async function freezes(chair: Person, recommendation: string): Promise<string> {
  const { version } = await chair.does('versions', 'freeze', { recommendation })
  if (!version) throw new Error('frozen without a version')
  return version.hash
}

/** Freeze and open in one go; the answer is what a ballot needs. */
export async function opensVote(
  chair: Person,
  recommendation: string,
  manner?: string,
): Promise<{ vote: string; hash: string }> {
  const hash = await freezes(chair, recommendation)
  const { vote } = await chair.does('votes', 'open', { recommendation, hash, ...(manner && { manner }) })
  return { vote, hash }
}

/** Casts a choice for each person named, on the text of the vote. */
export async function cast(
  w: World,
  vote: { vote: string; hash: string },
  choices: Partial<Record<Choice, readonly string[]>>,
): Promise<void> {
  for (const [choice, ids] of Object.entries(choices)) {
    for (const id of ids) await (await w.person(id)).does('votes', 'cast', { ...vote, place: id, choice })
  }
}
