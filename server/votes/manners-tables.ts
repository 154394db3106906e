import type { Kysely } from 'kysely'
import type { AccountId, PlaceId, VoteId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { BallotSource, Choice } from '../../shared/votes/model.ts'
import type { StoreDialect } from '../db/dialect.ts'

export type MannersTables = {
  /** A sealed vote; `key_check` tells the server's secret from another one, and nothing of the secret. */
  sealed_votes: { vote: VoteId; key_check: string }
  /** Choices of a sealed vote, encrypted; at the close they are written plainly into `ballots`, and these rows stay as they are. */
  sealed_ballots: {
    vote: VoteId
    place: PlaceId
    sealed: string
    at: Instant
    given_by: AccountId
    source: BallotSource
    changes: number
  }
  /** What tellers of a show of hands entered, each time; `salt` keeps the row's hash from being guessed by the other teller. */
  hand_counts: {
    vote: VoteId
    number: number
    teller: AccountId
    /** JSON: HandCount[]. */
    counts: string
    salt: string
    at: Instant
  }
  /** That what a teller entered counts no more; `cuts` is JSON: Cut[]. */
  tellers_set_aside: {
    vote: VoteId
    number: number
    teller: AccountId
    cuts: string
    words: string
    set_by: AccountId
    at: Instant
  }
  /** What chairs said at the close was their own hand, where it decides a tie; `choice` null: they did not vote. */
  chair_words: { vote: VoteId; scope: string; choice: Choice | null }
  /** A sheet handed to a place. Where a ballot had been cast, the two who withdrew it. */
  paper_sheets: {
    vote: VoteId
    place: PlaceId
    handed_at: Instant
    handed_by: AccountId
    withdrawn_by: AccountId | null
    withdrawn_with: AccountId | null
  }
  /** The first of two who withdraw a ballot for a sheet; it holds for the ballot as it was then. */
  ballot_withdrawals: { vote: VoteId; place: PlaceId; asked_at: Instant; asked_by: AccountId }
  /** What a teller keyed of a sheet, each time: in a sealed vote encrypted (`sealed`) until the close fills in `choice`. */
  sheet_keyings: {
    vote: VoteId
    place: PlaceId
    number: number
    teller: AccountId
    choice: Choice | null
    sealed: string | null
    salt: string
    at: Instant
  }
  sheet_scans: {
    vote: VoteId
    place: PlaceId
    type: string
    content: Uint8Array
    at: Instant
    added_by: AccountId
  }
}

export async function createMannersTables(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  const ofVote = (name: string) =>
    db.schema.createTable(name).addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
  const ofPlace = (name: string) => ofVote(name).addColumn('place', 'text', (c) => c.notNull())
  await ofVote('sealed_votes')
    .addColumn('key_check', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('sealed_votes_key', ['vote'])
    .execute()
  await ofPlace('sealed_ballots')
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('given_by', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('changes', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('sealed_ballots_key', ['vote', 'place'])
    .execute()
  await ofVote('hand_counts')
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('teller', 'text', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('hand_counts_key', ['vote', 'number'])
    .execute()
  await ofVote('chair_words')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('choice', 'text')
    .addPrimaryKeyConstraint('chair_words_key', ['vote', 'scope'])
    .execute()
  await ofPlace('paper_sheets')
    .addColumn('handed_at', 'bigint', (c) => c.notNull())
    .addColumn('handed_by', 'text', (c) => c.notNull())
    .addColumn('withdrawn_by', 'text')
    .addColumn('withdrawn_with', 'text')
    .addPrimaryKeyConstraint('paper_sheets_key', ['vote', 'place'])
    .execute()
  await ofPlace('ballot_withdrawals')
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ballot_withdrawals_key', ['vote', 'place'])
    .execute()
  await ofPlace('sheet_keyings')
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('teller', 'text', (c) => c.notNull())
    .addColumn('choice', 'text')
    .addColumn('sealed', 'text')
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('sheet_keyings_key', ['vote', 'place', 'number'])
    .execute()
  await ofPlace('sheet_scans')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('content', dialect.blob, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('sheet_scans_key', ['vote', 'place'])
    .execute()
}

/** Tellers may be replaced. */
export async function createTellersTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tellers_set_aside')
    .addColumn('vote', 'text', (c) => c.notNull().references('votes.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('teller', 'text', (c) => c.notNull())
    .addColumn('cuts', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('set_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('tellers_set_aside_key', ['vote', 'number'])
    .execute()
}
