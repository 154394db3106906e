import * as Y from 'yjs'
import {
  type Amendment,
  type AmendmentKind,
  MOST_OF_ONE_MOVER,
  type Rewording,
  UNDECIDED,
} from '../../shared/amendments/model.ts'
import { draft, keepsToItsLanguage, propose, typeFor } from '../../shared/amendments/rules.ts'
import { reworded } from '../../shared/amendments/wording.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, AmendmentId, RecommendationId, SessionId, TextId, VersionId } from '../../shared/ids.ts'
import { eachLanguage, type Language, type Localised } from '../../shared/language.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import type { Capacity } from '../../shared/sessions/rules.ts'
import { type Block, blocksOf, type Part, type Parts } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { restoration } from '../../shared/versions/restoring.ts'
import type { Act } from '../act.ts'
import { appendEdit, holdTexts } from '../live/appending.ts'
import { authorsIn, FreshIds, forkText, textAt } from '../live/forking.ts'
import { seedText, setHead } from '../live/log-rows.ts'
import { refersToKnown } from '../recommendations/commands.ts'
import { type Kept, loadSet, recommendationFor } from '../recommendations/queries.ts'
import { standsBehind } from '../recommendations/set.ts'
import { loadCapacity, type SessionFor, sessionFor } from '../sessions/queries.ts'
import { insertVersion, recordCut } from '../versions/cutting.ts'
import { planned } from './plans.ts'
import { amendedOf, amendmentFor, loadAmendment, loadAmendments, proposersFor } from './queries.ts'
import { tabled } from './tabling.ts'

/** What an amendment is begun with. */
export type Beginning = {
  readonly session: SessionId
  readonly recommendation: RecommendationId | null
  readonly kind: AmendmentKind
  readonly language: Language
  readonly whole: boolean
  readonly after: RecommendationId | null
  readonly changes: readonly Rewording[]
  readonly wordings: readonly { readonly part: Part; readonly language: Language; readonly blocks: readonly Block[] }[]
  readonly reason: Localised
  readonly fields: Fields | null
}

/** Ids that a content file gives; others are the server's. */
export type Named = { readonly id?: AmendmentId; readonly creates?: RecommendationId }

export type Started = { readonly amendment: AmendmentId; readonly textId: TextId | null }

/** Forks a text as a draft of the acting account. Refuses what `propose` refuses, not-in-the-text, malformed, too-large. Source: RULES.md AM20, AM21. */
export async function startAct(act: Act, input: Beginning): Promise<Decision<Started>> {
  const found = await placeFor(act, input)
  if (!found.ok) return found
  const { facts, kept } = found.facts
  const proposers = await proposersFor(act.tx, facts, facts.capacity)
  const may = propose(amendedOf(kept), facts.session, facts.capacity, proposers)
  if (!may.ok) return may
  return begin(act, kept, input, { mover: act.by, moved: 'self' })
}

/** Types and tables what is moved in the hall. Refuses what `typeFor` and `propose` refuse, and as `startAct`. Source: RULES.md AM25. */
export async function fromFloorAct(
  act: Act,
  input: Beginning & { readonly mover: AccountId },
): Promise<Decision<Started & { number: number }>> {
  const found = await placeFor(act, input)
  if (!found.ok) return found
  const { facts, kept } = found.facts
  const may = typeFor(facts.session, facts.capacity)
  if (!may.ok) return may
  const { mover, ...beginning } = input
  const moves = await mayBeMovedBy(act, facts, kept, mover)
  if (!moves.ok) return moves
  const begun = await begin(act, kept, beginning, { mover, moved: mover === act.by ? 'self' : 'unconfirmed' })
  if (!begun.ok) return begun
  const amendment = await loadAmendment(act.tx, begun.facts.amendment)
  if (!amendment) throw new Error('an amendment that was begun is not there')
  const { changes, languages } = await planned(act.tx, amendment, kept)
  if (!changes) return refuse('nothing-changed', 'AM23')
  if (!keepsToItsLanguage(amendment, languages)) return refuse('one-language-only', 'AM23')
  return allow({ ...begun.facts, number: await tabled(act, amendment) })
}

async function mayBeMovedBy(act: Act, facts: SessionFor, kept: Kept | null, mover: AccountId): Promise<Decision> {
  const capacity: Capacity | null = await loadCapacity(act.tx, facts.session, mover, act.at)
  if (!capacity) return refuse('not-on-the-session', 'AM25')
  return propose(amendedOf(kept), facts.session, capacity, await proposersFor(act.tx, facts, capacity))
}

async function placeFor(
  act: Act,
  { session, recommendation }: Pick<Beginning, 'session' | 'recommendation'>,
): Promise<Decision<{ facts: SessionFor; kept: Kept | null }>> {
  if (recommendation === null) {
    const found = await sessionFor(act.tx, session, act.by, act.at)
    return found.ok ? allow({ facts: found.facts, kept: null }) : found
  }
  const found = await recommendationFor(act.tx, recommendation, act.by, act.at)
  if (!found.ok) return found
  if (found.facts.session.id !== session) return refuse('not-found', 'RE5')
  return allow({ facts: found.facts, kept: found.facts.recommendation })
}

type Movement = Pick<Amendment, 'mover' | 'moved'>

/** Writes the rows of an amendment and its own text, forked from the present one. Refuses: malformed, not-in-the-text, too-large. */
export async function begin(
  act: Act,
  kept: Kept | null,
  input: Beginning,
  { mover, moved }: Movement,
  named: Named = {},
): Promise<Decision<Started>> {
  const shape = await fits(act, kept, input)
  if (!shape.ok) return shape
  if ((await undecidedOf(act, input.session, mover)) >= MOST_OF_ONE_MOVER) return refuse('too-large', 'AM20')
  const id = named.id ?? (act.newId() as AmendmentId)
  const text = input.whole ? null : (id as string as TextId)
  await holdTexts(act.tx, kept?.textId)
  const base = kept ? await versionNow(act, kept) : null
  if (text) {
    if (kept) await forkText(act.tx, { text, from: await textAt(act.tx, kept.textId), at: act.at, random: act.random })
    else await seedText(act.tx, { text, parts: NOTHING_SAID, account: mover, at: act.at, random: act.random })
    const said = await say(act, text, input)
    if (!said.ok) return said
  }
  const { session } = input
  await act.tx
    .insertInto('amendments')
    .values({
      id,
      session,
      recommendation: input.recommendation,
      creates: kept ? null : (named.creates ?? (act.newId() as RecommendationId)),
      number: null,
      kind: kept ? input.kind : 'new-recommendation',
      whole: input.whole ? 1 : 0,
      after: input.after,
      language: input.language,
      stage: 'draft',
      text,
      base,
      mover,
      typed_by: act.by,
      moved,
      reason: JSON.stringify(input.reason),
      words: input.kind === 'separate-vote' ? JSON.stringify(quoted(input)) : null,
      fields: kept ? null : input.fields && JSON.stringify(input.fields),
      point: kept?.point ?? (await currentPoint(act, session)),
      position: null,
      falls_with: null,
      created_at: act.at,
      tabled_at: null,
      decided_at: null,
      accepted: 0,
      made: null,
      fell_with: null,
      undo: null,
      vote: null,
      vote_stage: null,
    })
    .execute()
  await act.tx
    .insertInto('amendment_sponsors')
    .values({ amendment: id, account: mover, signed_at: act.at, position: 0 })
    .execute()
  act.tell(session, 'amendments')
  return allow({ amendment: id, textId: text })
}

/** Whether kind, place and words of a beginning go together. */
async function fits(act: Act, kept: Kept | null, input: Beginning): Promise<Decision> {
  const { kind, whole, changes, wordings, fields } = input
  if (!kept) {
    if (kind !== 'new-recommendation' || whole || changes.some(({ from }) => from !== ''))
      return refuse('malformed', 'AM20')
    return !fields || (await refersToKnown(act, input.session, fields)) ? allow() : refuse('malformed', 'RE7')
  }
  if (kind === 'new-recommendation') return refuse('malformed', 'AM20')
  if (whole) {
    const possible = (kind === 'delete' || kind === 'move') && kept.kind !== 'preamble'
    const bare = changes.length === 0 && wordings.length === 0
    return possible && bare ? placed(act, kept, input) : refuse('malformed', 'AM39')
  }
  if (input.after !== null) return refuse('malformed', 'AM39')
  if (kind === 'separate-vote') {
    const quotes = changes.every(({ part, from, to }) => part === 'text' && from.trim() !== '' && to === '')
    return changes.length > 0 && wordings.length === 0 && quotes ? allow() : refuse('malformed', 'AM37')
  }
  const named = [...changes, ...wordings]
  return kind !== 'editorial' || named.every(({ language }) => language === input.language)
    ? allow()
    : refuse('malformed', 'AM20')
}

/** Whether a text may be moved behind another of its set, where it does not stand yet. Refuses: malformed, nothing-changed. Source: RULES.md AM39. */
export async function placed(
  act: Act,
  kept: Kept | null,
  { kind, whole, after }: Pick<Amendment, 'kind' | 'whole' | 'after'>,
): Promise<Decision> {
  if (kind !== 'move' || !whole || !kept) return after === null ? allow() : refuse('malformed', 'AM39')
  const set = await loadSet(act.tx, kept.session)
  if (after !== null && (after === kept.id || !set.some(({ id }) => id === after))) return refuse('malformed', 'AM39')
  return standsBehind(set, kept.id) === (isPreamble(set, after) ? null : after)
    ? refuse('nothing-changed', 'AM39')
    : allow()
}

const isPreamble = (set: readonly Kept[], id: RecommendationId | null): boolean =>
  set.some((one) => one.id === id && one.kind === 'preamble')

const quoted = ({ changes }: Beginning): Localised =>
  eachLanguage((language) => changes.find((one) => one.language === language)?.from ?? '')

const currentPoint = async (act: Act, session: SessionId) =>
  (await act.tx.selectFrom('sessions').select('current_point').where('id', '=', session).executeTakeFirst())
    ?.current_point ?? null

/** How many amendments of a mover are undecided. */
export const undecidedOf = async (act: Act, session: SessionId, mover: AccountId): Promise<number> =>
  (await loadAmendments(act.tx, { session })).filter((one) => one.mover === mover && UNDECIDED.includes(one.stage))
    .length

const NOTHING: Parts['text'] = { kk: [], ru: [], en: [] }
export const NOTHING_SAID: Parts = { title: NOTHING, text: NOTHING, rationale: NOTHING, indicator: NOTHING }

/**
 * The version that says what the text says now: the newest one, or one that is cut for it. Who forks it is its maker.
 * Source: RULES.md AM21.
 */
export async function versionNow(act: Act, kept: Kept): Promise<VersionId> {
  if (kept.version) return kept.version.id
  const text = await textAt(act.tx, kept.textId)
  const newest = await act.tx
    .selectFrom('versions')
    .innerJoin('version_notes', 'version_notes.version', 'versions.id')
    .select(['versions.id', 'versions.seq', 'version_notes.fields_rev'])
    .where('versions.recommendation', '=', kept.id)
    .orderBy('versions.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest && Number(newest.seq) === text.seq && newest.fields_rev === kept.fieldsRev) return newest.id
  const { seq, state, redactions } = text
  const reading = { seq, parts: readParts(text.doc), state, authors: authorsIn(text), redactions }
  const cut = await insertVersion(act, kept, reading, 'fork')
  await recordCut(act, kept, { ...cut, seq: text.seq })
  return cut.id
}

/** Writes the words that an amendment is begun with, under the acting account. Refuses: not-in-the-text, malformed. */
async function say(
  act: Act,
  text: TextId,
  { changes, wordings }: Pick<Beginning, 'changes' | 'wordings'>,
): Promise<Decision> {
  if (changes.length === 0 && wordings.length === 0) return allow()
  await holdTexts(act.tx, text)
  const now = await textAt(act.tx, text)
  let wanted = readParts(now.doc)
  for (const { part, language, blocks } of wordings) {
    const whole = canonical(blocks)
    if (!whole) return refuse('malformed', 'AM35')
    wanted = withBlocks(wanted, part, language, whole)
  }
  for (const change of changes) {
    const blocks = reworded(wanted[change.part][change.language], change)
    if (!blocks) return refuse('not-in-the-text', 'AM25')
    wanted = withBlocks(wanted, change.part, change.language, blocks)
  }
  const ids = new FreshIds([...now.owners.keys(), ...clientsIn(now.state)], act.random)
  const made = restoration(now.state, wanted, ids.of(act.by))
  if (!made) return allow()
  await setHead(act.tx, text)
  const { update } = made
  await appendEdit(act.tx, { text, after: now.seq, update, claims: ids.claims, at: act.at, random: act.random })
  return allow()
}

const clientsIn = (state: Uint8Array) => Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).keys()

const withBlocks = (parts: Parts, part: Part, language: Language, blocks: readonly Block[]): Parts => ({
  ...parts,
  [part]: { ...parts[part], [language]: blocks },
})

/** Blocks as they came over the wire, in canonical form; null where they do not fit the schema. */
function canonical(blocks: readonly Block[]): Block[] | null {
  try {
    return blocksOf(
      blocks.map(({ level, content }) => ({
        level,
        runs: content.map(({ text, marks }) => ({
          text,
          marks: Object.fromEntries(
            (marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}]),
          ),
        })),
      })),
    )
  } catch {
    return null
  }
}

/** Changes words of a draft by quoting them. Refuses what `draft` refuses, and not-in-the-text. Source: RULES.md AM22. */
export async function rewordAct(
  act: Act,
  input: { amendment: AmendmentId; changes: readonly Rewording[] },
): Promise<Decision<Nothing>> {
  const found = await amendmentFor(act.tx, input.amendment, act.by, act.at)
  if (!found.ok) return found
  const { amendment, session, capacity } = found.facts
  const may = draft(amendment, session, capacity)
  if (!may.ok) return may
  if (!amendment.text) return refuse('not-in-the-text', 'AM39')
  const said = await say(act, amendment.text, { changes: input.changes, wordings: [] })
  if (!said.ok) return said
  act.touchText(amendment.text)
  act.tell(session.id, 'amendments', `amendment:${amendment.id}`, `text:${amendment.text}`)
  return allow({})
}
