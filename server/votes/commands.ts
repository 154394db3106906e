import type { CouncilRules } from '../../shared/councils/model.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { RecommendationId, VoteId } from '../../shared/ids.ts'
import { type Capacity, wordOf } from '../../shared/sessions/rules.ts'
import type { ChairsWord } from '../../shared/votes/hands-rules.ts'
import type { Outcome, Question, Roll, Vote, VoteManner } from '../../shared/votes/model.ts'
import { amendmentOf, decidedBy, recommendationOf } from '../../shared/votes/questions.ts'
import { announceVote, closeVote, mannersOf, openVote, takeBackFreeze } from '../../shared/votes/rules.ts'
import { closeWindow } from '../../shared/votes/without-vote.ts'
import type { Act } from '../act.ts'
import { loadInStages } from '../amendments/queries.ts'
import { decideByVote, notePut } from '../floor/putting.ts'
import { setHead } from '../live/log-rows.ts'
import { noteVersion, noteVote, setStage } from '../recommendations/commands.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { lastAttendance } from '../sessions/queries.ts'
import { voteFor } from './acting.ts'
import { bindAmendment, decideAmendment, noteVoteOnAmendment } from './amendments.ts'
import { closeHands } from './hands.ts'
import { type Preparation, prepareVote } from './prepare.ts'
import { loadWindow, outcomeOf } from './queries.ts'
import type { Asked } from './questions.ts'
import { loadCorrections } from './remedies-queries.ts'
import { isPutForAdoption, reopenText } from './reopening.ts'
import { type AttestedRow, fixKey, openBallots } from './sealed.ts'
import type { SealOf } from './seals.ts'
import { noteRepeated } from './void.ts'

/** Takes a freeze back until a vote opens on it: the text is open again and everyone starts from the server's. */
export async function takeBackFreezeAct(
  act: Act,
  input: { recommendation: RecommendationId },
): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, session, capacity } = found.facts
  const { version } = recommendation
  const isPut =
    version !== null &&
    ((await isPutForAdoption(act.tx, recommendation, version)) ||
      (await loadInStages(act.tx, recommendation.id, ['put'])).length > 0)
  const may = takeBackFreeze(recommendation, session, capacity, isPut)
  if (!may.ok) return may
  if (!version) return refuse('freeze-running', 'VO1')
  await setHead(act.tx, recommendation.textId, { state: 'open', newEpoch: act.random })
  await setStage(act, recommendation.id, 'drafting')
  await noteVersion(act, recommendation.id, null)
  await act.record({
    act: 'freeze-taken-back',
    subject: recommendation.id,
    facts: { version: version.id, hash: version.hash },
  })
  act.touchText(recommendation.textId)
  act.tell(session.id, 'recommendations', `recommendation:${recommendation.id}`)
  return allow({})
}

/** Opens a vote on what is fixed: one transaction fixes everything the outcome depends on. Source: RULES.md VO2, VO3. */
export async function openVoteAct(
  act: Act,
  asked: Asked,
  input: { hash?: string | undefined; manner?: VoteManner | undefined },
  seals: SealOf,
): Promise<Decision<{ vote: VoteId; number: number }>> {
  const prepared = await prepareVote(act.tx, asked, act.by, act.at)
  if (!prepared.ok) return prepared
  const { put, shown, question, session, capacity, rules, roll, quorum, voteOpen, rulingWaits } = prepared.facts
  const manner = input.manner ?? (rules[0] && mannersOf(rules[0].orders)[0]) ?? 'roll-call'
  const may = openVote({
    put,
    session,
    capacity,
    hash: put.ok ? (shown ?? prepared.facts.hash) : null,
    shownHash: shown === null ? prepared.facts.hash : (input.hash ?? ''),
    voteOpen,
    rulingWaits,
    manner,
    orders: rules.map(({ orders }) => orders),
    quorum,
    roll,
  })
  if (!may.ok) return may
  const vote = await insertVote(act, prepared.facts, manner, seals)
  if (!vote.ok) return vote
  const { number } = vote.facts
  await noteVoteOn(act, { id: vote.facts.vote, session: session.id, number, question }, 'open')
  act.tell(session.id, 'votes', `vote:${vote.facts.vote}`, 'recommendations', ...topicOf(question))
  return vote
}

/** A text knows the newest vote on its adoption, a motion or a ruling the one that decides it; a vote on a part is no such vote. */
async function noteVoteOn(
  act: Act,
  { id, session, number, question }: Pick<Vote, 'id' | 'session' | 'number' | 'question'>,
  stage: 'open' | 'closed' | 'announced',
) {
  if (question.kind === 'adopt-recommendation') await noteVote(act, question.recommendation, { id, stage })
  await noteVoteOnAmendment(act, { id, question }, stage)
  const decides = decidedBy(question)
  if (decides) await notePut(act, session, decides, { vote: id, number, stage })
}

/** What a question decides beside a text, for the record. */
function namedBeside(question: Question) {
  const amendment = amendmentOf(question)
  if (amendment) return { amendment }
  const decides = decidedBy(question)
  if (!decides) return {}
  return decides.on === 'motion' ? { motion: decides.motion } : { pointOfOrder: decides.pointOfOrder }
}

function topicOf(question: Question): string[] {
  const recommendation = recommendationOf(question)
  return recommendation ? [`recommendation:${recommendation}`] : []
}

async function insertVote(
  act: Act,
  prepared: Preparation,
  manner: VoteManner,
  seals: SealOf,
): Promise<Decision<{ vote: VoteId; number: number }>> {
  const { question, version, hash, session, rules, counting, roll, recusalReasons } = prepared
  if (hash === null) throw new Error('a vote on nothing fixed')
  const vote = act.newId() as VoteId
  const { count } = await act.tx
    .selectFrom('votes')
    .select((q) => q.fn.countAll<number>().as('count'))
    .where('session', '=', session.id)
    .executeTakeFirstOrThrow()
  const number = Number(count) + 1
  await act.tx
    .insertInto('votes')
    .values({
      id: vote,
      session: session.id,
      number,
      recommendation: recommendationOf(question),
      version,
      question: JSON.stringify(question satisfies Question),
      point: session.currentPoint,
      hash,
      manner,
      counting,
      councils: JSON.stringify(rules satisfies readonly CouncilRules[]),
      presiding: prepared.presiding,
      presiding_place: roll.presiding,
      present_at_opening: JSON.stringify(roll.presentAtOpening),
      attendance_at_opening: await lastAttendance(act.tx, session.id),
      attendance_at_close: null,
      stage: 'open',
      opened_at: act.at,
      opened_by: act.by,
      closed_at: null,
      announced_at: null,
      outcome: null,
    })
    .execute()
  const places = await insertRoll(act, vote, roll, recusalReasons)
  const key = await fixKey(act, { id: vote, manner }, seals)
  if (!key.ok) return key
  const bound = await bindAmendment(act, vote, prepared)
  const repeats = await noteRepeated(act, session.id, { id: vote, number, question })
  await act.record({
    act: 'vote-opened',
    subject: vote,
    facts: {
      number,
      question: question.kind,
      recommendation: recommendationOf(question),
      ...namedBeside(question),
      version,
      hash,
      manner,
      orders: rules.map(({ orders }) => orders.id),
      ...(repeats && { repeats }),
    },
    onWordOf: wordOf(prepared.capacity),
    rows: [
      { table: 'votes', key: { id: vote } },
      ...places.map((place) => ({ table: 'rolls' as const, key: { vote, place } })),
      ...key.facts,
      ...bound,
      ...(repeats ? [{ table: 'repeated_votes' as const, key: { vote } }] : []),
    ],
  })
  return allow({ vote, number })
}

async function insertRoll(
  act: Act,
  vote: VoteId,
  roll: Roll,
  reasons: Preparation['recusalReasons'],
): Promise<string[]> {
  const beside = (standing: 'recused' | 'absent', seats: Roll['recused']) =>
    seats.map((seat) => ({
      place: seat.seat as string,
      account: seat.account,
      standing,
      mode: null,
      seats: JSON.stringify([seat]),
      reason: standing === 'recused' ? (reasons.get(seat.account) ?? '') : null,
    }))
  const lines = [
    ...roll.places.map(({ id, account, mode, seats }) => ({
      place: id as string,
      account,
      standing: 'entitled' as const,
      mode,
      seats: JSON.stringify(seats),
      reason: null,
    })),
    ...beside('recused', roll.recused),
    ...beside('absent', roll.absent),
  ]
  for (const [position, line] of lines.entries())
    await act.tx
      .insertInto('rolls')
      .values({ vote, ...line, position })
      .execute()
  return lines.map(({ place }) => place)
}

/** Closes the vote and computes the outcome, once. Source: RULES.md VO13. */
export async function closeVoteAct(
  act: Act,
  input: { vote: VoteId; chairs?: readonly ChairsWord[] | undefined },
  seals: SealOf,
): Promise<Decision<{ outcome: Outcome }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const may = closeVote(vote, capacity)
  if (!may.ok) return may
  const window = await loadWindow(act.tx, vote.id)
  const over = window ? closeWindow(window, act.at) : allow()
  if (!over.ok) return over
  const counted = await closeHands(act, found.facts, input.chairs ?? [])
  if (!counted.ok) return counted
  const opened = await openBallots(act, vote, seals)
  if (!opened.ok) return opened
  const outcome = await outcomeOf(act.tx, found.facts)
  await saveClose(act, vote, outcome, capacity, [...counted.facts, ...opened.facts])
  return allow({ outcome })
}

/** Announces the outcome; from here it is everybody's, and the recommendation's stage is the result. Source: RULES.md VO14, RE2. */
export async function announceVoteAct(act: Act, input: { vote: VoteId }): Promise<Decision<{ outcome: Outcome }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const may = announceVote(vote, capacity, await loadCorrections(act.tx, vote.id))
  if (!may.ok) return may
  if (vote.stage !== 'closed') return refuse('vote-not-closed', 'VO14')
  const { outcome } = vote
  await saveAnnouncement(act, vote, outcome, capacity)
  return allow({ outcome })
}

/** The close with its outcome and the rows written with it, on the word of who presides where an operator pressed. */
export async function saveClose(
  act: Act,
  vote: Vote,
  outcome: Outcome,
  capacity: Capacity,
  rows: readonly AttestedRow[] = [],
): Promise<void> {
  await act.tx
    .updateTable('votes')
    .set({
      stage: 'closed',
      closed_at: act.at,
      attendance_at_close: await lastAttendance(act.tx, vote.session),
      outcome: JSON.stringify(outcome),
    })
    .where('id', '=', vote.id)
    .where('stage', '=', 'open')
    .execute()
  await noteVoteOn(act, vote, 'closed')
  // The outcome is bound by its row's hash; as a fact it would be read in the book before it is announced. Source: RULES.md VO15.
  await act.record({
    act: 'vote-closed',
    subject: vote.id,
    onWordOf: wordOf(capacity),
    rows: [{ table: 'votes', key: { id: vote.id } }, ...rows],
  })
  act.tell(vote.session, 'votes', `vote:${vote.id}`, 'recommendations')
}

/** The announcement, and what follows from the result. */
export async function saveAnnouncement(act: Act, vote: Vote, outcome: Outcome, capacity: Capacity): Promise<void> {
  const { question } = vote
  await act.tx
    .updateTable('votes')
    .set({ stage: 'announced', announced_at: act.at })
    .where('id', '=', vote.id)
    .execute()
  if (question.kind === 'adopt-recommendation') await setStage(act, question.recommendation, outcome.result)
  await noteVoteOn(act, vote, 'announced')
  await reopenText(act, vote, outcome)
  await decideAmendment(act, vote, outcome, capacity)
  const decides = decidedBy(question)
  if (decides && outcome.result !== 'no-decision')
    await decideByVote(act, decides, vote, outcome.result === 'carried', wordOf(capacity))
  const tallies = outcome.tallies.map(({ scope, for: inFavour, against, abstain, notVoting }) => ({
    scope,
    for: inFavour,
    against,
    abstain,
    notVoting,
  }))
  const recommendation = recommendationOf(question)
  await act.record({
    act: 'vote-announced',
    subject: vote.id,
    facts: {
      question: question.kind,
      recommendation,
      ...namedBeside(question),
      hash: vote.hash,
      result: outcome.result,
      tallies,
    },
    onWordOf: wordOf(capacity),
    rows: [{ table: 'votes', key: { id: vote.id } }],
  })
  const text = recommendation && (await recommendationFor(act.tx, recommendation, act.by, act.at))
  if (text?.ok) act.touchText(text.facts.recommendation.textId)
  act.tell(vote.session, 'votes', `vote:${vote.id}`, 'recommendations', ...topicOf(question))
}
