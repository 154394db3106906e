import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { ask, askAgain, keepForGood, newsAtFirst } from './api.ts'
import { drawShare } from './clock.tsx'

/** `lost` after a break until the news come again. */
export type NewsState = 'connecting' | 'live' | 'lost'
type News = { readonly topics: readonly string[]; readonly newest: number | null }
type Told = News | { readonly state: NewsState }

const GATHER_MS = 10
const SPREAD_MS = 180
const AGAIN_MS = 2_000
/** One question that hangs holds up the others no longer than this. */
const LONGEST_ROUND_MS = 2_000

const NewsContext = createContext<NewsState>('connecting')
/** Whether what is shown is kept up to date by the server right now. */
export const useNewsState = (): NewsState => useContext(NewsContext)

/** Whether a query is made old, by its key or by what it answered last. */
type Matcher = (key: readonly unknown[], data?: unknown) => boolean
const of =
  (domain: string, ...names: string[]): Matcher =>
  (key) =>
    key[0] === domain && (names.length === 0 || names.includes(String(key[1])))
const about =
  (domain: string, name: string, field: string, value: string): Matcher =>
  (key) =>
    key[0] === domain && key[1] === name && (key[2] as Record<string, unknown> | undefined)?.[field] === value

type Queue = { readonly waiting?: readonly { readonly textId: string }[] }

/** Amendments and translators' queues that were read off a live text; one that has not answered yet may be of it. */
const readOff =
  (text: string): Matcher =>
  ([domain, name], data) => {
    if (domain === 'translations')
      return name === 'queue' && (!data || (data as Queue).waiting?.some(({ textId }) => textId === text) === true)
    if (domain !== 'amendments') return false
    if (!data) return ['consolidated', 'list', 'amendment'].includes(String(name))
    const {
      texts = [],
      live = [],
      amends,
    } = data as {
      texts?: readonly unknown[]
      live?: readonly string[]
      amends?: string | null
    }
    if (name === 'consolidated') return live.includes(text)
    return (name === 'list' && texts.includes(text)) || (name === 'amendment' && amends === text)
  }

/** Versions never change but by redactions: no other news fetch one again, over the wifi of a hall. */
const redactedIn =
  (recommendation: string): Matcher =>
  ([domain, name], data) =>
    domain === 'versions' &&
    name === 'version' &&
    (!data || (data as { recommendation?: string }).recommendation === recommendation)

/** Which queries a topic makes old. */
export function matchersOf(topic: string): readonly Matcher[] {
  const colon = topic.indexOf(':')
  const kind = colon < 0 ? topic : topic.slice(0, colon)
  const id = colon < 0 ? '' : topic.slice(colon + 1)
  switch (kind) {
    case 'session':
      return [
        of('sessions', 'list', 'session'),
        of('votes', 'prepare', 'prepare-question'),
        of('floor'),
        of('comments', 'threads'),
        of('minutes'),
      ]
    case 'councils':
      return [of('councils'), of('accounts', 'me')]
    case 'attendance':
      return [of('sessions', 'session', 'attendance'), of('votes', 'prepare', 'prepare-question'), of('floor')]
    case 'floor':
      return [of('floor')]
    case 'order':
      return [of('votes', 'prepare', 'prepare-question')]
    case 'connected':
      return [of('sessions', 'connected'), of('votes', 'prepare', 'prepare-question')]
    case 'recommendations':
      return [
        of('recommendations', 'list', 'recommendation'),
        of('votes', 'prepare', 'prepare-question'),
        of('exports'),
      ]
    case 'recommendation':
      return [
        of('amendments', 'counts'),
        of('recommendations', 'list', 'coverage'),
        about('recommendations', 'recommendation', 'id', id),
        about('recommendations', 'text', 'id', id),
        about('versions', 'list', 'recommendation', id),
        about('comments', 'threads', 'recommendation', id),
        about('versions', 'redactions', 'recommendation', id),
        of('versions', 'waiting-redactions'),
        about('translations', 'text', 'recommendation', id),
        of('translations', 'behind'),
        about('votes', 'prepare', 'recommendation', id),
        of('amendments', 'list', 'amendment', 'consolidated'),
        about('adoption', 'text', 'recommendation', id),
        about('adoption', 'final', 'recommendation', id),
        of('adoption', 'published', 'published-text', 'finals'),
      ]
    case 'redacted':
      return [redactedIn(id)]
    case 'votes':
      return [
        of('votes', 'list', 'now', 'prepare', 'prepare-question', 'series', 'trial'),
        of('amendments', 'counts', 'list', 'amendment'),
        of('recommendations', 'list', 'recommendation'),
        of('floor'),
      ]
    case 'vote':
      return [
        about('votes', 'vote', 'id', id),
        about('votes', 'opinions', 'vote', id),
        of('votes', 'list', 'now'),
        of('recommendations', 'list', 'recommendation'),
        of('adoption', 'text'),
      ]
    case 'text':
      return [of('recommendations', 'text', 'authors', 'contributions'), of('adoption', 'final'), readOff(id)]
    case 'amendments':
      return [of('amendments', 'list', 'counts', 'consolidated'), of('votes', 'prepare-question')]
    case 'amendment':
      return [of('amendments', 'list'), about('amendments', 'amendment', 'id', id)]
    case 'minutes':
      return [of('minutes')]
    case 'evidence':
      return [of('evidence')]
    case 'translations':
      return [of('translations')]
    case 'screens':
      return [of('screens')]
    case 'plan':
      return [of('sessions', 'plan', 'preparation')]
    case 'revisions':
      return [of('versions', 'revisions', 'revision')]
    case 'comments':
      return [of('comments', 'list')]
    case 'threads':
    case 'open-threads':
      return [id === '' ? of('comments', 'threads') : about('comments', 'threads', 'recommendation', id)]
    case 'mentions':
      return [of('comments', 'mentions')]
    case 'follow-up':
      return [of('follow-up')]
    case 'record':
      return [of('record')]
    case 'standing':
      return [of('status')]
    case 'sign-ins':
      return [of('accounts', 'sign-ins')]
    case 'devices':
      return [of('accounts', 'devices-off')]
    case 'everything':
      return [() => true]
    default:
      return []
  }
}

const NOTHING: News = { topics: [], newest: null }
function newsOf(data: unknown): News {
  if (typeof data !== 'string') return NOTHING
  try {
    const { topics = [] } = JSON.parse(data) as { topics?: readonly { topic: string; seq: number }[] }
    return {
      topics: topics.map(({ topic }) => topic),
      newest: topics.reduce<number | null>((newest, { seq }) => Math.max(newest ?? 0, seq), null),
    }
  } catch {
    return NOTHING
  }
}

/** Listens to the server and tells what came; comes back by itself, also after an answer that ends an EventSource. */
export function listen(
  asked: Readonly<Record<string, string>>,
  tell: (told: Told) => void,
  since: () => number | null = () => null,
): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const start = () => {
    const from = since()
    source = new EventSource(
      `/api/news?${new URLSearchParams({ ...asked, ...(from !== null && { since: `${from}` }) })}`,
    )
    source.onopen = () => tell({ state: 'live' })
    source.onmessage = (event: MessageEvent<unknown>) => tell(newsOf(event.data))
    source.onerror = () => {
      tell({ state: 'lost' })
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(start, AGAIN_MS)
    }
  }
  // A line that was cut can look open for minutes; a device that loses or finds its network asks anew at once.
  const anew = () => {
    clearTimeout(timer)
    source?.close()
    tell({ state: 'lost' })
    start()
  }
  start()
  window.addEventListener('offline', anew)
  window.addEventListener('online', anew)
  return () => {
    window.removeEventListener('offline', anew)
    window.removeEventListener('online', anew)
    clearTimeout(timer)
    source?.close()
  }
}

/** The newest act this page heard of in a session. */
const heardKey = (session: string) => ['news', 'heard', session]

/**
 * One listener a browser where Web Locks are there (a secure context): the tab with the lock listens and tells the others.
 * Elsewhere every tab listens for itself.
 */
function follow(queries: QueryClient, session: string, tell: (told: Told) => void): () => void {
  const key = heardKey(session)
  const heard = () => queries.getQueryData<number>(key)
  const hear = (told: Told) => {
    if ('newest' in told && told.newest !== null) keepForGood(queries, key, Math.max(heard() ?? 0, told.newest))
    tell(told)
  }
  // Between the answers of a page and its line, or one tab's line and the next one's, something may happen.
  const since = () => heard() ?? newsAtFirst(queries) ?? null
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return listen({ session }, hear, since)
  const name = `kenes-news-${session}`
  const channel = new BroadcastChannel(name)
  const leaving = new AbortController()
  let last: Told | undefined
  let stop: (() => void) | undefined
  channel.onmessage = (event: MessageEvent<Told | 'how-is-it'>) => {
    if (event.data !== 'how-is-it') hear(event.data)
    else if (stop && last) channel.postMessage(last)
  }
  channel.postMessage('how-is-it')
  navigator.locks
    .request(name, { signal: leaving.signal }, () => {
      if (leaving.signal.aborted) return
      const lead = (told: Told) => {
        if ('state' in told) last = told
        hear(told)
        channel.postMessage(told)
      }
      stop = listen({ session }, lead, since)
      return new Promise<void>((done) => leaving.signal.addEventListener('abort', () => done()))
    })
    .catch(() => undefined)
  return () => {
    stop?.()
    leaving.abort()
    channel.close()
  }
}

/**
 * Gathers topics for a moment and makes the matching queries old once. While a round of questions is under way the next one waits
 * for it: a server that is slower than the news must not be asked ever more, with answers that nobody looks at. Source: RULES.md SE59.
 */
function gatherer(queries: QueryClient) {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let isDue = false
  const ask = async () => {
    const matchers = [...waiting].flatMap(matchersOf)
    waiting.clear()
    isDue = false
    asking = true
    const old = askAgain(queries, (query) => matchers.some((matches) => matches(query.queryKey, query.state.data)))
    await Promise.race([old, new Promise((done) => setTimeout(done, LONGEST_ROUND_MS))])
    asking = false
    if (isDue) void ask()
  }
  return {
    add(topics: readonly string[]) {
      for (const topic of topics) waiting.add(topic)
      if (timer !== undefined || isDue || waiting.size === 0) return
      timer = setTimeout(
        () => {
          timer = undefined
          if (asking) isDue = true
          else void ask()
        },
        GATHER_MS + drawShare() * SPREAD_MS,
      )
    },
    stop() {
      clearTimeout(timer)
      isDue = false
    },
  }
}

/** Keeps every query of a session up to date by the server's news; after a break everything is asked again. */
export function NewsProvider({ session, children }: { session: string | null; children: ReactNode }) {
  const queries = useQueryClient()
  const [state, setState] = useState<NewsState>('connecting')
  useEffect(() => {
    if (!session) return
    const gather = gatherer(queries)
    let broken = false
    const stop = follow(queries, session, (told) => {
      if ('topics' in told) return gather.add(told.topics)
      setState(told.state)
      if (told.state === 'lost') {
        // A line that ends may be a sign-in that ended: the answer leads to the door.
        if (!broken) void ask('accounts', 'me', {}).catch(() => undefined)
        broken = true
      } else if (broken) {
        broken = false
        void askAgain(queries)
      }
    })
    // A phone that was asleep may have missed news without a broken line.
    const awake = () => {
      if (document.visibilityState === 'visible') void askAgain(queries)
    }
    document.addEventListener('visibilitychange', awake)
    return () => {
      document.removeEventListener('visibilitychange', awake)
      gather.stop()
      stop()
    }
  }, [session, queries])
  return <NewsContext value={state}>{children}</NewsContext>
}
