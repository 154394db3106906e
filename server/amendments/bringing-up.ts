import { UNDECIDED } from '../../shared/amendments/model.ts'
import type { Choice } from '../../shared/amendments/plan-model.ts'
import { accept, decideClash } from '../../shared/amendments/rules.ts'
import { ownWriter, settledPlan } from '../../shared/amendments/settling.ts'
import { baseText, changedText, planText, type TextPlan } from '../../shared/amendments/text-plan.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, RecommendationId, VersionId } from '../../shared/ids.ts'
import { wordOf } from '../../shared/sessions/rules.ts'
import { copyOf } from '../../shared/text/ydoc.ts'
import type { Act } from '../act.ts'
import type { House } from '../house.ts'
import { holdTexts } from '../live/appending.ts'
import { ownersOf, type TextAt, textAt } from '../live/forking.ts'
import { redactionsOf } from '../live/hiding.ts'
import { setHead } from '../live/log-rows.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import type { Cut } from '../versions/cutting.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { adoptAmendment, writePlan } from './adopting.ts'
import { type Planned, planned } from './plans.ts'
import { amendedOf, amendmentFor, type KeptAmendment, loadAmendment, loadInStages } from './queries.ts'
import { versionNow } from './starting.ts'
import { tellOf } from './tabling.ts'

type One = { readonly amendment: AmendmentId }

/** Adopts an amendment without a vote. Refuses what `accept` and `adoptAmendment` refuse, vote-running, is-put. Source: RULES.md AM30, AM31. */
export async function acceptAct(act: Act, input: One, voteOpen: boolean): Promise<Decision<{ version: Cut | null }>> {
  const found = await amendmentFor(act.tx, input.amendment, act.by, act.at)
  if (!found.ok) return found
  const { amendment, recommendation, session, capacity } = found.facts
  await holdTexts(act.tx, amendment.text, recommendation?.textId)
  const plan = await planned(act.tx, amendment, recommendation)
  const may = accept(amendment, amendedOf(recommendation), session, capacity, plan)
  if (!may.ok) return may
  // A vote that runs may be on this text as a part of something else.
  if (voteOpen) return refuse('vote-running', 'AM30')
  // One whose outcome was not announced yet binds the text as it stands.
  if (recommendation && (await loadInStages(act.tx, recommendation.id, ['put'])).length > 0)
    return refuse('is-put', 'AM31')
  const made = await adoptAmendment(
    act,
    amendment,
    recommendation,
    { vote: null, onWordOf: wordOf(capacity) },
    { plan },
  )
  return made.ok ? allow({ version: made.facts }) : made
}

/**
 * Brings the other undecided amendments up to a text that was amended, one act each: those that do not clash, silently. What was not
 * brought up for want of time is put together with the text all the same whenever it is read. Source: RULES.md AM9, AM33.
 */
export async function bringUpOthers(house: House, by: AccountId, recommendation: RecommendationId): Promise<void> {
  const known: Grounds = new Map()
  for (const { id } of await loadInStages(house.db, recommendation, UNDECIDED)) {
    const request = { by, endpoint: 'amendments/bring-up', input: { amendment: id } }
    await house.acts.run(request, (act) => bringUpAct(act, id, known))
  }
}

async function bringUpAct(act: Act, id: AmendmentId, known: Grounds): Promise<Decision<Nothing>> {
  const amendment = await loadAmendment(act.tx, id)
  const kept = amendment?.recommendation && (await loadRecommendation(act.tx, amendment.recommendation))
  if (!amendment?.text || !amendment.base || !kept || !UNDECIDED.includes(amendment.stage)) return allow({})
  const version = await newestVersion(act, kept)
  if (!version || version === amendment.base) return allow({})
  const ground = await groundOf(act, amendment, version, known)
  if (!ground) return allow({})
  await holdTexts(act.tx, amendment.text)
  const own = await textAt(act.tx, amendment.text)
  const plan = planText(ground.base, changedText(ground.base, own.doc), ground.since)
  if (plan.open > 0) {
    tellOf(act, amendment)
    return allow({})
  }
  await writeUp(act, amendment, { own, owners: ground.owners }, plan, version)
  return allow({})
}

const newestVersion = async (act: Act, { id }: Kept): Promise<VersionId | null> =>
  (
    await act.tx
      .selectFrom('versions')
      .select('id')
      .where('recommendation', '=', id)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id ?? null

/** From the version that an amendment forked from to a later one of the text: what was done to the text since. */
type Ground = {
  readonly base: ReturnType<typeof baseText>
  /** Whose words in it are. */
  readonly owners: TextAt['owners']
  readonly since: ReturnType<typeof changedText>
}
/** Versions never change but by redactions: many amendments are brought up over the same ground. */
type Grounds = Map<string, Ground>

async function groundOf(
  act: Act,
  { base, recommendation }: KeptAmendment,
  later: VersionId,
  known: Grounds,
): Promise<Ground | null> {
  const at = await act.tx.selectFrom('versions').select('text').where('id', '=', later).executeTakeFirst()
  if (!at || !recommendation) return null
  const redactions = await redactionsOf(act.tx, at.text)
  const key = `${base} ${later} ${redactions}`
  const found = known.get(key)
  if (found) return found
  const was = base && (await loadVersion(act.tx, base))
  const row = await act.tx.selectFrom('versions').select('state').where('id', '=', later).executeTakeFirst()
  if (!was || !row) return null
  const owners = await ownersOf(act.tx, at.text)
  const from = baseText(contentOf(was).parts)
  const ground = { base: from, owners, since: changedText(from, copyOf(row.state)) }
  known.set(key, ground)
  return ground
}

/** Writes what the amendment says now into its own text; `owners`: of the words that come into it. */
async function writeUp(
  act: Act,
  amendment: KeptAmendment,
  { own, owners }: { readonly own: TextAt; readonly owners: TextAt['owners'] },
  plan: TextPlan,
  version: VersionId,
): Promise<void> {
  await holdOwn(act, amendment)
  await writePlan(act, own, owners, plan)
  await nowFrom(act, amendment, version)
}

/** In a draft that is being written in, everybody starts anew from what it says then. */
async function holdOwn(act: Act, { text, stage }: KeptAmendment): Promise<void> {
  if (!text) throw new Error('an amendment without words')
  await setHead(act.tx, text, stage === 'draft' ? { newEpoch: act.random } : {})
}

async function nowFrom(act: Act, amendment: KeptAmendment, version: VersionId): Promise<void> {
  await act.tx.updateTable('amendments').set({ base: version }).where('id', '=', amendment.id).execute()
  if (amendment.number !== null)
    await act.record({
      act: 'amendment-brought-up',
      subject: amendment.id,
      facts: { number: amendment.number, from: amendment.base, to: version },
    })
  if (amendment.text) {
    act.touchText(amendment.text)
    act.tell(amendment.session, `text:${amendment.text}`)
  }
  tellOf(act, amendment)
}

/**
 * Notes what the secretariat chose; when nothing is open any more the amendment says the text as amended, from which on it cannot clash.
 * Refuses what `decideClash` refuses, not-in-review, changed-meanwhile. Source: RULES.md AM8, AM29.
 */
export async function decideAct(
  act: Act,
  input: One & { choices: readonly { key: string; choice: Choice }[] },
): Promise<Decision<{ open: number }>> {
  const found = await amendmentFor(act.tx, input.amendment, act.by, act.at)
  if (!found.ok) return found
  const { amendment, recommendation: kept, session, capacity } = found.facts
  const may = decideClash(amendment, session, capacity)
  if (!may.ok) return may
  await holdTexts(act.tx, amendment.text, kept?.textId)
  const before = await planned(act.tx, amendment, kept)
  if (!before.plan || !kept || before.plan.clashes.length === 0) return refuse('not-in-review', 'AM29')
  const clashes = new Map(before.plan.clashes.map((clash) => [clash.key, clash]))
  if (input.choices.some(({ key }) => !clashes.has(key))) return refuse('changed-meanwhile', 'AM8')
  const rows = []
  for (const { key, choice } of input.choices)
    for (const clash of [key, ...(clashes.get(key)?.together ?? [])])
      rows.push(await noteDecision(act, amendment.id, clash, choice))
  const after = await planned(act.tx, amendment, kept)
  const { plan } = after
  if (!plan) return refuse('not-in-review', 'AM29')
  await act.record({
    act: 'amendment-reviewed',
    subject: amendment.id,
    facts: { number: amendment.number, open: plan.open },
    rows: [...new Map(rows.map((clash) => [clash, clash])).keys()].map((clash) => ({
      table: 'amendment_decisions' as const,
      key: { amendment: amendment.id, clash },
    })),
  })
  if (plan.open === 0) await settle(act, amendment, kept, after)
  tellOf(act, amendment)
  return allow({ open: plan.open })
}

async function noteDecision(act: Act, amendment: AmendmentId, clash: string, choice: Choice): Promise<string> {
  const decided = { choice, by: act.by, at: act.at }
  await act.tx
    .insertInto('amendment_decisions')
    .values({ amendment, clash, ...decided })
    .onConflict((one) => one.columns(['amendment', 'clash']).doUpdateSet(decided))
    .execute()
  return clash
}

/** Everything is decided: the amendment's own text becomes the text as amended, each word under its writer, from the text's present version on. */
async function settle(
  act: Act,
  amendment: KeptAmendment,
  kept: Kept,
  { plan, text, own }: Pick<Planned, 'plan' | 'text' | 'own'>,
): Promise<void> {
  if (!plan || !text || !own) throw new Error(`${amendment.id} has no words`)
  const version = await versionNow(act, kept)
  const owners = new Map(text.owners)
  for (const [client, account] of own.owners) owners.set(ownWriter(client), account)
  await writeUp(act, amendment, { own, owners }, settledPlan(own.doc, text.doc, plan), version)
}
