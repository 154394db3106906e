import type { Domain, Input, Name, Output } from '../../http/handlers.ts'
import { DEMO_PASSWORD, demoEmail } from '../load.ts'

/** A refusal as it comes over the wire. */
export type Refused = { readonly ok: false; readonly code: string; readonly rule: string }
export type Answered<T> = { readonly ok: true; readonly value: T } | Refused

/** What must have gone through and did not. */
export class Unexpected extends Error {}

type Loose<T> = { readonly [Key in keyof T]: T[Key] extends string | undefined ? string : T[Key] }
type Asked<D extends Domain, N extends Name<D>> = Partial<Loose<Input<D, N>>> | Record<string, unknown>

/** A demo person at a device of their own, signed in over HTTP. */
export class Player {
  readonly id: string
  readonly origin: string
  readonly cookie: string
  constructor(id: string, origin: string, cookie: string) {
    this.id = id
    this.origin = origin
    this.cookie = cookie
  }

  /** Headers of everything this person asks. */
  get headers(): Record<string, string> {
    return { cookie: this.cookie, origin: this.origin, 'content-type': 'application/json', 'x-language': 'en' }
  }

  async ask<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Record<string, string> = {},
  ): Promise<Answered<Output<D, N>>> {
    const path = `${this.origin}/api/${domain}/${name}?${new URLSearchParams(input)}`
    return read(await fetch(path, { headers: this.headers }))
  }

  async act<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Asked<D, N>,
  ): Promise<Answered<Output<D, N>>> {
    const body = JSON.stringify(input)
    return read(await fetch(`${this.origin}/api/${domain}/${name}`, { method: 'POST', headers: this.headers, body }))
  }

  /** As `ask`, for what must succeed. */
  async sees<D extends Domain, N extends Name<D>>(
    domain: D,
    name: N,
    input: Record<string, string> = {},
  ): Promise<Output<D, N>> {
    return must(await this.ask(domain, name, input), `${this.id} asks ${domain}/${name}`)
  }

  /** As `act`, for what must succeed. */
  async does<D extends Domain, N extends Name<D>>(domain: D, name: N, input: Asked<D, N>): Promise<Output<D, N>> {
    return must(await this.act(domain, name, input), `${this.id} does ${domain}/${name}`)
  }
}

async function read<T>(response: Response): Promise<Answered<T>> {
  const body = (await response.json()) as T & { code: string; rule: string }
  return response.ok ? { ok: true, value: body } : { ok: false, code: body.code, rule: body.rule }
}

function must<T>(answered: Answered<T>, what: string): T {
  if (!answered.ok) throw new Unexpected(`${what}: refused, ${answered.code} (${answered.rule})`)
  return answered.value
}

/** The demo's people at a server, each signed in once. */
export class Players {
  readonly #origin: string
  readonly #known = new Map<string, Promise<Player>>()
  constructor(url: string) {
    this.#origin = new URL(url).origin
  }

  person(id: string): Promise<Player> {
    const known = this.#known.get(id) ?? this.#signsIn(id)
    this.#known.set(id, known)
    return known
  }

  /** Signs in anew, as on another device. */
  again(id: string): Promise<Player> {
    this.#known.delete(id)
    return this.person(id)
  }

  async #signsIn(id: string): Promise<Player> {
    const response = await fetch(`${this.#origin}/api/accounts/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origin },
      body: JSON.stringify({ email: demoEmail(id), password: DEMO_PASSWORD }),
    })
    if (!response.ok)
      throw new Unexpected(`${id} does not sign in: ${((await read<object>(response)) as Refused).code}`)
    return new Player(id, this.#origin, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }
}
