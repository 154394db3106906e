import type { Json } from '../../shared/canonical-json.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId, RedactionId, TextId, VersionId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import {
  decideRedaction,
  type PassagePlace,
  type PutFacts,
  type RedactionReason,
  redact,
  redactWords,
  withdrawRedaction,
} from '../../shared/versions/redacting.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Kept, recommendationFor } from '../recommendations/queries.ts'
import { loadVersion } from './queries.ts'
import { loadRedaction } from './redacting-queries.ts'
import { findPassage } from './redacting-reach.ts'

export type AskInput = PassagePlace & {
  readonly recommendation: RecommendationId
  readonly version: VersionId | null
  /** What the page showed there; it is compared, and kept nowhere. */
  readonly said: string
  readonly reason: RedactionReason
  readonly words: string
  readonly requestId?: string | undefined
}

/**
 * What domains that this one does not know say of a text: what votes do, the texts of its amendments, which begin with its letters, and
 * how what its discussion quotes of it loses words.
 */
export type Beyond = {
  readonly putOf: (db: Reader, text: Kept) => Promise<PutFacts>
  readonly forksOf: (db: Reader, text: Kept) => Promise<readonly TextId[]>
  readonly hideInQuotes: (act: Act, text: Kept, words: string) => Promise<void>
  /** Takes away what is kept of the text's earlier words beside its log and versions, once they were changed. */
  readonly forget: (act: Act, text: Kept) => Promise<void>
}

/** The text, or a version of it, in which a passage is marked. Refuses: not-found, and what `redact` refuses. */
export async function mayAsk(
  db: Reader,
  by: AccountId,
  input: { readonly recommendation: RecommendationId; readonly version: VersionId | null },
  at: Instant,
  beyond: Beyond,
) {
  const found = await recommendationFor(db, input.recommendation, by, at)
  if (!found.ok) return found
  const { recommendation, capacity } = found.facts
  const may = redact(recommendation, capacity, await beyond.putOf(db, recommendation))
  if (!may.ok) return may
  const version = input.version && (await loadVersion(db, input.version))
  if (input.version && version?.recommendation !== recommendation.id) return refuse('not-found', 'RE5')
  return allow({ recommendation })
}

/** The state in which a passage is marked, and the row it was read at. */
export async function markedIn(house: House, text: TextId, version: VersionId | null) {
  if (version === null) return house.live.read(text)
  return house.db.selectFrom('versions').select(['seq', 'state']).where('id', '=', version).executeTakeFirstOrThrow()
}

/**
 * Marks a passage for a second person. Only which letters it is is kept: its words are neither in the row, nor in the request, nor in the
 * record. Refuses: not-found, not-in-one-paragraph, and what `redact` and `redactWords` refuse. Source: RULES.md VE50, VE52.
 */
export async function askRedaction(
  house: House,
  by: AccountId,
  input: AskInput,
  beyond: Beyond,
): Promise<Decision<{ redaction: RedactionId }>> {
  const { requestId, said, ...asked } = input
  const may = await mayAsk(house.db, by, input, house.clock.now(), beyond)
  if (!may.ok) return may
  const read = await markedIn(house, may.facts.recommendation.textId, input.version)
  const found = findPassage(read.state, input, said)
  if (!found) return refuse('not-in-one-paragraph', 'VE51')
  const sayable = redactWords(found.words, input.words)
  if (!sayable.ok) return sayable
  const request = { by, endpoint: 'versions/ask-redaction', requestId, input: asked as unknown as Json }
  return house.acts.run(request, async (act) => {
    const now = await mayAsk(act.tx, by, input, act.at, beyond)
    if (!now.ok) return now
    const { id: recommendation, textId: text, session } = now.facts.recommendation
    const id = act.newId() as RedactionId
    await act.tx
      .insertInto('redactions')
      .values({
        ...found.place,
        id,
        recommendation,
        text,
        version: input.version,
        seq: read.seq,
        letters: JSON.stringify(found.letters),
        reason: input.reason,
        words: input.words,
        stage: 'waiting',
        asked_by: by,
        asked_at: act.at,
        decided_by: null,
        decided_at: null,
        ordinal: null,
        changed_rows: null,
        changed_versions: null,
      })
      .execute()
    await recordRedaction(act, 'redaction-asked', { ...found.place, id, recommendation, reason: input.reason })
    act.tell(session, `recommendation:${recommendation}`)
    return allow({ redaction: id })
  })
}

/** Says in the record book what was done with a passage, by its place and length alone. Source: RULES.md VE50. */
export function recordRedaction(
  act: Act,
  what: 'redaction-asked' | 'redaction-refused' | 'redaction-withdrawn' | 'passage-redacted',
  redaction: PassagePlace & {
    readonly id: RedactionId
    readonly recommendation: RecommendationId
    readonly reason: RedactionReason
  },
  more: { readonly facts?: { readonly [name: string]: Json }; readonly versions?: readonly VersionId[] } = {},
): Promise<void> {
  const { id, recommendation, part, language, paragraph, start, length, reason } = redaction
  return act.record({
    act: what,
    subject: recommendation,
    facts: { redaction: id, part, language, paragraph, start, length, reason, ...more.facts },
    rows: [
      { table: 'redactions', key: { id } },
      ...(more.versions ?? []).map((version) => ({ table: 'versions' as const, key: { id: version } })),
    ],
  })
}

/** A redaction with its text, as a person meets them. Refuses: not-found. */
export async function redactionFor(db: Reader, id: RedactionId, by: AccountId, at: Instant) {
  const redaction = await loadRedaction(db, id)
  if (!redaction) return refuse('not-found', 'VE50')
  const found = await recommendationFor(db, redaction.recommendation, by, at)
  return found.ok ? allow({ ...found.facts, redaction }) : found
}

/** The second person says no, or the first takes it back: nothing was changed and nothing is. Source: RULES.md VE50. */
export const endRedactionAct =
  (how: 'refused' | 'withdrawn') =>
  async (act: Act, input: { redaction: RedactionId }): Promise<Decision<Nothing>> => {
    const found = await redactionFor(act.tx, input.redaction, act.by, act.at)
    if (!found.ok) return found
    const { redaction, capacity, session } = found.facts
    const may = how === 'refused' ? decideRedaction(redaction, capacity) : withdrawRedaction(redaction, capacity)
    if (!may.ok) return may
    await decide(act, redaction.id, how)
    await recordRedaction(act, `redaction-${how}`, redaction)
    act.tell(session.id, `recommendation:${redaction.recommendation}`)
    return allow({})
  }

/** Notes what was decided, by whom and when. */
export const decide = (act: Act, id: RedactionId, stage: 'refused' | 'withdrawn' | 'running') =>
  act.tx.updateTable('redactions').set({ stage, decided_by: act.by, decided_at: act.at }).where('id', '=', id).execute()
