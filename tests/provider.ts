import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderSettings } from '../shared/accounts/provider-rules.ts'

const CLIENT = { id: 'kenes', secret: 'a secret of the client' }

/** What the provider says of the next who comes, and how honestly. */
export type Says = {
  readonly claims?: Readonly<Record<string, unknown>>
  /** What the endpoint about the person says beside the subject. */
  readonly person?: Readonly<Record<string, unknown>>
  readonly alg?: 'RS256' | 'none' | 'HS256'
  readonly key?: KeyObject
  readonly noIdToken?: boolean
  /** The token endpoint answers so. */
  readonly token?: 'hangs up' | 'unavailable' | 'refuses'
}

type Asked = { readonly challenge: string; readonly redirect: string; readonly nonce: string }

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const digest = (words: string): string => createHash('sha256').update(words).digest('base64url')

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A key of nobody. */
export const strangersKey = (): KeyObject => pair().privateKey

/** An identity provider of the tests' own: a server with discovery, keys, a page, codes with PKCE, ID tokens and an endpoint about the person. */
export class IdentityProvider {
  says: Says = {}
  /** Every code, token and answer it gave. */
  readonly gave: string[] = []
  #keys = pair()
  #codes = new Map<string, Asked>()
  #server = createServer((asked, answer) => void this.#answer(asked, answer))
  #port = 0

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Listens, again on the same port once it has one. */
  async opens(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async closes(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  settings(own: string, given: Partial<ProviderSettings> = {}): ProviderSettings {
    return {
      issuer: this.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      own,
      name: { kk: 'Министрлік', ru: 'Министерство', en: 'Ministry' },
      secondFactor: [],
      linkByEmail: false,
      ...given,
    }
  }

  /** As a browser whose person agrees: the query of the address it is sent back to. */
  async agrees(address: string): Promise<string> {
    const sent = await fetch(address.replace('/authorize?', '/agreed?'), { redirect: 'manual' })
    return new URL(sent.headers.get('location') ?? '').search.slice(1)
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? '/', this.issuer)
    const json = (body: unknown, status = 200) =>
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return void json({
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`,
          userinfo_endpoint: `${this.issuer}/person`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          // As a careless provider says it: the alg of a token must be believed by nobody for that.
          id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
          code_challenge_methods_supported: ['S256'],
        })
      case '/keys':
        return void json({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] })
      case '/authorize':
        return void answer
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(`<h1>Ministry</h1><a href="/agreed?${url.search.slice(1).replaceAll('&', '&amp;')}">Agree</a>`)
      case '/agreed':
        return void answer.writeHead(303, { location: this.#agreed(url.searchParams) }).end()
      case '/token':
        return this.#token(asked, json)
      case '/person':
        return void json({ sub: this.#subject(), ...this.says.person })
      default:
        return void json({}, 404)
    }
  }

  #agreed(asked: URLSearchParams): string {
    const given = (name: string) => asked.get(name) ?? ''
    if (given('client_id') !== CLIENT.id || given('code_challenge_method') !== 'S256') throw new Error('badly asked')
    const code = this.#given(randomBytes(16).toString('base64url'))
    const redirect = given('redirect_uri')
    this.#codes.set(code, { challenge: given('code_challenge'), redirect, nonce: given('nonce') })
    return `${redirect}?${new URLSearchParams({ code, state: given('state') })}`
  }

  async #token(asked: IncomingMessage, json: (body: unknown, status?: number) => unknown): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of asked) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const code = form.get('code') ?? ''
    const known = this.#codes.get(code)
    this.#codes.delete(code)
    if (this.says.token === 'hangs up') return void asked.socket.destroy()
    if (this.says.token === 'unavailable') return void json({}, 503)
    const [id, secret] = Buffer.from(asked.headers.authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':')
      .map((one) => decodeURIComponent(one.replaceAll('+', ' ')))
    const fits =
      id === CLIENT.id &&
      secret === CLIENT.secret &&
      known?.redirect === form.get('redirect_uri') &&
      known.challenge === digest(form.get('code_verifier') ?? '')
    if (!fits || this.says.token === 'refuses') return void json({ error: 'invalid_grant' }, 400)
    json({
      access_token: this.#given(randomBytes(16).toString('base64url')),
      token_type: 'Bearer',
      expires_in: 60,
      ...(this.says.noIdToken ? {} : { id_token: this.#given(this.#idToken(known.nonce)) }),
    })
  }

  #idToken(nonce: string): string {
    const { claims, alg = 'RS256', key = this.#keys.privateKey } = this.says
    const now = Math.floor(Date.now() / 1000)
    const said = { iss: this.issuer, aud: CLIENT.id, sub: this.#subject(), iat: now, exp: now + 60, nonce, ...claims }
    const words = `${base64url({ alg })}.${base64url(said)}`
    const signature =
      alg === 'none'
        ? ''
        : alg === 'HS256'
          ? createHmac('sha256', CLIENT.secret).update(words).digest('base64url')
          : sign('sha256', Buffer.from(words), key).toString('base64url')
    return `${words}.${signature}`
  }

  #subject(): unknown {
    return this.says.claims?.sub ?? 'person-1'
  }

  #given(words: string): string {
    this.gave.push(words)
    return words
  }
}
