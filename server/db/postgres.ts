import { Duplex } from 'node:stream'
import { Pool, type PoolClient, types } from 'pg'

/** Longer than any statement of ours takes; a server that hangs is a store that fails. */
const LONGEST_QUERY_MS = 4_000
const LONGEST_CONNECT_MS = 3_000
const LONGEST_IDLE_MS = 2_500

const OID = { bytea: 17, int8: 20 } as const

/** The same values that the embedded store gives: whole numbers as numbers, bytes as plain bytes. */
const TYPES = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === OID.int8) return Number
    const parse = types.getTypeParser(oid, format)
    return oid === OID.bytea ? (value: string) => plainBytes(parse(value)) : parse
  },
}

const plainBytes = ({ buffer, byteOffset, length }: Buffer): Uint8Array => new Uint8Array(buffer, byteOffset, length)

/**
 * A pool of connections to PostgreSQL; `most` at once. With `readOnly` the database itself refuses to change anything. A connection that breaks while nobody uses it is replaced without a word:
 * whoever asks next finds out.
 */
export function openPool(url: string, most: number, { readOnly = false }: { readOnly?: boolean } = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    max: most,
    types: TYPES as never,
    connectionTimeoutMillis: LONGEST_CONNECT_MS,
    query_timeout: LONGEST_QUERY_MS,
    keepAlive: true,
    // A server that hangs inside a transaction must not hold up the others.
    idle_in_transaction_session_timeout: LONGEST_IDLE_MS,
    application_name: 'kenes',
    ...(readOnly && { options: '-c default_transaction_read_only=on' }),
  })
  pool.on('error', () => undefined)
  // A connection that breaks while somebody holds it between two statements would end the process; the next statement says it.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    breakOnTimeout(client)
  })
  return pool
}

/**
 * A statement that timed out may still run, and may have begun a transaction: whoever gets that connection next would write into
 * it without knowing. It is broken, and the pool makes another.
 */
function breakOnTimeout(client: PoolClient): void {
  const ask = client.query.bind(client) as (...given: unknown[]) => unknown
  const asked = (...given: unknown[]): unknown => {
    const answer = ask(...given)
    if (answer instanceof Promise)
      answer.catch((fault: unknown) => {
        if (fault instanceof Error && fault.message === TIMED_OUT) streamOf(client)?.destroy()
      })
    return answer
  }
  client.query = asked as typeof client.query
}

/** What pg says when a statement took longer than `query_timeout`. */
const TIMED_OUT = 'Query read timeout'

function streamOf(client: PoolClient): Duplex | null {
  const connection: unknown = 'connection' in client ? client.connection : null
  const stream: unknown =
    typeof connection === 'object' && connection !== null && 'stream' in connection ? connection.stream : null
  return stream instanceof Duplex ? stream : null
}

/** Conditions under which the same transaction may go through when it is run again. Source: PostgreSQL, appendix A. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01'])
/** Connection lost, server stopping, or not ready yet; afterwards nobody knows whether a COMMIT went through. */
const LOST =
  /^(08|57P0)|^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)|terminat|connection error|not queryable/i

/** What a fault of PostgreSQL means: `conflict` and `lost` may be tried again at once, a server that hangs may not. */
export function faultKind(fault: unknown): 'conflict' | 'lost' | 'other' {
  if (!(fault instanceof Error)) return 'other'
  const code = 'code' in fault ? fault.code : undefined
  if (CONFLICTS.has(code)) return 'conflict'
  return LOST.test(typeof code === 'string' ? code : fault.message) ? 'lost' : 'other'
}
