import type { AccountId, SessionId } from '../../shared/ids.ts'

/** One thing that changed; never its content. `seq` grows with every message of this server. */
export type Topic = { readonly topic: string; readonly seq: number }

/** One open page that wants to hear what changes in a session. */
export type Listener = {
  readonly account: AccountId
  readonly hear: (topics: readonly Topic[]) => void
  readonly end: () => void
}

/** Tells open pages that something changed; they ask the query again, so nothing a reader may not see is in it. */
export type News = {
  tell(session: SessionId, topics: readonly string[]): void
  /** The answer takes the listener away. */
  listen(session: SessionId, listener: Listener): () => void
  readers(session: SessionId): ReadonlySet<AccountId>
  /** Ends the streams of an account that signed out. */
  signedOut(account: AccountId): void
  close(): void
}

export function createNews(): News {
  const sessions = new Map<SessionId, Set<Listener>>()
  let seq = 0
  const listeners = (session: SessionId) => sessions.get(session) ?? new Set<Listener>()
  const all = () => [...sessions.values()].flatMap((set) => [...set])
  return {
    tell(session, topics) {
      if (topics.length === 0) return
      seq += 1
      const told = topics.map((topic) => ({ topic, seq }))
      for (const listener of listeners(session)) listener.hear(told)
    },
    listen(session, listener) {
      const set = listeners(session)
      sessions.set(session, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && sessions.get(session) === set) sessions.delete(session)
      }
    },
    readers: (session) => new Set([...listeners(session)].map(({ account }) => account)),
    signedOut(account) {
      for (const listener of all()) if (listener.account === account) listener.end()
    },
    close() {
      for (const listener of all()) listener.end()
    },
  }
}
