import type { AccountId, ScreenId, SessionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Tx } from '../db/database.ts'

/** One thing that changed; never its content. `seq` is the newest act's number when it was told. */
export type Topic = { readonly topic: string; readonly seq: number }

/** Whose page it is: an account's under a sign-in, or a screen of the hall, which is nobody's. */
export type Reader = { readonly account: AccountId; readonly signInHash: string } | { readonly screen: ScreenId }

/** One open page that wants to hear what changes in a session. */
export type Listener = {
  readonly reader: Reader
  /** Those who look on hear no id of what they may not see. Source: RULES.md SE55. */
  readonly looksOn: boolean
  readonly hear: (topics: readonly Topic[]) => void
  readonly end: () => void
}

/** Handed in by the wiring, which knows the rules. */
type Needs = {
  readonly db: Database
  /** Topics as those who look on may hear them. */
  readonly forLookersOn: (session: SessionId, topics: readonly string[]) => Promise<readonly string[]>
  /** An account has its first page of a session open, or none any more. */
  readonly readersChanged: () => void
}

/** Tells open pages that something changed; they ask the query again, so nothing a reader may not see is in it. */
export type News = {
  /** Tells who listens on this server. */
  tell(session: SessionId, topics: readonly string[]): void
  /** Tells the open pages of one account on this server. */
  tellAccount(account: AccountId, topics: readonly string[]): void
  /** Tells what acts, on this server or another, have put into the store since the last look. */
  look(): Promise<void>
  /** The newest act that was told here: an answer to a question asked from now on holds at least what it did. */
  newest(): number
  /** What acts did in a session after act `seq`, `everything` when that is no longer known; for one who comes or comes back. */
  since(session: SessionId, seq: number, looksOn: boolean): Promise<readonly Topic[]>
  /** The answer takes the listener away. */
  listen(session: SessionId, listener: Listener): () => void
  readers(session: SessionId): ReadonlySet<AccountId>
  /** Who has a page open on this server, by session. */
  allReaders(): ReadonlyMap<SessionId, ReadonlySet<AccountId>>
  /** The sign-ins that listen on this server, and whose they are. */
  signIns(): ReadonlyMap<string, AccountId>
  /** Ends the streams of a sign-in that has ended. */
  signedOut(signInHash: string): void
  close(): void
}

/** News older than this many acts are forgotten: whoever was away so long asks everything anew. */
const MOST_KEPT = 1_000
/** Told to who was away too long: every question is asked again. */
const EVERYTHING = 'everything'

/** Puts an act's news into the store, in its transaction; acts are serial, so the numbers have no gaps. Only act.ts calls it. */
export async function appendNews(
  tx: Tx,
  at: Instant,
  topics: ReadonlyMap<SessionId, ReadonlySet<string>>,
): Promise<void> {
  let seq = await newestOf(tx)
  for (const [session, told] of topics) {
    seq += 1
    await tx
      .insertInto('news')
      .values({ seq, session, topics: JSON.stringify([...told]), at })
      .execute()
  }
  if (topics.size > 0)
    await tx
      .deleteFrom('news')
      .where('seq', '<=', seq - MOST_KEPT)
      .execute()
}

const newestOf = async (db: Database | Tx): Promise<number> =>
  (await db.selectFrom('news').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0

/** Opens the news of a store, from now on. */
export async function openNews({ db, forLookersOn, readersChanged }: Needs): Promise<News> {
  const sessions = new Map<SessionId, Set<Listener>>()
  let seen = await newestOf(db)
  let looking: Promise<void> | null = null
  let again = false
  const all = () => [...sessions.values()].flatMap((set) => [...set])
  /** What those who look on hear is looked up first, once for all of them, and told in the order in which it happened. */
  let filtered: Promise<void> = Promise.resolve()
  const listening = (session: SessionId) => [...(sessions.get(session) ?? [])]
  const tell = (session: SessionId, topics: readonly string[]) => {
    const seq = seen
    const told = topics.map((topic) => ({ topic, seq }))
    const all = listening(session)
    for (const listener of all) if (!listener.looksOn) listener.hear(told)
    if (!all.some(({ looksOn }) => looksOn)) return
    filtered = filtered
      .then(async () => {
        const allowed = (await forLookersOn(session, topics)).map((topic) => ({ topic, seq }))
        for (const listener of listening(session)) if (listener.looksOn && allowed.length > 0) listener.hear(allowed)
      })
      // A store that does not answer: they are ended, come back and ask everything anew.
      .catch(() => {
        for (const listener of listening(session)) if (listener.looksOn) listener.end()
      })
  }
  const lookOnce = async () => {
    do {
      again = false
      const rows = await db.selectFrom('news').selectAll().where('seq', '>', seen).orderBy('seq').execute()
      for (const { seq, session, topics } of rows) {
        seen = seq
        tell(session as SessionId, JSON.parse(topics))
      }
    } while (again)
  }
  return {
    tell,
    tellAccount(account, topics) {
      for (const listener of all())
        if ('account' in listener.reader && listener.reader.account === account)
          listener.hear(topics.map((topic) => ({ topic, seq: seen })))
    },
    look() {
      again = true
      looking ??= lookOnce().finally(() => {
        looking = null
      })
      return looking
    },
    newest: () => seen,
    async since(session, seq, looksOn) {
      const newest = await newestOf(db)
      if (seq < newest - MOST_KEPT) return [{ topic: EVERYTHING, seq: newest }]
      const rows = await db
        .selectFrom('news')
        .select(['seq', 'topics'])
        .where('session', '=', session)
        .where('seq', '>', seq)
        .orderBy('seq')
        .execute()
      const topics = []
      for (const row of rows) {
        const all: readonly string[] = JSON.parse(row.topics)
        for (const topic of looksOn ? await forLookersOn(session, all) : all) topics.push({ topic, seq: row.seq })
      }
      return topics
    },
    listen(session, listener) {
      const set = sessions.get(session) ?? new Set<Listener>()
      const before = accountsOf([...set]).size
      sessions.set(session, set.add(listener))
      if (accountsOf([...set]).size !== before) readersChanged()
      return () => {
        const earlier = accountsOf([...set]).size
        set.delete(listener)
        if (set.size === 0 && sessions.get(session) === set) sessions.delete(session)
        if (accountsOf([...set]).size !== earlier) readersChanged()
      }
    },
    readers: (session) => accountsOf(listening(session)),
    allReaders: () => new Map([...sessions].map(([session, set]) => [session, accountsOf([...set])])),
    signIns: () =>
      new Map(all().flatMap(({ reader }) => ('account' in reader ? [[reader.signInHash, reader.account]] : []))),
    signedOut(signInHash) {
      for (const listener of all())
        if ('account' in listener.reader && listener.reader.signInHash === signInHash) listener.end()
    },
    close() {
      for (const listener of all()) listener.end()
    },
  }
}

const accountsOf = (listeners: readonly Listener[]): ReadonlySet<AccountId> =>
  new Set(listeners.flatMap(({ reader }) => ('account' in reader ? [reader.account] : [])))
