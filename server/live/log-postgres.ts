import type { Pool, PoolClient } from 'pg'
import { faultKind, openPool } from '../db/postgres.ts'
import { type LogDatabase, type Sql, type SqlRow, type SqlValue, StoreFault } from './log-sql.ts'

/** Transactions of different texts that may run at once. */
const MOST_CONNECTIONS = 8

type Asks = Pick<Pool, 'query'>

/** Opens PostgreSQL for the log. Each text's transaction has a connection of its own. */
export function postgresLog(url: string): LogDatabase {
  const pool = openPool(url, MOST_CONNECTIONS)
  const numbered = numbering()
  const sqlOf = (asks: Asks): Sql => {
    const ask = async (statement: string, values: readonly SqlValue[]) => {
      try {
        const { name, text } = numbered(statement)
        return await asks.query<SqlRow>({ name, text, values: values.map(asParameter) })
      } catch (fault) {
        throw storeFault(fault)
      }
    }
    return {
      all: async (statement, ...values) => (await ask(statement, values)).rows,
      run: async (statement, ...values) => (await ask(statement, values)).rowCount ?? 0,
    }
  }
  return {
    ...sqlOf(pool),
    lock: ' FOR UPDATE',
    isSideBySide: true,
    async transaction(work) {
      const client = await pool.connect().catch((fault: unknown) => {
        throw storeFault(fault)
      })
      const broken = { is: false }
      const onError = () => {
        broken.is = true
      }
      client.on('error', onError)
      try {
        return await inTransaction(client, sqlOf(client), work)
      } catch (fault) {
        // A statement that only timed out may still be running, inside a transaction that nobody would end.
        broken.is ||= !(fault instanceof StoreFault) || fault.kind !== 'conflict'
        throw fault
      } finally {
        client.removeListener('error', onError)
        client.release(broken.is)
      }
    },
    atOnce: null,
    needRoom: () => undefined,
    close: () => pool.end(),
  }
}

async function inTransaction<T>(client: PoolClient, sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  await sql.run('BEGIN')
  try {
    const value = await work(sql)
    await sql.run('COMMIT')
    return value
  } catch (fault) {
    const isLost = fault instanceof StoreFault && fault.kind === 'lost'
    if (!isLost) await client.query('ROLLBACK').catch(() => undefined)
    throw fault
  }
}

/** `?` as PostgreSQL numbers them; each statement is prepared once a connection, by its name. */
function numbering(): (statement: string) => { name: string; text: string } {
  const known = new Map<string, { name: string; text: string }>()
  return (statement) => {
    const found = known.get(statement)
    if (found) return found
    let n = 0
    const text = statement.replaceAll('?', () => `$${++n}`)
    const made = { name: `log${known.size}`, text }
    known.set(statement, made)
    return made
  }
}

const asParameter = (value: SqlValue): unknown =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value

const storeFault = (fault: unknown): StoreFault =>
  new StoreFault(faultKind(fault), fault instanceof Error ? fault.message : String(fault))
