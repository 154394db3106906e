import type { CorrectionId, ObjectionId, SessionId, VoidingId, VoteId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Change, Correction, IntendedVote, Objection, Voiding } from '../../shared/votes/remedies.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { RemediesTables } from './remedies-tables.ts'

/** Every time somebody made a vote void or proposed to, oldest first. */
export async function loadVoidings(db: Reader, vote: VoteId): Promise<Voiding[]> {
  const rows = await db.selectFrom('voidings').selectAll().where('vote', '=', vote).orderBy('proposed_at').execute()
  return Promise.all(rows.map((row) => voidingFrom(db, row)))
}

export async function loadVoiding(db: Reader, id: VoidingId): Promise<Voiding | null> {
  const row = await db.selectFrom('voidings').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? voidingFrom(db, row) : null
}

async function voidingFrom(db: Reader, row: RemediesTables['voidings']): Promise<Voiding> {
  const agreed = await db
    .selectFrom('voiding_agreements')
    .selectAll()
    .where('voiding', '=', row.id)
    .orderBy('at')
    .orderBy('council')
    .execute()
  const {
    proposed_by: by,
    proposed_at: at,
    decided_by: decidedBy,
    decided_at: decidedAt,
    objection: _,
    ...voiding
  } = row
  return {
    ...voiding,
    by,
    at,
    decidedBy,
    decidedAt,
    agreed: agreed.map(({ council, account, at: when }) => ({ council, by: account, at: when })),
  }
}

/** Since when the void votes of a session have been so. */
export async function loadVoidSince(db: Reader, session: SessionId): Promise<ReadonlyMap<VoteId, Instant>> {
  const rows = await db
    .selectFrom('voidings')
    .innerJoin('votes', 'votes.id', 'voidings.vote')
    .select(['voidings.vote', 'voidings.decided_at'])
    .where('votes.session', '=', session)
    .where('voidings.stage', '=', 'done')
    .execute()
  return new Map(rows.flatMap(({ vote, decided_at: at }) => (at === null ? [] : [[vote, at] as const])))
}

/** The void vote that a vote repeats. */
export async function loadRepeated(db: Reader, vote: VoteId): Promise<VoteId | null> {
  const row = await db.selectFrom('repeated_votes').select('repeats').where('vote', '=', vote).executeTakeFirst()
  return row?.repeats ?? null
}

/** Corrections of a vote's ballots in the order of their numbers, each with the outcome before it once it is confirmed. */
export async function loadCorrections(
  db: Reader,
  vote: VoteId,
): Promise<(Correction & { readonly outcomeBefore: string | null })[]> {
  const rows = await db
    .selectFrom('ballot_corrections')
    .selectAll()
    .where('vote', '=', vote)
    .orderBy('number')
    .execute()
  return rows.map(correctionFrom)
}

export async function loadCorrection(db: Reader, id: CorrectionId): Promise<Correction | null> {
  const row = await db.selectFrom('ballot_corrections').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? correctionFrom(row) : null
}

function correctionFrom(row: RemediesTables['ballot_corrections']) {
  const { proposed_by: by, proposed_at: at, decided_by: decidedBy, decided_at: decidedAt, ...correction } = row
  const { outcome_before: outcomeBefore, ...kept } = correction
  return { ...kept, change: fromJson<Change>(row.change), by, at, decidedBy, decidedAt, outcomeBefore }
}

export async function loadIntendedVotes(db: Reader, vote: VoteId): Promise<IntendedVote[]> {
  const rows = await db.selectFrom('intended_votes').selectAll().where('vote', '=', vote).orderBy('at').execute()
  return rows.map(({ place, cast_choice: cast, meant, words, account: by, at }) => ({
    place,
    cast,
    meant,
    words,
    by,
    at,
  }))
}

/** Objections to an outcome, oldest first. */
export async function loadObjections(db: Reader, vote: VoteId): Promise<Objection[]> {
  const rows = await db
    .selectFrom('objections')
    .selectAll()
    .where('vote', '=', vote)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(objectionFrom)
}

export async function loadObjection(db: Reader, id: ObjectionId): Promise<Objection | null> {
  const row = await db.selectFrom('objections').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? objectionFrom(row) : null
}

function objectionFrom({ account: by, ruled_by: ruledBy, ruled_at: ruledAt, ...row }: RemediesTables['objections']) {
  return { ...row, by, ruledBy, ruledAt }
}
