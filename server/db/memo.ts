import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * What many readers ask for alike, loaded once for each state of the store: a hall that asks its panels again after an act
 * costs one question and not three hundred. Only for queries outside acts, and only for what acts alone change.
 */
export type Memo = {
  /** `load`'s answer as of the newest act; nobody may change it. `key` names everything it depends on beside the store. */
  of<T>(key: string, load: () => Promise<T>): Promise<T>
}

/** A memo of a store, whoever writes in it: each question first looks how far the store is. Source: RULES.md SE58. */
export function createMemo(db: Database): Memo {
  const look = stateOf(db)
  let state = ''
  let known = new Map<string, Promise<unknown>>()
  return {
    async of<T>(key: string, load: () => Promise<T>): Promise<T> {
      const now = await look()
      if (now !== state) {
        state = now
        known = new Map()
      }
      const found = known.get(key)
      if (found) return found as Promise<T>
      const loading = load()
      const here = known
      here.set(key, loading)
      // What could not be loaded is tried again by the next who asks.
      loading.catch(() => here.delete(key))
      return loading
    },
  }
}

/**
 * How far a store is: every act writes an entry of the record book, or news, or both. Whoever asks before the look is made shares it:
 * it sees all that was answered before they asked. Its words are put together once.
 */
function stateOf(db: Database): () => Promise<string> {
  const asked = sql<{ entry: number | null; news: number | null }>`
    select (select max(number) from record) as entry, (select max(seq) from news) as news`.compile(db)
  let next: Promise<string> | null = null
  const look = async () => {
    // All questions that have already come in are read before it.
    await new Promise((done) => setImmediate(done))
    next = null
    const { rows } = await db.executeQuery(asked)
    return `${rows[0]?.entry} ${rows[0]?.news}`
  }
  return () => {
    next ??= look()
    return next
  }
}
