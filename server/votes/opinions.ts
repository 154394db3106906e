import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, OpinionId, RecommendationId, VersionId, VoteId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Vote } from '../../shared/votes/model.ts'
import {
  checkOpinion,
  giveOpinion,
  lastDayForOpinions,
  OPINION_KINDS,
  type Opinion,
  type OpinionFacts,
  type OpinionKind,
  seatsOnRoll,
  seeOpinion,
} from '../../shared/votes/opinions.ts'
import { recommendationOf } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { House } from '../house.ts'
import type { SessionFor } from '../sessions/queries.ts'
import { nameIn } from '../sessions/views.ts'
import type { OpinionsTables } from './opinions-tables.ts'
import { loadBallots, loadVote } from './queries.ts'
import { seenBy } from './views.ts'

/** A member says something of a vote, in their own words. Source: RULES.md VO120–VO125. */
export async function giveOpinionAct(
  act: Act,
  input: { vote: VoteId; kind: OpinionKind; recommendation?: RecommendationId | undefined; words: Localised },
): Promise<Decision<{ opinion: OpinionId }>> {
  const found = await factsOf(act.tx, input.vote, act.by, act.at)
  if (!found.ok) return found
  const { vote } = found.facts
  const about = input.recommendation ?? recommendationOf(vote.question)
  const may = giveOpinion(input.kind, found.facts)
  if (!may.ok) return may
  const fits = checkOpinion(vote, about, input.words)
  if (!fits.ok) return fits
  const given = (await loadOpinions(act.tx, [vote.id])).some(
    ({ account, kind, recommendation }) => account === act.by && kind === input.kind && recommendation === about,
  )
  if (given) return refuse('already-given', 'VO124')
  const id = act.newId() as OpinionId
  await act.tx
    .insertInto('opinions')
    .values({
      id,
      vote: vote.id,
      account: act.by,
      kind: input.kind,
      recommendation: about,
      words: JSON.stringify(input.words),
      given_at: act.at,
      changed_at: null,
      withdrawn_at: null,
    })
    .execute()
  await recordOpinion(act, 'opinion-given', vote, { id, kind: input.kind, recommendation: about })
  return allow({ opinion: id })
}

/** Its member puts it in other words. Source: RULES.md VO125. */
export async function changeOpinionAct(
  act: Act,
  input: { opinion: OpinionId; words: Localised },
): Promise<Decision<Nothing>> {
  const found = await ownOpinion(act, input.opinion)
  if (!found.ok) return found
  const { opinion, vote } = found.facts
  const fits = checkOpinion(vote, opinion.recommendation, input.words)
  if (!fits.ok) return fits
  await act.tx
    .updateTable('opinions')
    .set({ words: JSON.stringify(input.words), changed_at: act.at })
    .where('id', '=', opinion.id)
    .execute()
  await recordOpinion(act, 'opinion-changed', vote, opinion)
  return allow({})
}

/** Its member takes it back; the row stays, and nobody is shown it. Source: RULES.md VO125. */
export async function withdrawOpinionAct(act: Act, input: { opinion: OpinionId }): Promise<Decision<Nothing>> {
  const found = await ownOpinion(act, input.opinion)
  if (!found.ok) return found
  const { opinion, vote } = found.facts
  await act.tx.updateTable('opinions').set({ withdrawn_at: act.at }).where('id', '=', opinion.id).execute()
  await recordOpinion(act, 'opinion-withdrawn', vote, opinion)
  return allow({})
}

/** The words stay out of the book: its entry has the hash of their row. Source: RULES.md VO127, RB2. */
async function recordOpinion(
  act: Act,
  name: 'opinion-given' | 'opinion-changed' | 'opinion-withdrawn',
  vote: Vote,
  { id, kind, recommendation }: Pick<Opinion, 'id' | 'kind' | 'recommendation'>,
): Promise<void> {
  await act.record({
    act: name,
    subject: vote.id,
    facts: { opinion: id, kind, recommendation },
    rows: [{ table: 'opinions', key: { id } }],
  })
  act.tell(vote.session, `vote:${vote.id}`, ...(recommendation ? [`recommendation:${recommendation}`] : []))
}

/** An opinion that its member may change now. Refuses: not-found, not-your-opinion, and as giving it would be refused. */
async function ownOpinion(act: Act, id: OpinionId): Promise<Decision<OpinionFacts & { opinion: Opinion }>> {
  const row = await act.tx
    .selectFrom('opinions')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return refuse('not-found', 'VO126')
  const found = await factsOf(act.tx, row.vote, act.by, act.at)
  if (!found.ok) return found
  const opinion = opinionFrom(row)
  if (!seeOpinion(opinion, found.facts.vote, act.by)) return refuse('not-found', 'VO126')
  if (opinion.account !== act.by) return refuse('not-your-opinion', 'VO125')
  const may = giveOpinion(opinion.kind, found.facts)
  return may.ok ? allow({ ...found.facts, opinion }) : may
}

async function factsOf(
  db: Reader,
  id: VoteId,
  account: AccountId,
  now: number,
): Promise<Decision<OpinionFacts & { session: SessionFor['session'] }>> {
  const loaded = await loadVote(db, id)
  if (!loaded) return refuse('not-found', 'VO16')
  const found = await seenBy(db, loaded.vote, account, now)
  if (!found.ok) return found
  return allow({
    vote: loaded.vote,
    ballots: await loadBallots(db, id),
    account,
    session: found.facts.session,
    now,
  })
}

const opinionFrom = ({
  words,
  given_at,
  changed_at,
  withdrawn_at: _,
  ...row
}: OpinionsTables['opinions']): Opinion => ({
  ...row,
  words: fromJson<Localised>(words),
  givenAt: given_at,
  changedAt: changed_at,
})

/** What stands of the opinions on some votes, in the order in which they were given. */
async function loadOpinions(db: Reader, votes: readonly VoteId[]): Promise<Opinion[]> {
  const rows = await db
    .selectFrom('opinions')
    .selectAll()
    .where('vote', 'in', [...votes])
    .where('withdrawn_at', 'is', null)
    .orderBy('given_at')
    .orderBy('id')
    .execute()
  return rows.map(opinionFrom)
}

/** What stands of what was said of votes that were announced, in the order of the votes. */
export async function opinionsOnVotes(db: Reader, votes: readonly Vote[]) {
  const said =
    votes.length === 0
      ? []
      : await loadOpinions(
          db,
          votes.map(({ id }) => id),
        )
  const names = await loadNames(db)
  return votes.flatMap((vote) => said.filter((one) => one.vote === vote.id).map((one) => named(one, vote, names)))
}

/** What was said of a vote, as an account may read it, and what it may say itself. Source: RULES.md VO126. */
export async function viewOpinions(house: House, account: AccountId, input: { vote: VoteId }) {
  const found = await factsOf(house.db, input.vote, account, house.clock.now())
  if (!found.ok) return found
  const { vote, session } = found.facts
  const shown = (await loadOpinions(house.db, [vote.id])).filter((one) => seeOpinion(one, vote, account))
  const names = await loadNames(house.db)
  return allow({
    opinions: shown.map((one) => ({
      ...named(one, vote, names),
      mine: one.account === account,
      mayChange: one.account === account && giveOpinion(one.kind, found.facts).ok,
    })),
    kinds: OPINION_KINDS.map((kind) => {
      const may = giveOpinion(kind, found.facts)
      if (may.ok) return { kind, may: { ok: true as const } }
      const { code, rule } = may.refusal
      return { kind, may: { ok: false as const, code, rule } }
    }),
    lastDay: lastDayForOpinions(vote, account, session.timezone),
  })
}

const named = (opinion: Opinion, vote: Vote, names: Awaited<ReturnType<typeof loadNames>>) => {
  const own = new Set(seatsOnRoll(vote, opinion.account).map(({ council }) => council))
  return {
    ...opinion,
    voteNumber: vote.number,
    name: nameIn(names, opinion.account),
    councils: vote.councils.filter(({ id }) => own.has(id)).map(({ id, name }) => ({ id, name })),
  }
}

/**
 * What was said of a text in the votes on the version that was adopted: alone, in parts, and with the set; not what was said of
 * another text of the set. Source: RULES.md AD10.
 */
export async function opinionsOnText(
  db: Reader,
  text: { readonly recommendation: RecommendationId; readonly version: VersionId; readonly vote: VoteId },
) {
  const rows = await db
    .selectFrom('votes')
    .select('id')
    .where((q) =>
      q.or([
        q('id', '=', text.vote),
        q.and([q('recommendation', '=', text.recommendation), q('version', '=', text.version)]),
      ]),
    )
    .where('stage', '=', 'announced')
    .orderBy('number')
    .execute()
  const names = await loadNames(db)
  const said = await Promise.all(
    rows.map(async ({ id }) => {
      const loaded = await loadVote(db, id)
      if (!loaded) return []
      return (await loadOpinions(db, [id]))
        .filter(({ recommendation }) => recommendation === null || recommendation === text.recommendation)
        .map((one) => named(one, loaded.vote, names))
    }),
  )
  return said.flat()
}
