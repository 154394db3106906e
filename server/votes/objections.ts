import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { ObjectionId, PlaceId, VoteId } from '../../shared/ids.ts'
import type { Choice } from '../../shared/votes/model.ts'
import { lodgeObjection, ruleOnObjection, stateIntention } from '../../shared/votes/objection-rules.ts'
import type { ObjectionGround } from '../../shared/votes/remedies.ts'
import type { Act } from '../act.ts'
import { voteFor } from './acting.ts'
import { loadBallots } from './queries.ts'
import { loadIntendedVotes, loadObjection, loadObjections } from './remedies-queries.ts'
import { voidableNow, voidByObjection } from './void.ts'

/** A member says what they meant by the ballot of their own device; it is printed and changes nothing. Source: RULES.md VO89. */
export async function stateIntentionAct(
  act: Act,
  input: { vote: VoteId; place: PlaceId; choice: Choice; words: string },
): Promise<Decision<Nothing>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, session } = found.facts
  const ballots = await loadBallots(act.tx, vote.id)
  const may = stateIntention(vote, session, act.by, ballots, await loadIntendedVotes(act.tx, vote.id), input)
  if (!may.ok) return may
  const { place, choice: meant, words } = input
  await act.tx
    .insertInto('intended_votes')
    .values({ vote: vote.id, place, cast_choice: may.facts.cast, meant, words, account: act.by, at: act.at })
    .execute()
  await act.record({
    act: 'intention-stated',
    subject: vote.id,
    facts: { place, meant },
    rows: [{ table: 'intended_votes', key: { vote: vote.id, place } }],
  })
  act.tell(vote.session, `vote:${vote.id}`)
  return allow({})
}

/** A member on the roll objects to an announced outcome. Source: RULES.md VO90. */
export async function lodgeObjectionAct(
  act: Act,
  input: { vote: VoteId; ground: ObjectionGround; words: string },
): Promise<Decision<{ objection: ObjectionId }>> {
  const found = await voteFor(act, input.vote)
  if (!found.ok) return found
  const { vote, session } = found.facts
  const standing = { ...vote, ...(await voidableNow(act.tx, vote)) }
  const may = lodgeObjection(standing, session, act.by, await loadObjections(act.tx, vote.id), input.ground)
  if (!may.ok) return may
  const id = act.newId() as ObjectionId
  await act.tx
    .insertInto('objections')
    .values({
      id,
      vote: vote.id,
      account: act.by,
      ground: input.ground,
      words: input.words,
      at: act.at,
      stage: 'waiting',
      ruling: null,
      ruled_by: null,
      ruled_at: null,
    })
    .execute()
  await act.record({
    act: 'objection-lodged',
    subject: vote.id,
    facts: { objection: id, ground: input.ground },
    rows: [{ table: 'objections', key: { id } }],
  })
  act.tell(vote.session, 'votes', `vote:${vote.id}`, 'recommendations')
  return allow({ objection: id })
}

/** The presiding chair rules; upheld, the vote is void in the same act. Source: RULES.md VO91, VO92. */
export async function ruleOnObjectionAct(
  act: Act,
  input: { objection: ObjectionId; upheld: boolean; words: string },
): Promise<Decision<Nothing>> {
  const objection = await loadObjection(act.tx, input.objection)
  const found = objection && (await voteFor(act, objection.vote))
  if (!found) return refuse('not-found', 'VO16')
  if (!found.ok) return found
  const { vote, capacity } = found.facts
  const may = ruleOnObjection(await voidableNow(act.tx, vote), capacity, objection)
  if (!may.ok) return may
  const stage = input.upheld ? 'upheld' : 'not-upheld'
  await act.tx
    .updateTable('objections')
    .set({ stage, ruling: input.words, ruled_by: act.by, ruled_at: act.at })
    .where('id', '=', objection.id)
    .execute()
  await act.record({
    act: 'objection-ruled',
    subject: vote.id,
    facts: { objection: objection.id, stage },
    rows: [{ table: 'objections', key: { id: objection.id } }],
  })
  if (input.upheld) await voidByObjection(act, vote, { ...objection, words: input.words })
  act.tell(vote.session, 'votes', `vote:${vote.id}`, 'recommendations')
  return allow({})
}
