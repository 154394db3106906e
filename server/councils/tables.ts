import type { Generated, Kysely } from 'kysely'
import type { SeatRole } from '../../shared/accounts/model.ts'
import type { AccountId, CouncilId, SeatId, StandingOrdersId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'

export type CouncilsTables = {
  /** `rev`: raised by every change of the council or of its seats; `secretary`: not a member unless seated. */
  councils: {
    id: CouncilId
    name: string
    seats: number
    position: number
    rev: Generated<number>
    secretary: AccountId | null
  }
  seats: {
    id: SeatId
    council: CouncilId
    holder: AccountId
    role: SeatRole
    position: number
    from_date: LocalDate
    until_date: LocalDate | null
  }
  /** Versioned data: a change is a new row. `content`: canonical JSON of the rules. */
  standing_orders: { id: StandingOrdersId; council: CouncilId; version: number; content: string; at: Instant }
}

export async function createCouncilsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('councils')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('seats', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('seats')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('council', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('holder', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('from_date', 'text', (c) => c.notNull())
    .addColumn('until_date', 'text')
    .execute()
  await db.schema
    .createTable('standing_orders')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('council', 'text', (c) => c.notNull().references('councils.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('standing_orders_version', ['council', 'version'])
    .execute()
}

/** A council's secretary, and the number that guards its changes. */
export async function addCouncilKeeping(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('councils')
    .addColumn('rev', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  await db.schema
    .alterTable('councils')
    .addColumn('secretary', 'text', (c) => c.references('accounts.id'))
    .execute()
}
