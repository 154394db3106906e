import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Tx } from '../db/database.ts'

/** One thing that changed; never its content. `seq` is the newest act's number when it was told. */
export type Topic = { readonly topic: string; readonly seq: number }

/** One open page that wants to hear what changes in a session. */
export type Listener = {
  readonly account: AccountId
  readonly signInHash: string
  readonly hear: (topics: readonly Topic[]) => void
  readonly end: () => void
}

/** Tells open pages that something changed; they ask the query again, so nothing a reader may not see is in it. */
export type News = {
  /** Tells who listens on this server. */
  tell(session: SessionId, topics: readonly string[]): void
  /** Tells what acts, on this server or another, have put into the store since the last look. */
  look(): Promise<void>
  /** What acts did in a session after act `seq`, as far as it is still known; for one who comes back. */
  since(session: SessionId, seq: number): Promise<readonly Topic[]>
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
export async function openNews(db: Database): Promise<News> {
  const sessions = new Map<SessionId, Set<Listener>>()
  let seen = await newestOf(db)
  let looking: Promise<void> | null = null
  let again = false
  const all = () => [...sessions.values()].flatMap((set) => [...set])
  const tell = (session: SessionId, topics: readonly string[]) => {
    const told = topics.map((topic) => ({ topic, seq: seen }))
    for (const listener of sessions.get(session) ?? []) listener.hear(told)
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
    look() {
      again = true
      looking ??= lookOnce().finally(() => {
        looking = null
      })
      return looking
    },
    async since(session, seq) {
      const rows = await db
        .selectFrom('news')
        .select(['seq', 'topics'])
        .where('session', '=', session)
        .where('seq', '>', seq)
        .orderBy('seq')
        .execute()
      return rows.flatMap((row) => (JSON.parse(row.topics) as string[]).map((topic) => ({ topic, seq: row.seq })))
    },
    listen(session, listener) {
      const set = sessions.get(session) ?? new Set<Listener>()
      sessions.set(session, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && sessions.get(session) === set) sessions.delete(session)
      }
    },
    readers: (session) => new Set([...(sessions.get(session) ?? [])].map(({ account }) => account)),
    allReaders: () =>
      new Map([...sessions].map(([session, set]) => [session, new Set([...set].map(({ account }) => account))])),
    signIns: () => new Map(all().map(({ signInHash, account }) => [signInHash, account])),
    signedOut(signInHash) {
      for (const listener of all()) if (listener.signInHash === signInHash) listener.end()
    },
    close() {
      for (const listener of all()) listener.end()
    },
  }
}
