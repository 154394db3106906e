import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { CouncilId, ObjectionId, VoidingId, VoteId } from '../../shared/ids.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { decidedBy, recommendationOf } from '../../shared/votes/questions.ts'
import type { ObjectionGround, VoidGround, VoidWay } from '../../shared/votes/remedies.ts'
import {
  answerVoiding,
  choiceShown,
  councilsSpokenFor,
  type Followed,
  sameQuestion,
  stillToAgree,
  type Voidable,
  voidVote,
} from '../../shared/votes/void-rules.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { notePut, undoByVote } from '../floor/putting.ts'
import { noteVote, setStage } from '../recommendations/commands.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { loadPresent, type SessionFor } from '../sessions/queries.ts'
import { voteFor } from './acting.ts'
import { builtOnAmendment, undoByVoid } from './amendments.ts'
import { isAdoptedBy, loadBallots, loadVote, votesOf } from './queries.ts'
import { loadVoiding, loadVoidings } from './remedies-queries.ts'
import { movedOnSince, undoReopening } from './reopening.ts'

/** A vote as the rules on void votes meet it now. */
export async function voidableNow(db: Reader, vote: Vote): Promise<Voidable> {
  return {
    stage: vote.stage,
    choiceShown: choiceShown(vote, (await loadBallots(db, vote.id)).length),
    adopted: await isAdopted(db, vote),
    putAgain:
      (await votesOf(db, vote.session)).some(
        (other) => other.number > vote.number && sameQuestion(vote.question, other.question),
      ) ||
      (await movedOnSince(db, vote)) ||
      (await builtOnAmendment(db, vote)),
  }
}

/** Whether the text of a question was adopted, be it alone or with the set. */
async function isAdopted(db: Reader, { id, question }: Vote): Promise<boolean> {
  const about = recommendationOf(question)
  if (about === null) return isAdoptedBy(db, id)
  return (await loadRecommendation(db, about))?.stage === 'adopted'
}

/** The councils of a vote that the acting account speaks for as chair, or as deputy of an absent one. Source: RULES.md VO82. */
export const speaksFor = async (
  db: Reader,
  vote: Pick<Vote, 'councils'>,
  { session, capacity, seats }: Pick<SessionFor, 'session' | 'capacity' | 'seats'>,
): Promise<readonly CouncilId[]> =>
  councilsSpokenFor(
    capacity.account,
    vote.councils.map(({ id }) => id),
    seats,
    await loadPresent(db, session),
  )

/** Makes a vote void at once, or proposes it to the chairs of all councils. Source: RULES.md VO80–VO83. */
export async function voidVoteAct(
  act: Act,
  input: { vote: VoteId; ground: VoidGround; words: string; follows?: VoteId | undefined },
): Promise<Decision<{ voiding: VoidingId; void: boolean }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, session, capacity } = found.facts
  const councils = await speaksFor(act.tx, vote, found.facts)
  const may = voidVote({
    vote: await voidableNow(act.tx, vote),
    session,
    capacity,
    speaksFor: councils,
    followed: input.follows && (await followedBy(act, vote, input.follows)),
    proposed: (await loadVoidings(act.tx, vote.id)).some(({ stage }) => stage === 'proposed'),
  })
  if (!may.ok) return may
  const way = may.facts
  const voiding = act.newId() as VoidingId
  const { ground, words, follows } = input
  await insertVoiding(act, {
    id: voiding,
    vote: vote.id,
    ground,
    words,
    way,
    follows: follows ?? null,
    objection: null,
  })
  if (way !== 'chairs') {
    await makeVoid(act, vote, voiding, { ground, way })
    return allow({ voiding, void: true })
  }
  await act.record({
    act: 'void-proposed',
    subject: vote.id,
    facts: { voiding, ground },
    rows: [{ table: 'voidings', key: { id: voiding } }],
  })
  return allow({ voiding, void: await agree(act, vote, voiding, councils) })
}

/** The vote on procedure that is named; null when it is none of this session. */
async function followedBy(act: Act, vote: Vote, id: VoteId): Promise<Followed | null> {
  const other = (await loadVote(act.tx, id))?.vote
  // What decides a motion or a ruling decides nothing else.
  if (other?.session !== vote.session || other.question.kind !== 'procedure' || other.question.decides) return null
  return {
    stage: other.stage,
    carried: other.stage === 'announced' && other.outcome.result === 'carried',
    later: other.number > vote.number,
  }
}

/** A chair agrees; the last one makes the vote void. */
export async function agreeToVoidAct(act: Act, input: { voiding: VoidingId }): Promise<Decision<{ void: boolean }>> {
  const found = await answering(act, 'agree', input.voiding)
  return found.ok ? allow({ void: await agree(act, found.facts.vote, input.voiding, found.facts.councils) }) : found
}

/** A chair declines, which ends the proposal; another may be made. */
export async function declineVoidAct(act: Act, input: { voiding: VoidingId }): Promise<Decision<Nothing>> {
  const found = await answering(act, 'decline', input.voiding)
  if (!found.ok) return found
  const { vote } = found.facts
  await decide(act, input.voiding, 'declined')
  await act.record({
    act: 'void-declined',
    subject: vote.id,
    facts: { voiding: input.voiding },
    rows: [{ table: 'voidings', key: { id: input.voiding } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({})
}

async function answering(act: Act, answer: 'agree' | 'decline', id: VoidingId) {
  const voiding = await loadVoiding(act.tx, id)
  const found = voiding && (await voteFor(act, voiding.vote))
  if (!found) return refuse('not-found', 'VO16')
  if (!found.ok) return found
  const { vote, session } = found.facts
  const councils = await speaksFor(act.tx, vote, found.facts)
  const facts = { vote: await voidableNow(act.tx, vote), session, speaksFor: councils, voiding }
  const may = answerVoiding(answer, facts)
  return may.ok ? allow({ vote, councils }) : may
}

/** Notes the agreement for each council spoken for; true when it was the last one. */
async function agree(act: Act, vote: Vote, id: VoidingId, councils: readonly CouncilId[]): Promise<boolean> {
  const before = await loadVoiding(act.tx, id)
  const mine = stillToAgree(councils, before?.agreed ?? [])
  for (const council of mine)
    await act.tx
      .insertInto('voiding_agreements')
      .values({ voiding: id, council, account: act.by, at: act.at })
      .execute()
  await act.record({
    act: 'void-agreed',
    subject: vote.id,
    facts: { voiding: id, councils: mine },
    rows: mine.map((council) => ({ table: 'voiding_agreements' as const, key: { voiding: id, council } })),
  })
  act.tell(vote.session, `vote:${vote.id}`)
  const voiding = await loadVoiding(act.tx, id)
  const all = vote.councils.map((council) => council.id)
  if (!voiding || stillToAgree(all, voiding.agreed).length > 0) return false
  await makeVoid(act, vote, id, voiding)
  return true
}

/** The chair upheld an objection: the vote is void on its ground. Source: RULES.md VO92. */
export async function voidByObjection(
  act: Act,
  vote: Vote,
  objection: { readonly id: ObjectionId; readonly ground: ObjectionGround; readonly words: string },
): Promise<void> {
  const voiding = act.newId() as VoidingId
  const { id, ground, words } = objection
  const way = 'objection'
  await insertVoiding(act, { id: voiding, vote: vote.id, ground, words, way, follows: null, objection: id })
  await makeVoid(act, vote, voiding, { ground, way })
}

type New = {
  readonly id: VoidingId
  readonly vote: VoteId
  readonly ground: ObjectionGround
  readonly words: string
  readonly way: VoidWay
  readonly follows: VoteId | null
  readonly objection: ObjectionId | null
}

const insertVoiding = (act: Act, voiding: New) =>
  act.tx
    .insertInto('voidings')
    .values({
      ...voiding,
      stage: 'proposed',
      proposed_by: act.by,
      proposed_at: act.at,
      decided_by: null,
      decided_at: null,
    })
    .execute()

const decide = (act: Act, id: VoidingId, stage: 'declined' | 'done') =>
  act.tx.updateTable('voidings').set({ stage, decided_by: act.by, decided_at: act.at }).where('id', '=', id).execute()

/** The vote counts for nothing from here on; its text is frozen still, and may be put again. Source: RULES.md VO83. */
async function makeVoid(
  act: Act,
  vote: Vote,
  voiding: VoidingId,
  { ground, way }: { readonly ground: ObjectionGround; readonly way: VoidWay },
): Promise<void> {
  await decide(act, voiding, 'done')
  const closedAt = vote.stage === 'open' ? { closed_at: act.at } : {}
  await act.tx
    .updateTable('votes')
    .set({ stage: 'void', ...closedAt })
    .where('id', '=', vote.id)
    .execute()
  await act.record({
    act: 'vote-void',
    subject: vote.id,
    facts: { voiding, ground, way },
    rows: [
      { table: 'votes', key: { id: vote.id } },
      { table: 'voidings', key: { id: voiding } },
    ],
  })
  const { question } = vote
  if (question.kind === 'adopt-recommendation') {
    await setStage(act, question.recommendation, 'frozen')
    await noteVote(act, question.recommendation, { id: vote.id, stage: 'void' })
    const text = await loadRecommendation(act.tx, question.recommendation)
    if (text) act.touchText(text.textId)
    act.tell(vote.session, `recommendation:${question.recommendation}`)
  }
  await undoReopening(act, vote)
  await undoByVoid(act, vote)
  const decides = decidedBy(question)
  if (decides) {
    await notePut(act, vote.session, decides, { vote: vote.id, number: vote.number, stage: 'void' })
    await undoByVote(act, decides, vote.session, vote.id)
  }
  act.tell(vote.session, 'votes', `vote:${vote.id}`, 'recommendations')
}

/** Cites the void vote whose question is put again. Source: RULES.md VO84. */
export async function noteRepeated(
  act: Act,
  session: Session['id'],
  vote: Pick<Vote, 'id' | 'number' | 'question'>,
): Promise<VoteId | null> {
  const earlier = (await votesOf(act.tx, session)).filter(
    ({ number, question }) => number < vote.number && sameQuestion(question, vote.question),
  )
  const last = earlier.at(-1)
  if (last?.stage !== 'void') return null
  await act.tx.insertInto('repeated_votes').values({ vote: vote.id, repeats: last.id }).execute()
  return last.id
}
