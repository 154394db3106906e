import * as Y from 'yjs'
import { adoption } from '../../shared/amendments/adoption.ts'
import { effectOf } from '../../shared/amendments/model.ts'
import type { TextPlan } from '../../shared/amendments/text-plan.ts'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AmendmentId, RecommendationId, VersionId, VoteId } from '../../shared/ids.ts'
import { eachLanguage, type Language } from '../../shared/language.ts'
import type { RecommendationStage } from '../../shared/recommendations/model.ts'
import type { WritingIds } from '../../shared/text/paragraph-writer.ts'
import { copyOf, readParts } from '../../shared/text/ydoc.ts'
import type { Act } from '../act.ts'
import { appendEdit } from '../live/appending.ts'
import { authorsIn, FreshIds, type TextAt } from '../live/forking.ts'
import { setHead } from '../live/log-rows.ts'
import { noteLanguages, noteVersion, setStage } from '../recommendations/commands.ts'
import type { Kept } from '../recommendations/queries.ts'
import { placeAfter } from '../recommendations/set.ts'
import { type Cut, type CutFrom, insertVersion, recordCut } from '../versions/cutting.ts'
import { addToSet } from './adding.ts'
import { type Planned, planned } from './plans.ts'
import { type KeptAmendment, loadAmendments, loadInStages } from './queries.ts'
import { setAmendmentStage, tellOf } from './tabling.ts'

/** What an adoption put aside, so that it can be undone. */
export type Undo = {
  readonly version: VersionId | null
  readonly after: RecommendationId | null
  readonly languages: Kept['languages'] | null
  readonly stage: RecommendationStage | null
}

/** Who decided: a vote, or the chair without one. */
export type DecidedBy = { readonly vote: VoteId | null; readonly onWordOf: Act['by'] | null }

/**
 * Makes an amendment the text's, exactly as it was shown: what it says was put together anew from both logs, and must have the hash
 * that was bound; `plan`: as the act itself has just planned it. Others on the same text fall or wait to be brought up. Refuses: in-review, changed-meanwhile.
 * Source: RULES.md AM11, AM32, AM33.
 */
export async function adoptAmendment(
  act: Act,
  amendment: KeptAmendment,
  kept: Kept | null,
  by: DecidedBy,
  { bound = null, plan: known }: { readonly bound?: string | null; readonly plan?: Planned } = {},
): Promise<Decision<Cut | null>> {
  // Somebody is just freezing it: its version is being cut.
  if (kept && kept.stage !== 'drafting' && !kept.version) return refuse('changed-meanwhile', 'AM32')
  const plan = known ?? (await planned(act.tx, amendment, kept))
  if (plan.open > 0) return refuse('in-review', 'AM29', { count: plan.open })
  if (bound !== null && plan.bound?.hash !== bound) return refuse('changed-meanwhile', 'AM32')
  // Asked before the text changes: afterwards nobody could tell.
  const falling = await fallingWith(act, amendment)
  const made = await carryOut(act, amendment, kept, plan)
  const undo: Undo = {
    version: kept?.version?.id ?? null,
    after: made.wasAfter,
    languages: kept?.languages ?? null,
    stage: kept?.stage ?? null,
  }
  await act.tx
    .updateTable('amendments')
    .set({
      stage: 'adopted',
      decided_at: act.at,
      accepted: by.vote === null ? 1 : 0,
      made: made.cut?.id ?? null,
      undo: JSON.stringify(undo),
    })
    .where('id', '=', amendment.id)
    .execute()
  await act.record({
    act: by.vote === null ? 'amendment-accepted' : 'amendment-adopted',
    subject: amendment.id,
    facts: {
      number: amendment.number,
      recommendation: amendment.recommendation ?? amendment.creates,
      effect: effectOf(amendment),
      ...(by.vote && { vote: by.vote }),
      ...(made.cut && { version: made.cut.id, hash: made.cut.hash }),
    },
    onWordOf: by.onWordOf,
  })
  for (const other of falling) await fallWith(act, other, amendment.id)
  tellOf(act, amendment)
  act.tell(amendment.session, 'recommendations')
  return allow(made.cut)
}

async function carryOut(
  act: Act,
  amendment: KeptAmendment,
  kept: Kept | null,
  plan: Planned,
): Promise<{ cut: Cut | null; wasAfter: RecommendationId | null }> {
  switch (effectOf(amendment)) {
    case 'words':
      if (!kept) throw new Error(`${amendment.id} amends nothing`)
      return { cut: await writeWords(act, amendment, kept, plan), wasAfter: null }
    case 'new':
      return { cut: await addToSet(act, amendment, plan), wasAfter: null }
    case 'take-out':
      if (!kept) throw new Error(`${amendment.id} takes nothing out`)
      await setStage(act, kept.id, 'withdrawn')
      act.touchText(kept.textId)
      return { cut: null, wasAfter: null }
    case 'reorder':
      if (!kept) throw new Error(`${amendment.id} moves nothing`)
      return { cut: null, wasAfter: await placeAfter(act, kept, amendment.after) }
  }
}

/** Writes the text as amended into the live text, as one edit under its authors, and cuts a version of it. */
async function writeWords(
  act: Act,
  amendment: KeptAmendment,
  kept: Kept,
  { plan, text, own, bound }: Planned,
): Promise<Cut> {
  if (!plan || !text || !own || !bound) throw new Error(`${amendment.id} has no words`)
  // Where the text is still written in, everybody starts anew from it: what was typed and not sent is kept by its author.
  const open = kept.stage === 'drafting'
  await setHead(act.tx, kept.textId, open ? { newEpoch: act.random } : {})
  const after = readAfter(text, await writePlan(act, text, own.owners, plan))
  const cut = await insertVersion(act, kept, after, 'amendment')
  if (cut.hash !== bound.hash) throw new Error(`${kept.id} would not say what was shown`)
  if (!open) await noteVersion(act, kept.id, cut)
  await recordCut(act, kept, { ...cut, seq: after.seq })
  await noteLanguages(act, kept.id, languagesAfter(amendment, kept, plan))
  act.touchText(kept.textId)
  act.tell(kept.session, `recommendation:${kept.id}`, `text:${kept.textId}`)
  return cut
}

/** What was appended to a text, and whose its new client ids are; no update where the text said all of it already. */
type Written = { readonly seq: number; readonly update: Uint8Array | null; readonly claims: FreshIds['claims'] }

/** Appends a plan to the log of the text it is for; `owners`: of the words that come into it. */
export async function writePlan(act: Act, text: TextAt, owners: TextAt['owners'], plan: TextPlan): Promise<Written> {
  const ids = freshFor(act, text)
  const update = adoption(text.state, plan, idsFor(act, ids, text.owners, owners))
  const { claims } = ids
  if (!update) return { seq: text.seq, update, claims }
  const edit = { text: text.text, after: text.seq, update, claims, at: act.at, random: act.random }
  return { seq: await appendEdit(act.tx, edit), update, claims }
}

/** The text with what was written. */
function readAfter(text: TextAt, { seq, update, claims }: Written): CutFrom {
  const { redactions } = text
  const doc = copyOf(text.state)
  if (update) Y.applyUpdate(doc, update)
  const owners = new Map([...text.owners, ...claims])
  const state = Y.encodeStateAsUpdate(doc)
  return { seq, parts: readParts(doc), state, authors: authorsIn({ state, owners }), redactions }
}

export const freshFor = (act: Act, { owners, state }: TextAt): FreshIds =>
  new FreshIds([...owners.keys(), ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).keys()], act.random)

function idsFor(act: Act, ids: FreshIds, present: TextAt['owners'], amendment: TextAt['owners']): WritingIds {
  return {
    own: ids.of(act.by),
    idOf: ({ client, of }) => {
      const account = (of === 'present' ? present : amendment).get(client)
      if (!account) throw new Error(`nobody answers for client id ${client}`)
      return ids.of(account)
    },
  }
}

/**
 * A change of the source leaves the other languages behind; an editorial one, or one of a translation alone, leaves them valid.
 * Source: RULES.md AM32.
 */
function languagesAfter(
  { kind }: KeptAmendment,
  { languages, sourceLanguage }: Kept,
  plan: TextPlan,
): Kept['languages'] {
  const changed = new Set<Language>(plan.fragments.map(({ language }) => language))
  if (kind === 'editorial') return languages
  return eachLanguage((language) => {
    const state = languages[language]
    if (changed.has(language)) return state === 'checked' || state === 'certified' ? 'draft' : state
    const behind = changed.has(sourceLanguage) && state !== 'missing' && state !== 'source'
    return behind ? 'stale' : state
  })
}

/** Tabled amendments that fall if this one is adopted: those that were marked, and all that are to a text that it takes out. */
async function fallingWith(act: Act, amendment: KeptAmendment): Promise<KeptAmendment[]> {
  const others = (await loadAmendments(act.tx, { session: amendment.session })).filter(
    (one) => one.id !== amendment.id && one.stage === 'tabled' && one.recommendation === amendment.recommendation,
  )
  return effectOf(amendment) === 'take-out'
    ? others
    : others.filter(({ fallsWith }) => fallsWith?.includes(amendment.id))
}

async function fallWith(act: Act, other: KeptAmendment, adopted: AmendmentId | null): Promise<void> {
  await act.tx
    .updateTable('amendments')
    .set({ stage: 'fallen', decided_at: act.at, fell_with: adopted })
    .where('id', '=', other.id)
    .execute()
  await act.record({
    act: 'amendment-fallen',
    subject: other.id,
    facts: { number: other.number, ...(adopted && { with: adopted }) },
  })
  tellOf(act, other)
}

/** A text is decided: what is tabled to it has fallen, and drafts to it go nowhere. Source: RULES.md AM36. */
export async function textDecided(act: Act, recommendation: RecommendationId): Promise<void> {
  for (const other of await loadInStages(act.tx, recommendation, ['tabled'])) await fallWith(act, other, null)
}

/** Notes the newest vote on an amendment and how far it is; while one goes on, nothing else is done with it. Source: RULES.md AM31. */
export async function noteAmendmentVote(
  act: Act,
  amendment: KeptAmendment,
  vote: { readonly id: VoteId; readonly stage: 'open' | 'closed' | 'announced' | 'void' },
): Promise<void> {
  await act.tx
    .updateTable('amendments')
    .set({ vote: vote.id, vote_stage: vote.stage })
    .where('id', '=', amendment.id)
    .execute()
  if (vote.stage === 'open') await setAmendmentStage(act, amendment.id, 'put')
  tellOf(act, amendment)
}
