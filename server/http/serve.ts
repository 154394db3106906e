import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isProved } from '../../shared/accounts/proof-rules.ts'
import { api } from '../../shared/api.ts'
import type { Json } from '../../shared/canonical-json.ts'
import { type Decision, type Refusal, type RefusalCode, refuse } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { NEWS_HEADER } from '../../shared/live/news.ts'
import { deviceOf } from '../accounts/device.ts'
import type { House } from '../house.ts'
import type { Asker, Domain, Handler, Handlers } from './handlers.ts'
import type { Metrics } from './metrics.ts'
import { refusalBody, statusOf } from './refusals.ts'
import { MOST_BODY_BYTES, namesOneHost, sameOrigin, secure } from './security.ts'

/** What every request carries through the pipeline. */
export type Variables = {
  /** The id to quote of this request; made when it is first asked for. */
  readonly requestId: () => string
  /** The code it was refused with, once it was. */
  refused?: RefusalCode
  /** Who asked, once it is known. */
  by?: AccountId
}
export type Server = Hono<{ Variables: Variables }>
export type Call = Context<{ Variables: Variables }>

/** The HTTP side: one route per endpoint of the wire, parsed by its schema, answered by its handler. */
export function createServer(house: House, handlers: Handlers, metrics: Metrics): Server {
  const server: Server = new Hono()
  server.use(async (call, next) => {
    let id: string | null = null
    call.set('requestId', () => {
      id ??= house.newId()
      return id
    })
    await next()
    metrics.answered(call.res.status, call.get('refused'))
    noteRefused(house, call)
    secure(house.settings, call)
    if (incomingOf(call)?.httpVersionMajor === 2) for (const name of OF_ONE_LINE) call.res.headers.delete(name)
  })
  server.use(async (call, next) => {
    const incoming = incomingOf(call)
    return incoming && !namesOneHost(incoming) ? answerRefusal(call, { code: 'malformed', rule: 'AC81' }) : next()
  })
  // Also where no schema stands before the store: PostgreSQL keeps no zero byte.
  server.use(async (call, next) =>
    call.req.url.includes('%00') ? answerRefusal(call, { code: 'malformed', rule: 'AC6' }) : next(),
  )
  server.onError((error, call) => {
    // Who goes in the middle of a body is no fault of ours, and hears no answer.
    if (incomingOf(call)?.readableAborted) return answerRefusal(call, { code: 'malformed', rule: 'AC81' })
    house.log('error', 'fault', {
      requestId: call.get('requestId')(),
      path: call.req.path,
      error: error.stack ?? String(error),
    })
    return call.json({ code: 'fault', requestId: call.get('requestId')() }, 500)
  })
  const limited = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: (call) => answerRefusal(call, { code: 'too-large', rule: 'AC6' }),
  })
  // What has no body is not read for one: questions are most of what is asked.
  // Files are read by their own routes, which hold them to a bound of their own.
  server.use('/api/*', (call, next) => {
    if (call.req.method === 'GET') return next()
    if (!call.req.path.endsWith('/upload')) return limited(call, next)
    return sameOrigin(house.settings, call)
      ? next()
      : Promise.resolve(answerRefusal(call, { code: 'foreign-origin', rule: 'AC5' }))
  })
  for (const domain of Object.keys(api) as Domain[]) {
    for (const [name, endpoint] of Object.entries(api[domain])) {
      const handler = (handlers[domain] as Record<string, Handler<unknown, unknown>>)[name]
      if (!handler) throw new Error(`no handler for ${domain}/${name}`)
      const path = `/api/${domain}/${name}`
      const kind = endpoint.method === 'GET' ? 'query' : 'command'
      server.on(endpoint.method, path, async (call) => {
        const from = metrics.live.now()
        const answer = await serve(house, call, `${domain}/${name}`, endpoint, handler)
        metrics.endpoint(`${domain}/${name}`, kind, metrics.live.now() - from)
        return answer
      })
    }
  }
  return server
}

/** Refusals that somebody meets who tries what they may not; the others are met by everybody, and counted alone. */
const TELLING: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'no-right',
  'second-factor-missing',
  'foreign-origin',
  'malformed',
  'too-large',
  'wrong-file',
  'unsafe-file',
  'too-many-tries',
  'too-fast',
])

/** Of an address only what is ours is said: whoever made up another may have put anything into it. Source: RULES.md WA3, WA7. */
function noteRefused(house: House, call: Call): void {
  const code = call.get('refused')
  if (code === undefined || !TELLING.has(code)) return
  const asked = /^\/api\/([a-z/-]{1,80})$/.exec(call.req.path)?.[1] ?? 'elsewhere'
  house.log('info', 'refused', { requestId: call.get('requestId')(), asked, code, account: call.get('by') ?? null })
}

/** Headers about a line of its own, which HTTP/2 has not and forbids. Source: RFC 9113, 8.2.2. */
const OF_ONE_LINE = ['connection', 'transfer-encoding']

/** The request as Node has it; none where nobody listens. */
const incomingOf = (call: Call) =>
  (call.env as { incoming?: IncomingMessage | Http2ServerRequest } | undefined)?.incoming

type AnyEndpoint = {
  readonly method: 'GET' | 'POST'
  readonly open: boolean
  readonly enrolling: boolean
  readonly stepUp: boolean
  readonly input: { safeParse(value: unknown): { success: boolean; data?: unknown } }
}

async function serve(
  house: House,
  call: Call,
  endpoint: string,
  spec: AnyEndpoint,
  handler: Handler<unknown, unknown>,
): Promise<Response> {
  call.header('cache-control', 'no-store')
  if (spec.method === 'POST' && !sameOrigin(house.settings, call))
    return answerRefusal(call, { code: 'foreign-origin', rule: 'AC5' })
  const asker = await whoKnocks(house, call)
  if (!asker && !spec.open) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
  if (asker?.waits && !spec.open && !spec.enrolling)
    return answerRefusal(call, { code: 'second-factor-missing', rule: 'AC20' })
  // A page whose cookie became somebody else's in another tab must not act as them. Source: RULES.md LT70.
  const named = call.req.header('x-account')
  if (spec.method === 'POST' && named !== undefined && asker?.account !== named)
    return answerRefusal(call, { code: 'signed-out', rule: 'LT70' })
  const raw = spec.method === 'GET' ? call.req.query() : await readJson(call)
  const parsed = raw === MALFORMED ? { success: false } : spec.input.safeParse(raw)
  if (!parsed.success || !isKeepable(parsed.data)) return answerRefusal(call, { code: 'malformed', rule: 'AC6' })
  // Told before the question is answered: what happens from here on, the page hears from its news. Source: RULES.md SE71.
  if (asker && spec.method === 'GET') call.header(NEWS_HEADER, String(house.news.newest()))
  if (spec.stepUp && asker) {
    const may = isProved(asker.proof, house.clock.now())
    if (!may.ok) return answerRefusal(call, may.refusal)
  }
  const decision = await run(house, call, endpoint, handler, asker, parsed.data)
  if (spec.stepUp && asker && decision.ok) house.signIns.acted(asker.signInHash, asker.proof)
  return decision.ok ? call.json(decision.facts as object) : answerRefusal(call, decision.refusal)
}

const MALFORMED = Symbol('malformed')

/** Whether every word can be kept by each store and hashed: no zero byte, and no half of a letter. Source: RULES.md AC6. */
const isKeepable = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed() && !value.includes('\0')
    : typeof value !== 'object' || value === null || Object.values(value).every(isKeepable)

async function readJson(call: Call): Promise<unknown> {
  const [type = ''] = (call.req.header('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json') return MALFORMED
  try {
    return await call.req.json()
  } catch {
    return MALFORMED
  }
}

/** Who the cookie is, also while it waits for its second factor; a prolonged sign-in gets its cookie again. */
async function whoKnocks(house: House, call: Call): Promise<Asker | null> {
  const found = await house.signIns.find(call.req.header('cookie'))
  if (found) call.set('by', found.account)
  if (found?.freshCookie) call.header('set-cookie', found.freshCookie, { append: true })
  return found ? { account: found.account, signInHash: found.signInHash, waits: found.waits, proof: found.proof } : null
}

/** Who asks and may be answered: nobody whose sign-in waits for its second factor. Source: RULES.md AC20. */
export async function whoAsks(house: House, call: Call): Promise<Asker | null> {
  const asker = await whoKnocks(house, call)
  return asker?.waits ? null : asker
}

async function run(
  house: House,
  call: Call,
  endpoint: string,
  handler: Handler<unknown, unknown>,
  asker: Asker | null,
  input: unknown,
): Promise<Decision<unknown>> {
  if (handler.kind === 'own') {
    const reply = {
      setCookie: (header: string) => call.header('set-cookie', header, { append: true }),
      address: addressOf(house, call),
      host: new URL(call.req.url).host,
      cookie: call.req.header('cookie'),
      device: deviceOf(call.req.header('user-agent')),
    }
    return handler.run(house, asker, input, reply)
  }
  if (!asker) return refuse('signed-out', 'AC1')
  if (handler.kind === 'query') return handler.run(house, asker.account, input)
  const { requestId, ...words } = input as { requestId?: string } & Record<string, Json>
  return house.acts.run({ by: asker.account, endpoint, requestId, input: words }, (one) => handler.run(one, words))
}

/**
 * The caller's address, for limits only; a proxy's word is believed only where the operator says so, and of a list only its own, the
 * last: those before it are what the caller said. Source: RULES.md AC4, AC18.
 */
export function addressOf(house: House, call: Call): string {
  const forwarded = house.settings.trustProxy
    ? call.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  return forwarded ?? incomingOf(call)?.socket?.remoteAddress ?? 'local'
}

export function answerRefusal(call: Call, refusal: Refusal): Response {
  call.set('refused', refusal.code)
  return call.json(refusalBody(refusal, languageOf(call), call.get('requestId')()), statusOf(refusal.code))
}

/** The reader's language: what the page says it shows, else the browser's first that we speak, else Russian. */
export function languageOf(call: Call): Language {
  const asked = call.req.query('language') ?? call.req.header('x-language')
  if (isLanguage(asked)) return asked
  const wished = (call.req.header('accept-language') ?? '')
    .split(',')
    .map((one) => one.trim().slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? LANGUAGES[1]
}
