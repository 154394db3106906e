import type { Kysely } from 'kysely'
import type {
  AccountId,
  AgendaPointId,
  PlaceId,
  RecommendationId,
  SessionId,
  TrialId,
  VersionId,
  VoteId,
} from '../../shared/ids.ts'
import type { Counting } from '../../shared/sessions/model.ts'
import type { Instant } from '../../shared/time.ts'
import type { BallotSource, Choice, VoteManner, VoteStage } from '../../shared/votes/model.ts'

export type VotesTables = {
  /** Fixed at opening; only stage, times and outcome are filled in later, never changed back. */
  votes: {
    id: VoteId
    session: SessionId
    number: number
    /** Null where the question is not about one text. */
    recommendation: RecommendationId | null
    version: VersionId | null
    /** JSON: Question; null in votes of older stores, which are all on a recommendation. */
    question: string | null
    /** The agenda point under which it was opened. */
    point: AgendaPointId | null
    hash: string
    manner: VoteManner
    counting: Counting
    /** JSON: the councils with their standing orders and members as they stood at opening. */
    councils: string
    presiding: AccountId
    presiding_place: PlaceId | null
    /** JSON: ids of the seats present at opening. */
    present_at_opening: string
    /** The last number of the session's attendance log at opening and at close: who left in between is read off it. */
    attendance_at_opening: number
    attendance_at_close: number | null
    stage: VoteStage
    opened_at: Instant
    opened_by: AccountId
    closed_at: Instant | null
    announced_at: Instant | null
    /** JSON: Outcome, null until closed. */
    outcome: string | null
  }
  /** A vote's roll, and beside it (`standing` recused, absent) the seats that are not on it. */
  rolls: {
    vote: VoteId
    /** The place's id; for a recused or absent seat the seat's id. */
    place: string
    account: AccountId
    standing: 'entitled' | 'recused' | 'absent'
    mode: 'hall' | 'remote' | null
    /** JSON: RollSeat[]. */
    seats: string
    reason: string | null
    position: number
  }
  /** The windows in which anybody may object to deciding without a vote. */
  windows: {
    vote: VoteId
    until: Instant
    /** The place that objected, when, and by whose hand. */
    objected: PlaceId | null
    objected_at: Instant | null
    objected_by: AccountId | null
  }
  /** Texts that are put one after another, the newest choice of each session. */
  series: {
    session: SessionId
    /** JSON: RecommendationId[]. */
    texts: string
    /** The number of the newest vote by then. */
    after_vote: number
  }
  /** Votes for practice. */
  trials: {
    id: TrialId
    session: SessionId
    opened_at: Instant
    closed_at: Instant | null
  }
  /** From whom something arrived; what it was is not kept. */
  trial_presses: {
    trial: TrialId
    account: AccountId
  }
  ballots: {
    vote: VoteId
    place: PlaceId
    choice: Choice
    at: Instant
    given_by: AccountId
    source: BallotSource
    changes: number
  }
}

export async function createVotesTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('votes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('version', 'text', (c) => c.notNull().references('versions.id'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('manner', 'text', (c) => c.notNull())
    .addColumn('counting', 'text', (c) => c.notNull())
    .addColumn('councils', 'text', (c) => c.notNull())
    .addColumn('presiding', 'text', (c) => c.notNull())
    .addColumn('presiding_place', 'text')
    .addColumn('present_at_opening', 'text', (c) => c.notNull())
    .addColumn('attendance_at_opening', 'integer', (c) => c.notNull())
    .addColumn('attendance_at_close', 'integer')
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('opened_by', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('announced_at', 'bigint')
    .addColumn('outcome', 'text')
    .addUniqueConstraint('votes_number', ['session', 'number'])
    .execute()
  await db.schema
    .createTable('rolls')
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('standing', 'text', (c) => c.notNull())
    .addColumn('mode', 'text')
    .addColumn('seats', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('rolls_key', ['vote', 'place'])
    .execute()
  await db.schema
    .createTable('ballots')
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('choice', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('given_by', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('changes', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('ballots_key', ['vote', 'place'])
    .execute()
}

/** Votes on more than one text, or on none. */
export async function addQuestions(db: Kysely<unknown>): Promise<void> {
  for (const column of ['question', 'point']) await db.schema.alterTable('votes').addColumn(column, 'text').execute()
  for (const column of ['recommendation', 'version'])
    await db.schema
      .alterTable('votes')
      .alterColumn(column, (c) => c.dropNotNull())
      .execute()
}

export async function createWindowsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('windows')
    .addColumn('vote', 'text', (c) => c.primaryKey().references('votes.id'))
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('objected', 'text')
    .addColumn('objected_at', 'bigint')
    .addColumn('objected_by', 'text')
    .execute()
}

export async function createSeriesTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('series')
    .addColumn('session', 'text', (c) => c.primaryKey().references('sessions.id'))
    .addColumn('texts', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .execute()
}

/** A clock may be set back while texts are put: the votes are counted instead. */
export async function countSeriesByVotes(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('series').execute()
  await db.schema
    .createTable('series')
    .addColumn('session', 'text', (c) => c.primaryKey().references('sessions.id'))
    .addColumn('texts', 'text', (c) => c.notNull())
    .addColumn('after_vote', 'integer', (c) => c.notNull())
    .execute()
}

export async function createTrialsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('trials')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .execute()
  await db.schema
    .createTable('trial_presses')
    .addColumn('trial', 'text', (c) => c.notNull().references('trials.id'))
    .addColumn('account', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('trial_presses_key', ['trial', 'account'])
    .execute()
}
