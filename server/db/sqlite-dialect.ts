import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

/**
 * Prepared statements kept per connection, some 10 kB each. A growing IN list makes ever new ones: beyond this the one that was not asked
 * for longest is forgotten.
 */
const MOST_STATEMENTS = 256

/** SQLite rolls back changes of tables like any others: a step that fails leaves nothing of the steps before it. */
export class TransactionalSqlite extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** node:sqlite as Kysely's SQLite dialect expects it, with statements prepared once. */
export function kyselyDatabase(connection: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => connection.close(),
    prepare(sql) {
      const statement = prepared.get(sql) ?? wrapped(connection.prepare(sql))
      prepared.delete(sql)
      prepared.set(sql, statement)
      const [oldest] = prepared.keys()
      if (prepared.size > MOST_STATEMENTS && oldest !== undefined) prepared.delete(oldest)
      return statement
    },
  }
}

function wrapped(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
  }
}
