import { type Query, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Api } from '../shared/api.ts'
import type { RefusalCode } from '../shared/decision.ts'
import { NEWS_HEADER } from '../shared/live/news.ts'
import { drawBytes, drawShare } from './clock.tsx'

export type Domain = keyof Api & string
type Named<D extends Domain, Method> = {
  [Name in keyof Api[D]]: Api[D][Name] extends { readonly method: Method } ? Name : never
}[keyof Api[D]] &
  string
export type QueryName<D extends Domain> = Named<D, 'GET'>
export type CommandName<D extends Domain> = Named<D, 'POST'>

/** What an endpoint is asked with. */
export type Asked<D extends Domain, Name extends keyof Api[D]> = Api[D][Name] extends {
  readonly input: { readonly _zod: { readonly input: infer Input } }
}
  ? Input
  : never
/** What an endpoint answers. */
export type Answer<D extends Domain, Name extends keyof Api[D]> = Api[D][Name] extends {
  readonly output: { readonly _zod: { readonly output: infer Output } }
}
  ? Output
  : never

/** Why an act was not done: a rule of the server, no connection, or a fault with a code to quote. */
export type Refusal = {
  readonly code: RefusalCode | 'no-connection' | 'fault'
  readonly rule: string | null
  readonly message: string
  readonly requestId: string
}
export type Acted<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

/** A query that was refused, as react-query wants it: thrown. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message || refusal.code)
    this.refusal = refusal
  }
}

/** Heard by main.tsx, which clears the cache and goes to the sign-in page. */
export const SIGNED_OUT_EVENT = 'kenes:signed-out'

/** Heard by main.tsx: the cookie is another account's now, as after a sign-in in another tab. */
export const SOMEONE_ELSE_EVENT = 'kenes:someone-else'

/** Heard by the page's own dialog, which asks for a proof that it is oneself and calls what it is given. */
export const STEP_UP_EVENT = 'kenes:step-up'
export type StepUpEvent = CustomEvent<(isProved: boolean) => void>

const ANSWER_WITHIN_MS = 8_000
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 3_000
const TRIES = 5

/** 16 random hex digits. */
export const newRequestId = (): string =>
  Array.from(drawBytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Full jitter, so that a hall of phones does not come back at the same moment. */
const wait = (attempt: number): Promise<void> =>
  new Promise((done) => setTimeout(done, drawShare() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)))

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What an answer that is no success says. */
export const refusalOf = (status: number, body: unknown): Refusal => {
  const said = isRecord(body) ? body : {}
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    code: (text(said.code) || (status === 401 ? 'signed-out' : 'fault')) as Refusal['code'],
    rule: text(said.rule) || null,
    message: text(said.message),
    requestId: text(said.requestId),
  }
}

const NO_CONNECTION: Refusal = { code: 'no-connection', rule: null, message: '', requestId: '' }
const isPassing = (status: number) => status === 502 || status === 503 || status === 504

/** One round trip; null when nothing came back and the same request may be sent again. */
async function send(
  path: string,
  init: RequestInit,
  hear: (newest: number) => void = () => undefined,
): Promise<Acted<unknown> | null> {
  try {
    const response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: { ...init.headers, 'accept-language': document.documentElement.lang },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (isPassing(response.status)) return null
    const newest = response.headers.get(NEWS_HEADER)
    if (newest !== null) hear(Number(newest))
    const body: unknown = await response.json()
    if (response.ok) return { ok: true, value: body }
    const refusal = refusalOf(response.status, body)
    if (refusal.code === 'signed-out')
      window.dispatchEvent(new Event(refusal.rule === 'LT70' ? SOMEONE_ELSE_EVENT : SIGNED_OUT_EVENT))
    return { ok: false, refusal }
  } catch {
    return null
  }
}

/** Asks a query once; throws `Refused`, so that react-query keeps what was shown before. */
export async function ask<D extends Domain, Name extends QueryName<D>>(
  domain: D,
  name: Name,
  input: Asked<D, Name>,
  hear?: (newest: number) => void,
): Promise<Answer<D, Name>> {
  const given = Object.entries((input ?? {}) as Record<string, unknown>).filter(([, value]) => value != null)
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  const answered = await send(`/api/${domain}/${name}${search ? `?${search}` : ''}`, { method: 'GET' }, hear)
  if (!answered) throw new Refused(NO_CONNECTION)
  if (!answered.ok) throw new Refused(answered.refusal)
  return answered.value as Answer<D, Name>
}

type ActOptions = {
  /** Of a press that is made again after nobody answered it: what it did, if anything, is not done twice. */
  readonly requestId?: string
  /** Whose page it is, so that nothing is done as somebody who signed in beside it. Source: RULES.md LT70. */
  readonly as?: string | undefined
  /** Asked after each failed try; without it an act is tried five times. */
  readonly keepTrying?: () => boolean
  /** Told when a try failed and the same request will be sent again. */
  readonly onRetry?: () => void
}

/** Whether the person showed anew who they are; false where no page can ask, or where they gave it up. */
const isProvedAnew = (): Promise<boolean> =>
  new Promise((done) => {
    const asked: StepUpEvent = new CustomEvent(STEP_UP_EVENT, { cancelable: true, detail: done })
    const isHeard = !window.dispatchEvent(asked)
    if (!isHeard) done(false)
  })

/**
 * Does an act: one fresh request id, sent again with the same id when the network fails, so that a retry never acts twice.
 * A refusal is a value. What carries weight is asked for a proof where it wants one, and then sent again as it was. Source: RULES.md AC54.
 */
export async function act<D extends Domain, Name extends CommandName<D>>(
  domain: D,
  name: Name,
  input: Omit<Asked<D, Name>, 'requestId'>,
  options: ActOptions = {},
): Promise<Acted<Answer<D, Name>>> {
  const body = JSON.stringify({ ...input, requestId: options.requestId ?? newRequestId() })
  for (let attempt = 0; ; attempt++) {
    const answered = await send(`/api/${domain}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(options.as === undefined ? {} : { 'x-account': options.as }) },
      body,
    })
    if (answered && !answered.ok && answered.refusal.code === 'step-up-needed' && (await isProvedAnew())) continue
    if (answered) return answered as Acted<Answer<D, Name>>
    const goOn = options.keepTrying ? options.keepTrying() : attempt + 1 < TRIES
    if (!goOn) return { ok: false, refusal: NO_CONNECTION }
    options.onRetry?.()
    await wait(attempt)
  }
}

/** The cache key of a query; news invalidates by its beginning. */
export const keyOf = (domain: Domain, name?: string, input?: unknown): readonly unknown[] =>
  name === undefined ? [domain] : input === undefined ? [domain, name] : [domain, name, input]

const FIRST_KEY = ['news', 'first']
/** The newest act that each answer of this page is sure to hold; what came after it is asked of the news. Source: RULES.md SE71. */
export const newsAtFirst = (queries: QueryClient): number | undefined => queries.getQueryData(FIRST_KEY)
function noteFirst(queries: QueryClient, newest: number): void {
  if (newest < (newsAtFirst(queries) ?? Number.POSITIVE_INFINITY)) keepForGood(queries, FIRST_KEY, newest)
}

/** Keeps what a page knows until it signs out. */
export function keepForGood(queries: QueryClient, key: readonly unknown[], value: number): void {
  queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY })
  queries.setQueryData(key, value)
}

/**
 * Makes answers old and asks those that are in sight again. react-query takes a first answer that is on its way for a new one; it may
 * have been given before what made it old, so it is asked once more when it is here. Source: RULES.md SE71.
 */
export async function askAgain(queries: QueryClient, isOld: (query: Query) => boolean = () => true): Promise<void> {
  const firsts = queries
    .getQueryCache()
    .findAll({ fetchStatus: 'fetching', predicate: (query) => query.state.data === undefined && isOld(query) })
    .map(async (query) => {
      await query.promise?.catch(() => undefined)
      await queries.invalidateQueries({ predicate: (one) => one === query })
    })
  await Promise.all([queries.invalidateQueries({ predicate: isOld }), ...firsts])
}

/** Asks and keeps asking when the news say so; `null` as input means "not yet". */
export function useAsk<D extends Domain, Name extends QueryName<D>>(
  domain: D,
  name: Name,
  input: Asked<D, Name> | null,
) {
  return useQuery<Answer<D, Name>, Refused>({
    queryKey: keyOf(domain, name, input),
    queryFn: ({ client }) => ask(domain, name, input as Asked<D, Name>, (newest) => noteFirst(client, newest)),
    enabled: input !== null,
  })
}

/** Whose page it is, as far as it knows. */
export const whoseIs = (queries: QueryClient): string | undefined =>
  queries.getQueryData<Answer<'accounts', 'me'>>(keyOf('accounts', 'me', {}))?.id

/** What a page shows of an act: that it is under way, or why it was refused. */
export type Doing = { readonly pending: boolean; readonly refusal: Refusal | null; readonly clear: () => void }

export type Said = readonly [Refusal | null, (refusal: Refusal | null) => void]
/** One place for the refusals of several acts: the newest, gone when the next of them begins. */
export const useSaid = (): Said => useState<Refusal | null>(null)

/**
 * An act of this page: runs once at a time and keeps the last refusal for the sentence under the button, or in a place it shares.
 * What was pressed without an answer keeps its request id until something else is: its answer may have been lost after it was done.
 */
export function useAct<D extends Domain, Name extends CommandName<D>>(domain: D, name: Name, shared?: Said) {
  const [pending, setPending] = useState(false)
  const own = useSaid()
  const [refusal, setRefusal] = shared ?? own
  const running = useRef(false)
  const unanswered = useRef<{ readonly said: string; readonly requestId: string } | null>(null)
  const queries = useQueryClient()
  const run = useCallback(
    async (input: Omit<Asked<D, Name>, 'requestId'>): Promise<Acted<Answer<D, Name>> | null> => {
      if (running.current) return null
      running.current = true
      setPending(true)
      setRefusal(null)
      const said = JSON.stringify(input)
      const requestId = unanswered.current?.said === said ? unanswered.current.requestId : newRequestId()
      const acted = await act(domain, name, input, { as: whoseIs(queries), requestId })
      unanswered.current = !acted.ok && acted.refusal.code === 'no-connection' ? { said, requestId } : null
      running.current = false
      setPending(false)
      if (!acted.ok) setRefusal(acted.refusal)
      // Whoever acted sees the effect at once, before the news come round.
      await askAgain(queries, ({ queryKey: [domain] }) => domain !== 'record' || acted.ok)
      return acted
    },
    [domain, name, queries, setRefusal],
  )
  return { run, pending, refusal, clear: () => setRefusal(null) }
}
