import type { Kysely } from 'kysely'
import type { EarlierOne, Position, ReminderKind, RepeatWay, Status, Way } from '../../shared/follow-up/model.ts'
import type {
  AccountId,
  AddresseeId,
  AgendaPointId,
  AnswerLinkId,
  DispatchId,
  EarlierId,
  FileId,
  LetterId,
  MeasureId,
  RecommendationId,
  SessionId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'

export type FollowUpTables = {
  dispatches: {
    id: DispatchId
    session: SessionId
    addressee: AddresseeId
    number: string
    sent_on: LocalDate
    due: LocalDate
    contact: string | null
    sent_by: AccountId
    at: Instant
  }
  dispatched: { dispatch: DispatchId; recommendation: RecommendationId }
  /** The secret itself is nowhere. */
  answer_links: {
    id: AnswerLinkId
    dispatch: DispatchId
    secret_hash: string
    expires_at: Instant
    made_by: AccountId
    at: Instant
    revoked_at: Instant | null
    used_at: Instant | null
  }
  letters: {
    id: LetterId
    session: SessionId
    addressee: AddresseeId
    their_number: string
    their_date: LocalDate
    our_number: string
    received_on: LocalDate
    entered_by: AccountId
    at: Instant
  }
  /** Never changed; a later answer is another row. */
  answers: {
    recommendation: RecommendationId
    addressee: AddresseeId
    number: number
    position: Position
    words: string
    language: Language
    way: Way
    letter: LetterId | null
    link: AnswerLinkId | null
    signed_by: string
    answered_on: LocalDate
    entered_by: AccountId | null
    at: Instant
  }
  /** Answers that count no more. Never changed, as the answers. */
  struck_answers: {
    recommendation: RecommendationId
    addressee: AddresseeId
    number: number
    reason: string
    struck_by: AccountId
    at: Instant
  }
  measures: {
    id: MeasureId
    recommendation: RecommendationId
    addressee: AddresseeId
    words: string
    language: Language
    done_on: LocalDate | null
    way: Way
    letter: LetterId | null
    link: AnswerLinkId | null
    entered_by: AccountId | null
    at: Instant
  }
  assessments: {
    recommendation: RecommendationId
    addressee: AddresseeId
    number: number
    status: Status
    reason: string
    assessor: AccountId
    at: Instant
  }
  measure_files: { measure: MeasureId; file: FileId }
  letter_files: { letter: LetterId; file: FileId }
  /** Files that came by a link before its answers did; bound to the measure when these come. */
  link_files: { link: AnswerLinkId; recommendation: RecommendationId; file: FileId }
  /** `mailed`: to how many addresses. */
  reminders: { dispatch: DispatchId; number: number; kind: ReminderKind; mailed: number; at: Instant }
  /** The point of a session under which the table of an earlier one is taken. */
  follow_up_points: { session: SessionId; point: AgendaPointId; earlier: SessionId }
  /** Recommendations of others, or earlier ones, that one of ours goes on from. */
  related_recommendations: {
    recommendation: RecommendationId
    number: number
    source: string
    reference: string
    words: string
    added_by: AccountId
    at: Instant
  }
  /** That one goes on from an earlier one, by its id on the list or in its session. Never changed; `ended_repeats` takes it back. */
  repeats: {
    recommendation: RecommendationId
    number: number
    way: RepeatWay
    kind: EarlierOne['kind']
    earlier: EarlierId | RecommendationId
    /** What the earlier one was when it was linked. */
    said: string
    linked_by: AccountId
    at: Instant
  }
  ended_repeats: { recommendation: RecommendationId; number: number; ended_by: AccountId; at: Instant }
}

export async function createFollowUpTables(db: Kysely<unknown>): Promise<void> {
  await createDispatches(db)
  const ofPair = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
      .addColumn('addressee', 'text', (c) => c.notNull().references('addressees.id'))
  await ofPair('answers')
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('position', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('letter', 'text', (c) => c.references('letters.id'))
    .addColumn('link', 'text', (c) => c.references('answer_links.id'))
    .addColumn('signed_by', 'text', (c) => c.notNull())
    .addColumn('answered_on', 'text', (c) => c.notNull())
    .addColumn('entered_by', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('answers_key', ['recommendation', 'addressee', 'number'])
    .execute()
  await db.schema
    .createTable('measures')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('addressee', 'text', (c) => c.notNull().references('addressees.id'))
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('done_on', 'text')
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('letter', 'text', (c) => c.references('letters.id'))
    .addColumn('link', 'text', (c) => c.references('answer_links.id'))
    .addColumn('entered_by', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await ofPair('assessments')
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('assessor', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('assessments_key', ['recommendation', 'addressee', 'number'])
    .execute()
  await createAttachments(db)
}

async function createDispatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dispatches')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('addressee', 'text', (c) => c.notNull().references('addressees.id'))
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('sent_on', 'text', (c) => c.notNull())
    .addColumn('due', 'text', (c) => c.notNull())
    .addColumn('contact', 'text')
    .addColumn('sent_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('dispatches_of_session').on('dispatches').column('session').execute()
  await db.schema
    .createTable('dispatched')
    .addColumn('dispatch', 'text', (c) => c.notNull().references('dispatches.id'))
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addPrimaryKeyConstraint('dispatched_key', ['dispatch', 'recommendation'])
    .execute()
  await db.schema
    .createTable('answer_links')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dispatch', 'text', (c) => c.notNull().references('dispatches.id'))
    .addColumn('secret_hash', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .addColumn('used_at', 'bigint')
    .execute()
  await db.schema
    .createTable('letters')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('addressee', 'text', (c) => c.notNull().references('addressees.id'))
    .addColumn('their_number', 'text', (c) => c.notNull())
    .addColumn('their_date', 'text', (c) => c.notNull())
    .addColumn('our_number', 'text', (c) => c.notNull())
    .addColumn('received_on', 'text', (c) => c.notNull())
    .addColumn('entered_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createAttachments(db: Kysely<unknown>): Promise<void> {
  for (const [table, of] of [
    ['measure_files', 'measure'],
    ['letter_files', 'letter'],
  ] as const)
    await db.schema
      .createTable(table)
      .addColumn(of, 'text', (c) => c.notNull().references(`${of}s.id`))
      .addColumn('file', 'text', (c) => c.notNull().references('files.id'))
      .addPrimaryKeyConstraint(`${table}_key`, [of, 'file'])
      .execute()
  await db.schema
    .createTable('link_files')
    .addColumn('link', 'text', (c) => c.notNull().references('answer_links.id'))
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('file', 'text', (c) => c.notNull().references('files.id'))
    .addPrimaryKeyConstraint('link_files_key', ['link', 'file'])
    .execute()
  await db.schema
    .createTable('reminders')
    .addColumn('dispatch', 'text', (c) => c.notNull().references('dispatches.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('mailed', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reminders_key', ['dispatch', 'number'])
    .execute()
  await db.schema
    .createTable('follow_up_points')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('point', 'text', (c) => c.notNull())
    .addColumn('earlier', 'text', (c) => c.notNull().references('sessions.id'))
    .addPrimaryKeyConstraint('follow_up_points_key', ['session', 'earlier'])
    .execute()
  await db.schema
    .createTable('related_recommendations')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('related_recommendations_key', ['recommendation', 'number'])
    .execute()
}

/** Links to earlier recommendations. */
export async function createRepeats(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('repeats')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('earlier', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('linked_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('repeats_key', ['recommendation', 'number'])
    .execute()
  await db.schema.createIndex('repeats_of_earlier').on('repeats').column('earlier').execute()
  await db.schema
    .createTable('ended_repeats')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('ended_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ended_repeats_key', ['recommendation', 'number'])
    .execute()
}

/** Answers that were struck. */
export async function createStruckAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('struck_answers')
    .addColumn('recommendation', 'text', (c) => c.notNull().references('recommendations.id'))
    .addColumn('addressee', 'text', (c) => c.notNull().references('addressees.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('struck_by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('struck_answers_key', ['recommendation', 'addressee', 'number'])
    .execute()
}
