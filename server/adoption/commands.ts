import { adopt, adoptSet, languagesOfRecord } from '../../shared/adoption/rules.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { RecommendationId, VoteId } from '../../shared/ids.ts'
import type { Vote } from '../../shared/votes/model.ts'
import type { Act } from '../act.ts'
import { textDecided } from '../amendments/adopting.ts'
import { noteLanguages, setStage } from '../recommendations/commands.ts'
import { type Kept, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { loadStates } from '../translations/queries.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { loadVote } from '../votes/queries.ts'
import { loadObjections } from '../votes/remedies-queries.ts'
import { reopenedSince } from '../votes/reopening.ts'

type Adopted = { adopted: RecommendationId[] }

/** Adopts what was carried: one act on fixed things, naming the state of each language. Source: RULES.md AD1–AD3, AD5. */
export async function adoptAct(act: Act, input: { vote: VoteId; hash: string }): Promise<Decision<Adopted>> {
  const loaded = await loadVote(act.tx, input.vote)
  if (!loaded) return refuse('not-found', 'RE5')
  const { vote } = loaded
  switch (vote.question.kind) {
    case 'adopt-recommendation':
      return adoptOne(act, vote, vote.question.recommendation, input.hash)
    case 'adopt-set':
      return adoptWhole(act, vote, vote.question.texts, input.hash)
    default:
      return refuse('not-carried', 'AD1')
  }
}

const standing = (vote: Vote) => ({
  stage: vote.stage,
  hash: vote.hash,
  result: vote.stage === 'open' ? null : (vote.outcome?.result ?? null),
})

async function adoptOne(act: Act, vote: Vote, id: RecommendationId, shownHash: string): Promise<Decision<Adopted>> {
  const found = await recommendationFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, capacity } = found.facts
  const version = vote.version && (await loadVersion(act.tx, vote.version))
  const languages = await languagesOf(act, recommendation)
  const may = adopt({
    recommendation,
    capacity,
    vote: standing(vote),
    objections: await loadObjections(act.tx, vote.id),
    shownHash,
    versionHash: version?.hash ?? null,
    orders: vote.orders,
    languages,
  })
  if (!may.ok) return may
  // A vote before the text was taken up again is no more what it rests on. Source: RULES.md VO132.
  if (recommendation.vote?.id !== vote.id) return refuse('not-carried', 'VO132')
  await keep(act, vote, recommendation, languages)
  return allow({ adopted: [id] })
}

async function adoptWhole(
  act: Act,
  vote: Vote,
  texts: Extract<Vote['question'], { kind: 'adopt-set' }>['texts'],
  shownHash: string,
): Promise<Decision<Adopted>> {
  const found = await sessionFor(act.tx, vote.session, act.by, act.at)
  if (!found.ok) return found
  const set = new Map((await loadSet(act.tx, vote.session)).map((one) => [one.id, one]))
  const reopened = await reopenedSince(act.tx, vote)
  const waiting = []
  for (const { recommendation, hash } of texts) {
    const text = set.get(recommendation)
    if (!text || text.stage === 'adopted') continue
    const isAsPut = text.version?.hash === hash && !reopened.has(text.id)
    waiting.push({ text, stage: text.stage, isAsPut, languages: await languagesOf(act, text) })
  }
  const { capacity } = found.facts
  const may = adoptSet({
    capacity,
    vote: standing(vote),
    objections: await loadObjections(act.tx, vote.id),
    shownHash,
    orders: vote.orders,
    waiting,
  })
  if (!may.ok) return may
  for (const { text, languages } of waiting) await keep(act, vote, text, languages)
  return allow({ adopted: waiting.map(({ text }) => text.id) })
}

/** How the languages of what is adopted stand: read off its very bytes, whatever was noted of them. Source: RULES.md LA10. */
async function languagesOf(act: Act, recommendation: Kept): Promise<Kept['languages']> {
  const version = recommendation.version && (await loadVersion(act.tx, recommendation.version.id))
  return version ? loadStates(act.tx, recommendation, contentOf(version).parts) : recommendation.languages
}

/** The version a text stands at becomes the adopted text, for good. */
async function keep(act: Act, vote: Vote, recommendation: Kept, languages: Kept['languages']): Promise<void> {
  const version = recommendation.version && (await loadVersion(act.tx, recommendation.version.id))
  if (!version) throw new Error(`no version of ${recommendation.id}`)
  const ofRecord = languagesOfRecord(vote.orders)
  await act.tx
    .insertInto('adopted_texts')
    .values({
      recommendation: recommendation.id,
      session: recommendation.session,
      number: recommendation.number,
      vote: vote.id,
      version: version.id,
      hash: version.hash,
      content: version.content,
      languages_of_record: JSON.stringify(ofRecord),
      languages: JSON.stringify(languages),
      adopted_at: act.at,
      adopted_by: act.by,
    })
    .execute()
  await noteLanguages(act, recommendation.id, languages)
  await setStage(act, recommendation.id, 'adopted')
  await textDecided(act, recommendation.id)
  const named = Object.fromEntries(ofRecord.map((language) => [language, languages[language]]))
  await act.record({
    act: 'text-adopted',
    subject: recommendation.id,
    facts: { vote: vote.id, version: version.id, hash: version.hash, languages: named },
    rows: [{ table: 'adopted_texts', key: { recommendation: recommendation.id } }],
  })
  act.touchText(recommendation.textId)
  act.tell(recommendation.session, 'recommendations', `recommendation:${recommendation.id}`, `vote:${vote.id}`)
}
