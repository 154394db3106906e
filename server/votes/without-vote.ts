import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { PlaceId, VoteId } from '../../shared/ids.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { object } from '../../shared/votes/without-vote.ts'
import type { Act } from '../act.ts'
import { sessionFor } from '../sessions/queries.ts'
import { openVoteAct, saveAnnouncement, saveClose } from './commands.ts'
import { loadVote, loadWindow, outcomeOf } from './queries.ts'
import type { Asked } from './questions.ts'

/** Asks whether anybody objects; what a vote fixes at opening is fixed here too. Source: RULES.md VO105. */
export async function askWithoutVoteAct(
  act: Act,
  { question, hash, seconds }: { question: Asked; hash?: string | undefined; seconds: number },
): Promise<Decision<{ vote: VoteId; number: number; until: Instant }>> {
  const opened = await openVoteAct(act, question, { hash, manner: 'without-a-vote' }, () => null)
  if (!opened.ok) return opened
  const { vote, number } = opened.facts
  const until = act.at + seconds * SECOND_MS
  await act.tx
    .insertInto('windows')
    .values({ vote, until, objected: null, objected_at: null, objected_by: null })
    .execute()
  await act.record({
    act: 'objections-asked',
    subject: vote,
    facts: { until },
    rows: [{ table: 'windows', key: { vote } }],
  })
  return allow({ vote, number, until })
}

/** An objection stops the clock: there is no decision but by a vote, and everybody sees it at once. Source: RULES.md VO106. */
export async function objectAct(act: Act, input: { vote: VoteId; place: PlaceId }): Promise<Decision<Nothing>> {
  const loaded = await loadVote(act.tx, input.vote)
  if (!loaded) return refuse('not-found', 'VO16')
  const { vote } = loaded
  const found = await sessionFor(act.tx, vote.session, act.by, act.at)
  if (!found.ok) return refuse('not-found', 'VO16')
  const may = object(vote, await loadWindow(act.tx, vote.id), found.facts.capacity, input.place)
  if (!may.ok) return may
  await act.tx
    .updateTable('windows')
    .set({ objected: input.place, objected_at: act.at, objected_by: act.by })
    .where('vote', '=', vote.id)
    .execute()
  await act.record({
    act: 'objected',
    subject: vote.id,
    facts: { place: input.place, account: may.facts },
    onWordOf: wordOf(found.facts.capacity),
    rows: [{ table: 'windows', key: { vote: vote.id } }],
  })
  const outcome = await outcomeOf(act.tx, loaded)
  await saveClose(act, vote, outcome, found.facts.capacity)
  await saveAnnouncement(act, vote, outcome, found.facts.capacity)
  return allow({})
}
