import type { Kysely } from 'kysely'
import type { AccountId, CorrectionId, CouncilId, ObjectionId, PlaceId, VoidingId, VoteId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Choice } from '../../shared/votes/model.ts'
import type { Correction, Objection, ObjectionGround, Voiding, VoidWay } from '../../shared/votes/remedies.ts'

/** What follows when something went wrong with a vote. Rows are decided once and never taken out. */
export type RemediesTables = {
  voidings: {
    id: VoidingId
    vote: VoteId
    ground: ObjectionGround
    words: string
    way: VoidWay
    stage: Voiding['stage']
    proposed_by: AccountId
    proposed_at: Instant
    decided_by: AccountId | null
    decided_at: Instant | null
    follows: VoteId | null
    objection: ObjectionId | null
  }
  /** That the chair of a council, or its deputy, agreed. */
  voiding_agreements: { voiding: VoidingId; council: CouncilId; account: AccountId; at: Instant }
  /** A vote that puts the question of a void one again. */
  repeated_votes: { vote: VoteId; repeats: VoteId }
  ballot_corrections: {
    id: CorrectionId
    vote: VoteId
    number: number
    /** JSON: Change. */
    change: string
    words: string
    stage: Correction['stage']
    proposed_by: AccountId
    proposed_at: Instant
    decided_by: AccountId | null
    decided_at: Instant | null
    /** JSON: the outcome as it was before; null until confirmed. */
    outcome_before: string | null
  }
  intended_votes: {
    vote: VoteId
    place: PlaceId
    cast_choice: Choice
    meant: Choice
    words: string
    account: AccountId
    at: Instant
  }
  objections: {
    id: ObjectionId
    vote: VoteId
    account: AccountId
    ground: ObjectionGround
    words: string
    at: Instant
    stage: Objection['stage']
    ruling: string | null
    ruled_by: AccountId | null
    ruled_at: Instant | null
  }
}

export async function createRemediesTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('objections')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('account', 'text', (c) => c.notNull().references('accounts.id'))
    .addColumn('ground', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('ruling', 'text')
    .addColumn('ruled_by', 'text')
    .addColumn('ruled_at', 'bigint')
    .execute()
  await db.schema
    .createTable('voidings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('ground', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('proposed_by', 'text', (c) => c.notNull())
    .addColumn('proposed_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('follows', 'text', (c) => c.references('votes.id'))
    .addColumn('objection', 'text', (c) => c.references('objections.id'))
    .execute()
  await db.schema
    .createTable('voiding_agreements')
    .addColumn('voiding', 'text', (c) => c.notNull().references('voidings.id'))
    .addColumn('council', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('voiding_agreements_key', ['voiding', 'council'])
    .execute()
  await db.schema
    .createTable('repeated_votes')
    .addColumn('vote', 'text', (c) => c.primaryKey().references('votes.id'))
    .addColumn('repeats', 'text', (c) => c.notNull().references('votes.id'))
    .execute()
  await db.schema
    .createTable('ballot_corrections')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('change', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('proposed_by', 'text', (c) => c.notNull())
    .addColumn('proposed_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('outcome_before', 'text')
    .addUniqueConstraint('ballot_corrections_number', ['vote', 'number'])
    .execute()
  await db.schema
    .createTable('intended_votes')
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('cast_choice', 'text', (c) => c.notNull())
    .addColumn('meant', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('intended_votes_key', ['vote', 'place'])
    .execute()
}
