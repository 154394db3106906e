import { canonicalJson, type Json } from '../shared/canonical-json.ts'
import { type Decision, type Refusal, refuse } from '../shared/decision.ts'
import { sha256Hex } from '../shared/hash.ts'
import { type AccountId, newId, type SessionId, type TextId } from '../shared/ids.ts'
import type { Instant } from '../shared/time.ts'
import type { Database, Tx } from './db/database.ts'
import { setHead } from './live/log-rows.ts'
import { appendNews } from './live/news.ts'
import { type AttestedTable, attest } from './record/attested.ts'
import { appendEntries, type Entry } from './record/entries.ts'

/**
 * The spine. Every change of state is a command run by `Acts.run`:
 *   wait for the writers' turn → begin → find an earlier answer of the same request → run the command
 *   → append its facts to the record book → store the answer → commit → on the second disk, if there is one
 *   → re-judge live rooms → tell the news.
 * A refusal rolls everything back: nothing is changed by what was not allowed. A transaction that was lost on its way, or stood
 * in another's, is run again under the same request id: if it went through after all, it finds its own answer.
 */

/** What a command is given: its transaction, who acts and when, and the means to say what it did. */
export type Act = {
  readonly tx: Tx
  readonly at: Instant
  readonly by: AccountId
  readonly newId: () => string
  readonly random: (bytes: number) => Uint8Array
  /** Says one fact for the record book. `rows` are read back and attested. */
  readonly record: (entry: {
    readonly act: string
    readonly subject: string
    readonly by?: AccountId | null
    readonly facts?: Entry['facts']
    /** The presiding chair on whose word the operator pressed; it stands in the facts. Source: RULES.md SE9. */
    readonly onWordOf?: AccountId | null
    readonly rows?: readonly {
      readonly table: AttestedTable
      readonly key: Readonly<Record<string, string | number>>
    }[]
  }) => Promise<void>
  /** Says which topics of a session changed, for the news. */
  readonly tell: (session: SessionId, ...topics: readonly string[]) => void
  /** Says that stage, pen or rights of a text changed: its rooms are re-judged before the answer goes out. */
  readonly touchText: (text: TextId) => void
}

export type Request = {
  readonly by: AccountId
  /** `<domain>/<command>`; a request id is the caller's own per endpoint. */
  readonly endpoint: string
  readonly requestId?: string | undefined
  readonly input: Json
}

export type Acts = {
  /** Runs a command as one act. Refuses what the command refuses; malformed when a request id comes back with other words. */
  run<Answer>(request: Request, command: (act: Act) => Promise<Decision<Answer>>): Promise<Decision<Answer>>
  /** Writes sign-in rows, and when a screen was seen: no act of the councils, but a writer that takes its turn. */
  writeSignIn<T>(write: (db: Database) => Promise<T>): Promise<T>
}

type Needs = {
  readonly db: Database
  /** The log's writer waits while this runs. */
  readonly turn: <T>(write: () => Promise<T>) => Promise<T>
  readonly now: () => Instant
  readonly random: (bytes: number) => Uint8Array
  /** What an act's transaction does first, so that acts of several servers go one after another too. */
  readonly serialise: (tx: Tx) => Promise<void>
  /** Whether a COMMIT can get lost on its way, so that every act needs a request id to be found by. */
  readonly mayBeLost: boolean
  /** Whether the same transaction may go through when it is tried again, and how long to wait before that, in ms; null: never. */
  readonly tryAgainAfter: (fault: unknown, tries: number) => number | null
  readonly accessChanged: (text: TextId) => Promise<void>
  /** Resolves when what was committed is on the second disk too, where there is one. Source: RULES.md RB10. */
  readonly kept: () => Promise<void>
  /** The act is committed and its news are in the store: tells who listens. */
  readonly lookAtNews: () => Promise<void>
}

class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export function createActs(needs: Needs): Acts {
  let last: Promise<unknown> = Promise.resolve()
  /** Acts are serial: a ballot cannot be counted after the close, and the record's chain cannot fork. */
  const oneAfterAnother = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(() => needs.turn(() => withRetries(work)))
    last = mine.catch(() => undefined)
    return mine
  }
  const withRetries = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work()
      } catch (fault) {
        const wait = needs.tryAgainAfter(fault, tries)
        if (wait === null) throw fault
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  return {
    async writeSignIn(write) {
      const answer = await oneAfterAnother(() => write(needs.db))
      await needs.kept()
      return answer
    },

    async run(asked, command) {
      const request = needs.mayBeLost ? { ...asked, requestId: asked.requestId ?? newId(needs.random) } : asked
      // Kept over a retry: one that finds its own answer has touched what the lost try touched.
      const texts = new Set<TextId>()
      const inTransaction = () =>
        needs.db.transaction().execute(async (tx) => {
          const topics = new Map<SessionId, Set<string>>()
          await needs.serialise(tx)
          const stored = await storedAnswer(tx, request)
          if (stored) return stored
          const entries: Entry[] = []
          const at = needs.now()
          const decision = await command({
            tx,
            at,
            by: request.by,
            newId: () => newId(needs.random),
            random: needs.random,
            record: async ({ act, subject, by, facts, onWordOf, rows }) => {
              const attests = []
              for (const row of rows ?? []) attests.push(await attest(tx, row.table, row.key))
              entries.push({
                act,
                subject,
                by: by === undefined ? request.by : by,
                facts: onWordOf ? { ...facts, onWordOf } : (facts ?? {}),
                attests,
              })
            },
            tell: (session, ...changed) => {
              const told = topics.get(session) ?? new Set()
              for (const topic of [...changed, 'record']) told.add(topic)
              topics.set(session, told)
            },
            touchText: (text) => texts.add(text),
          })
          if (!decision.ok) throw new RolledBack(decision.refusal)
          for (const text of texts) await setHead(tx, text)
          await appendEntries(tx, at, entries)
          await appendNews(tx, at, topics)
          await storeAnswer(tx, request, at, decision.facts as Json)
          return decision
        })

      const decision = await oneAfterAnother(inTransaction).catch((error: unknown) => {
        if (error instanceof RolledBack) return { ok: false as const, refusal: error.refusal }
        throw error
      })
      if (decision.ok) await needs.kept()
      for (const text of texts) await needs.accessChanged(text)
      if (decision.ok) await needs.lookAtNews()
      return decision as Awaited<ReturnType<typeof command>>
    },
  }
}

async function storedAnswer(tx: Tx, request: Request): Promise<Decision<unknown> | null> {
  if (!request.requestId) return null
  const row = await tx
    .selectFrom('requests')
    .select(['input_hash', 'answer'])
    .where('account', '=', request.by)
    .where('endpoint', '=', request.endpoint)
    .where('id', '=', request.requestId)
    .executeTakeFirst()
  if (!row) return null
  if (row.input_hash !== sha256Hex(canonicalJson(request.input))) return refuse('malformed', 'RB6')
  return { ok: true, facts: JSON.parse(row.answer) }
}

async function storeAnswer(tx: Tx, request: Request, at: Instant, answer: Json): Promise<void> {
  if (!request.requestId) return
  await tx
    .insertInto('requests')
    .values({
      account: request.by,
      endpoint: request.endpoint,
      id: request.requestId,
      input_hash: sha256Hex(canonicalJson(request.input)),
      answer: JSON.stringify(answer ?? null),
      at,
    })
    .execute()
}
