import { changesBetween } from '../../shared/amendments/changes.ts'
import { effectOf } from '../../shared/amendments/model.ts'
import { put } from '../../shared/amendments/rules.ts'
import { allow, type Decision } from '../../shared/decision.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, AmendmentId, RecommendationId, VoteId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { type Capacity, wordOf } from '../../shared/sessions/rules.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import type { Outcome, Question, Vote } from '../../shared/votes/model.ts'
import { amendmentOf, decidesAmendment, questionContent, recommendationOf } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import { adoptAmendment, noteAmendmentVote } from '../amendments/adopting.ts'
import { type Planned, planned } from '../amendments/plans.ts'
import { amendedOf, amendmentFor, type KeptAmendment, loadAmendment, loadInStages } from '../amendments/queries.ts'
import { NOTHING_SAID } from '../amendments/starting.ts'
import { setAmendmentStage, tellOf } from '../amendments/tabling.ts'
import { undoAmendment } from '../amendments/undoing.ts'
import type { Reader } from '../db/database.ts'
import { loadRecommendation } from '../recommendations/queries.ts'
import { nameIn } from '../sessions/views.ts'
import { amending } from '../translations/amended.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import type { Put } from './questions.ts'
import type { AttestedRow } from './sealed.ts'

/** An amendment with the text as amended, as a vote on it would bind it. */
export type PutAmendment = { readonly kept: KeptAmendment; readonly plan: Planned }

/** The question of an amendment; of a separate vote, whether the part stays. Refuses: not-found. Source: RULES.md AM31, AM37. */
export async function aboutAmendment(
  db: Reader,
  id: AmendmentId,
  account: AccountId,
  at: Instant,
): Promise<Decision<Put>> {
  const found = await amendmentFor(db, id, account, at)
  if (!found.ok) return found
  const { amendment: kept, recommendation, session } = found.facts
  const plan = await planned(db, kept, recommendation)
  const may = put(kept, amendedOf(recommendation), { open: plan.open })
  const version = recommendation?.version ?? null
  const question: Question =
    kept.kind === 'separate-vote' && recommendation && kept.words
      ? { kind: 'keep-part', recommendation: recommendation.id, words: kept.words, amendment: id }
      : {
          kind: 'adopt-amendment',
          amendment: id,
          number: kept.number,
          recommendation: kept.recommendation,
          under: kept.point,
        }
  const hash =
    question.kind === 'keep-part'
      ? version && sha256Hex(questionContent(session.id, question, version.hash))
      : (plan.bound?.hash ?? null)
  return allow({
    ...found.facts,
    recommendation,
    question,
    put: may,
    version: version?.id ?? null,
    hash,
    shown: question.kind === 'keep-part' ? (version?.hash ?? null) : hash,
    amendment: { kept, plan },
  })
}

/**
 * Whether an amendment to what is asked about is put already and its outcome not announced: it binds the text as it stands, and another
 * vote would be on a text that the announcement changes. Source: RULES.md AM31.
 */
export async function waitsForAmendment(db: Reader, question: Question): Promise<boolean> {
  const about = question.kind === 'adopt-amendment' ? question.recommendation : recommendationOf(question)
  const texts =
    question.kind === 'adopt-set' ? question.texts.map(({ recommendation }) => recommendation) : [about ?? []].flat()
  for (const text of texts) if ((await loadInStages(db, text, ['put'])).length > 0) return true
  return false
}

/** Keeps the bytes of the text as amended with the vote. Source: RULES.md AM31. */
export async function bindAmendment(
  act: Act,
  vote: VoteId,
  { amendment, version }: Pick<Put, 'amendment' | 'version'>,
): Promise<readonly AttestedRow[]> {
  if (!amendment) return []
  const { kept, plan } = amendment
  const recommendation = kept.recommendation ?? kept.creates
  if (!plan.bound || !recommendation) throw new Error(`${kept.id} binds nothing`)
  await act.tx
    .insertInto('put_amendments')
    .values({
      vote,
      amendment: kept.id,
      recommendation,
      version,
      ...plan.bound,
      text_seq: plan.text?.seq ?? null,
      amendment_seq: plan.own?.seq ?? null,
    })
    .execute()
  return [{ table: 'put_amendments', key: { vote } }]
}

/** An amendment knows the newest vote on it. */
export async function noteVoteOnAmendment(
  act: Act,
  { id, question }: Pick<Vote, 'id' | 'question'>,
  stage: 'open' | 'closed' | 'announced' | 'void',
): Promise<void> {
  const amendment = await amendmentIn(act.tx, question)
  if (amendment) await noteAmendmentVote(act, amendment, { id, stage })
}

async function amendmentIn(db: Reader, question: Question): Promise<KeptAmendment | null> {
  const id = amendmentOf(question)
  return id && loadAmendment(db, id)
}

/** What an announced outcome makes of the amendment, in the same act. Source: RULES.md AM31, AM32, AM37. */
export async function decideAmendment(act: Act, vote: Vote, outcome: Outcome, capacity: Capacity): Promise<void> {
  const amendment = await amendmentIn(act.tx, vote.question)
  if (!amendment) return
  const decided = decidesAmendment(vote.question, outcome.result)
  const onWordOf = wordOf(capacity)
  if (decided === 'adopted') {
    const bound = await act.tx
      .selectFrom('put_amendments')
      .select('hash')
      .where('vote', '=', vote.id)
      .executeTakeFirst()
    const kept = amendment.recommendation && (await loadRecommendation(act.tx, amendment.recommendation))
    const made = await amending(act, amendment.id, () =>
      adoptAmendment(act, amendment, kept, { vote: vote.id, onWordOf }, { bound: bound?.hash ?? '' }),
    )
    // The texts of an amendment that is put are closed: nothing can have come between.
    if (!made.ok) throw new Error(`${amendment.id} is not what was voted on: ${made.refusal.code}`)
    return
  }
  await act.tx
    .updateTable('amendments')
    .set(decided === 'rejected' ? { stage: 'rejected', decided_at: act.at } : { stage: 'tabled' })
    .where('id', '=', amendment.id)
    .execute()
  if (decided === 'rejected')
    await act.record({
      act: 'amendment-rejected',
      subject: amendment.id,
      facts: { number: amendment.number, recommendation: amendment.recommendation, vote: vote.id },
      onWordOf,
    })
  tellOf(act, amendment)
}

/** Whether a decided amendment can no more be put back: something was built on what it made. Source: RULES.md AM34. */
export async function builtOnAmendment(db: Reader, vote: Vote): Promise<boolean> {
  const amendment = await amendmentIn(db, vote.question)
  if (amendment?.stage !== 'adopted' || amendment.vote?.id !== vote.id) return false
  const id = amendment.recommendation ?? amendment.creates
  const kept = id && (await loadRecommendation(db, id))
  if (!kept) return true
  const effect = effectOf(amendment)
  if (effect === 'reorder') return false
  if (effect === 'take-out') return kept.stage !== 'withdrawn'
  return kept.stage !== 'frozen' || kept.vote !== null || kept.version?.id !== amendment.made
}

/** A vote that counts for nothing: its amendment is tabled again, and what it did is undone. Source: RULES.md AM34. */
export async function undoByVoid(act: Act, vote: Vote): Promise<void> {
  const amendment = await amendmentIn(act.tx, vote.question)
  if (!amendment || amendment.vote?.id !== vote.id) return
  if (amendment.stage === 'adopted')
    await amending(act, amendment.id, async () => {
      await undoAmendment(act, amendment)
      return allow()
    })
  await setAmendmentStage(act, amendment.id, 'tabled')
  await act.tx
    .updateTable('amendments')
    .set({ decided_at: null, vote_stage: 'void' })
    .where('id', '=', amendment.id)
    .execute()
  tellOf(act, amendment)
}

/** The title of a new recommendation as it was put. */
export async function titleOfPut(db: Reader, amendment: AmendmentId): Promise<Localised> {
  const row = await db
    .selectFrom('put_amendments')
    .select('content')
    .where('amendment', '=', amendment)
    .executeTakeFirst()
  return row ? plainParts(contentOf(row).parts).title : eachLanguage(() => '')
}

/** What is voted on, as pages show it: who moved it, and what it changes in the text that was put. */
export async function viewPutAmendment(db: Reader, vote: Vote) {
  const amendment = await amendmentIn(db, vote.question)
  const row = await db.selectFrom('put_amendments').selectAll().where('vote', '=', vote.id).executeTakeFirst()
  if (!amendment || !row) return null
  const names = await loadNames(db)
  const { id, number, kind, whole, after, stage } = amendment
  const version = row.version && (await loadVersion(db, row.version))
  const hasWords = effectOf(amendment) === 'words' || effectOf(amendment) === 'new'
  const amended = hasWords ? contentOf(row).parts : null
  const present = version ? contentOf(version).parts : null
  const changes = amended ? changesBetween(present ?? NOTHING_SAID, amended) : []
  return {
    id,
    number,
    kind,
    whole,
    after,
    stage,
    mover: { account: amendment.mover, name: nameIn(names, amendment.mover) },
    sponsors: amendment.sponsors
      .filter(({ account, signedAt }) => signedAt !== null && account !== amendment.mover)
      .map(({ account }) => nameIn(names, account)),
    reason: amendment.reason,
    hash: row.hash,
    amended,
    changes: changes.map(({ words: _, ...change }) => change),
  }
}

/** The text that the announcement of a vote changed; null when it changed none. */
export async function textAmendedBy(db: Reader, vote: VoteId): Promise<RecommendationId | null> {
  const row = await db
    .selectFrom('amendments')
    .select('recommendation')
    .where('vote', '=', vote)
    .where('stage', '=', 'adopted')
    .executeTakeFirst()
  return row?.recommendation ?? null
}
