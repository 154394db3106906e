import type { VoteFacts } from '../../shared/exports/model.ts'
import type { hiddenFrom } from '../../shared/floor/rules.ts'
import type { SessionId } from '../../shared/ids.ts'
import { showsChoices, WAYS } from '../../shared/votes/manners.ts'
import type { RollSeat, Vote } from '../../shared/votes/model.ts'
import { questionSentence } from '../../shared/votes/putting.ts'
import { isUnderHidden, recommendationOf } from '../../shared/votes/questions.ts'
import type { loadNames } from '../accounts/queries.ts'
import type { Database } from '../db/database.ts'
import type { Kept } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { loadBallots, loadVote } from '../votes/queries.ts'

type Names = Awaited<ReturnType<typeof loadNames>>

/** The votes whose outcome was announced, or that were made void; of texts and points that the reader sees. */
export async function votesOf(
  db: Database,
  session: SessionId,
  set: readonly Kept[],
  hidden: ReturnType<typeof hiddenFrom>,
): Promise<Vote[]> {
  const rows = await db
    .selectFrom('votes')
    .select(['id', 'recommendation'])
    .where('session', '=', session)
    .where('stage', 'in', ['announced', 'void'])
    .orderBy('number')
    .execute()
  const seen = new Set(set.map(({ id }) => id))
  const votes: Vote[] = []
  for (const { id, recommendation } of rows) {
    if (recommendation !== null && !seen.has(recommendation)) continue
    const loaded = await loadVote(db, id)
    if (loaded && !isUnderHidden(loaded.vote, hidden)) votes.push(loaded.vote)
  }
  return votes
}

/** A vote as its files show it. Source: RULES.md EX3. */
export async function voteFacts(db: Database, vote: Vote, set: readonly Kept[], names: Names): Promise<VoteFacts> {
  if (vote.stage === 'open' || vote.stage === 'closed') throw new Error(`${vote.id} has no outcome to be written`)
  const about = recommendationOf(vote.question)
  const councils = vote.councils.map(({ id, name }) => ({ id, name }))
  const namesChoices = showsChoices(vote) && !WAYS[vote.manner].byHands && vote.manner !== 'without-a-vote'
  const choices = new Map((await loadBallots(db, vote.id)).map(({ place, choice }) => [place, choice]))
  const seat = ({ account, council }: RollSeat) => ({
    name: nameIn(names, account),
    councils: councils.flatMap(({ id, name }) => (id === council ? [name] : [])),
  })
  return {
    id: vote.id,
    number: vote.number,
    question: questionSentence(vote.question, set.find(({ id }) => id === about) ?? null),
    about,
    stage: vote.stage,
    manner: vote.manner,
    hash: vote.hash,
    openedAt: vote.openedAt,
    closedAt: vote.closedAt,
    councils,
    outcome: vote.outcome,
    roll: vote.roll.places.map(({ id, account, seats }) => ({
      account,
      name: nameIn(names, account),
      councils: seats.flatMap((one) => seat(one).councils),
      choice: namesChoices ? (choices.get(id) ?? null) : null,
    })),
    namesChoices,
    recused: vote.roll.recused.map(seat),
    absent: vote.roll.absent.map(seat),
  }
}
