import type { ChangeClass, FinalRound, SignatureKind } from '../../shared/adoption/final.ts'
import {
  attachSignature,
  beginFinal,
  classChange,
  confirmFinal,
  numberFinal,
  publishFinal,
  reviseFinal,
  signFinal,
  submitFinal,
} from '../../shared/adoption/final-rules.ts'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import type { RecommendationId, TextId, VersionId } from '../../shared/ids.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { authorsIn, forkText, ownersOf, textAt } from '../live/forking.ts'
import { setHead } from '../live/log-rows.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { insertVersion, recordCut } from '../versions/cutting.ts'
import {
  changesOf,
  finalFor,
  lastClassNumber,
  loadConfirmations,
  loadRounds,
  loadSignatures,
  signingCouncils,
} from './final-queries.ts'

type Of = { readonly recommendation: RecommendationId }

/** Begins the final text as a copy of the adopted one, or a corrigendum as a copy of the final one. Refuses what `beginFinal` refuses. Source: RULES.md AD20, AD28. */
export async function beginFinalAct(
  act: Act,
  input: Of & { readonly reason: string },
): Promise<Decision<{ round: number; textId: TextId }>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { recommendation, capacity, session } = found.facts
  const rounds = await loadRounds(act.tx, recommendation.id)
  const may = beginFinal(recommendation, rounds, capacity, input.reason)
  if (!may.ok) return may
  const base = rounds.at(-1)?.version ?? (await adoptedVersion(act, recommendation.id))
  const round = rounds.length
  const text = act.newId() as TextId
  const { state, from } = await stateOf(act, base)
  await forkText(act.tx, {
    text,
    from: { state, owners: await ownersOf(act.tx, from) },
    at: act.at,
    random: act.random,
  })
  await act.tx
    .insertInto('final_rounds')
    .values({
      recommendation: recommendation.id,
      round,
      attempt: 0,
      session: session.id,
      stage: 'drafting',
      text,
      base,
      version: null,
      hash: null,
      reason: input.reason.trim(),
      official_number: null,
      official_date: null,
      begun_by: act.by,
      begun_at: act.at,
      published_by: null,
      published_at: null,
    })
    .execute()
  await act.record({
    act: 'final-begun',
    subject: recommendation.id,
    facts: { round, base },
    rows: [rowOf({ recommendation: recommendation.id, round })],
  })
  tell(act, { recommendation: recommendation.id, session: session.id })
  return allow({ round, textId: text })
}

async function adoptedVersion(act: Act, recommendation: RecommendationId): Promise<VersionId> {
  const adopted = act.tx.selectFrom('adopted_texts').select('version').where('recommendation', '=', recommendation)
  return (await adopted.executeTakeFirstOrThrow()).version
}

async function stateOf(act: Act, version: VersionId): Promise<{ state: Uint8Array; from: TextId }> {
  const row = await act.tx.selectFrom('versions').select(['state', 'text']).where('id', '=', version).executeTakeFirst()
  if (!row) throw new Error(`no version ${version}`)
  return { state: row.state, from: row.text }
}

function tell(act: Act, { recommendation, session }: Pick<FinalRound, 'recommendation' | 'session'>): void {
  act.tell(session, 'recommendations', `recommendation:${recommendation}`)
}

/** Every change of a round's row is attested by the act that made it. */
const rowOf = ({ recommendation, round }: Pick<FinalRound, 'recommendation' | 'round'>) => ({
  table: 'final_rounds' as const,
  key: { recommendation, round },
})

const setRound = (act: Act, { recommendation, round }: FinalRound, set: Record<string, unknown>) =>
  act.tx
    .updateTable('final_rounds')
    .set(set)
    .where('recommendation', '=', recommendation)
    .where('round', '=', round)
    .execute()

/** Says what a change is. Refuses what `classChange` refuses, changed-meanwhile. Source: RULES.md AD22. */
export async function classChangeAct(
  act: Act,
  input: Of & { readonly key: string; readonly class: ChangeClass | null },
): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round, capacity } = found.facts
  const may = classChange(round, capacity, input.class ?? 'typographic')
  if (!may.ok) return may
  const now = readParts((await textAt(act.tx, round.text)).doc)
  const change = (await changesOf(act.tx, round, now)).find(({ key }) => key === input.key)
  if (!change) return refuse('changed-meanwhile', 'AD22')
  if (change.class === input.class) return allow({})
  const { recommendation } = round
  const number = (await lastClassNumber(act.tx, round)) + 1
  await act.tx
    .insertInto('final_classes')
    .values({
      recommendation,
      round: round.round,
      number,
      change: input.key,
      class: input.class,
      by: act.by,
      at: act.at,
    })
    .execute()
  await act.record({
    act: 'final-change-classed',
    subject: recommendation,
    facts: { round: round.round, change: input.key, class: input.class },
    rows: [{ table: 'final_classes', key: { recommendation, round: round.round, number } }],
  })
  tell(act, round)
  return allow({})
}

/** Fixes the copy and gives it to the chairs. Refuses what `submitFinal` refuses. Source: RULES.md AD23. */
export async function submitFinalAct(act: Act, input: Of): Promise<Decision<{ hash: Hash }>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round, capacity, recommendation } = found.facts
  const text = await textAt(act.tx, round.text)
  const parts = readParts(text.doc)
  const changes = await changesOf(act.tx, round, parts)
  const may = submitFinal(round, capacity, changes)
  if (!may.ok) return may
  await setHead(act.tx, round.text, { state: 'closed', newEpoch: act.random })
  const { seq, state, redactions } = text
  const reading = { seq, parts, state, authors: authorsIn(text), redactions }
  const cut = await insertVersion(act, { ...recommendation, textId: round.text }, reading, 'finalisation')
  await recordCut(act, recommendation, { ...cut, seq })
  await setRound(act, round, {
    stage: 'confirming',
    attempt: round.attempt + 1,
    version: cut.id,
    hash: cut.hash,
  })
  const classes = changes.map((change) => ({ key: change.key, class: change.class }))
  await act.record({
    act: 'final-submitted',
    subject: recommendation.id,
    facts: { round: round.round, version: cut.id, hash: cut.hash, changes: classes },
    rows: [rowOf(round)],
  })
  act.touchText(round.text)
  tell(act, round)
  return allow({ hash: cut.hash })
}

/** Takes it back to be worked on. Refuses what `reviseFinal` refuses. Source: RULES.md AD23. */
export async function reviseFinalAct(act: Act, input: Of): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round, capacity } = found.facts
  const may = reviseFinal(round, capacity)
  if (!may.ok) return may
  await setHead(act.tx, round.text, { state: 'open', newEpoch: act.random })
  await setRound(act, round, { stage: 'drafting', version: null, hash: null })
  await act.record({
    act: 'final-taken-back',
    subject: round.recommendation,
    facts: { round: round.round },
    rows: [rowOf(round)],
  })
  act.touchText(round.text)
  tell(act, round)
  return allow({})
}

/** A chair confirms for their council; the last one opens the signing. Refuses what `confirmFinal` refuses. Source: RULES.md AD24. */
export async function confirmFinalAct(act: Act, input: Of & { readonly hash: Hash }): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round } = found.facts
  const before = (await loadConfirmations(act.tx, round)).map(({ council }) => council)
  const may = confirmFinal(round, found.facts, before, { shownHash: input.hash })
  if (!may.ok) return may
  for (const council of may.facts)
    await act.tx
      .insertInto('final_confirmations')
      .values({ ...keyOf(round), council, account: act.by, hash: input.hash, at: act.at })
      .execute()
  const confirmed = new Set([...before, ...may.facts])
  if (signingCouncils(found.facts).every((council) => confirmed.has(council)))
    await setRound(act, round, { stage: 'signing' })
  await act.record({
    act: 'final-confirmed',
    subject: round.recommendation,
    facts: { round: round.round, councils: may.facts, hash: input.hash },
    rows: [
      rowOf(round),
      ...may.facts.map((council) => ({ table: 'final_confirmations' as const, key: { ...keyOf(round), council } })),
    ],
  })
  tell(act, round)
  return allow({})
}

const keyOf = ({ recommendation, round, attempt }: FinalRound) => ({ recommendation, round, attempt })

export type Signing = Of & {
  readonly hash: Hash
  readonly kind: SignatureKind
  readonly reason: string
  readonly base64?: string | undefined
}

/** A chair signs, or says why not; the password was asked before. Refuses what `signFinal` refuses, wrong-signature-file, too-large. Source: RULES.md AD25. */
export async function signFinalAct(act: Act, input: Signing): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round } = found.facts
  const { kind, hash } = input
  const reason = input.reason.trim()
  const may = signFinal(round, found.facts, await loadSignatures(act.tx, round), { kind, reason, shownHash: hash })
  if (!may.ok) return may
  const file = kind === 'file' ? new Uint8Array(Buffer.from(input.base64 ?? '', 'base64')) : null
  const fits = file ? attachSignature(file) : allow()
  if (!fits.ok) return fits
  const fileHash = file && sha256Hex(file)
  for (const council of may.facts)
    await act.tx
      .insertInto('final_signatures')
      .values({ ...keyOf(round), council, account: act.by, kind, hash, reason, file, file_hash: fileHash, at: act.at })
      .execute()
  await act.record({
    act: kind === 'declined' ? 'final-not-signed' : 'final-signed',
    subject: round.recommendation,
    facts: { round: round.round, councils: may.facts, kind, hash, ...(fileHash && { file: fileHash }) },
    rows: may.facts.map((council) => ({ table: 'final_signatures' as const, key: { ...keyOf(round), council } })),
  })
  tell(act, round)
  return allow({})
}

/** Gives number and day. Refuses what `numberFinal` refuses. Source: RULES.md AD26. */
export async function numberFinalAct(
  act: Act,
  input: Of & { readonly number: string; readonly date: LocalDate },
): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round, capacity } = found.facts
  const number = input.number.trim()
  const { date } = input
  const may = numberFinal(round, capacity, await isTaken(act, round, number))
  if (!may.ok) return may
  await setRound(act, round, { official_number: number, official_date: date })
  await act.record({
    act: 'final-numbered',
    subject: round.recommendation,
    facts: { round: round.round, number, date },
    rows: [rowOf(round)],
  })
  tell(act, round)
  return allow({})
}

/** Whether another final text or corrigendum has the number. */
async function isTaken(act: Act, { recommendation, round }: FinalRound, number: string): Promise<boolean> {
  const rows = await act.tx
    .selectFrom('final_rounds')
    .select(['recommendation', 'round'])
    .where('official_number', '=', number)
    .execute()
  return rows.some((row) => row.recommendation !== recommendation || row.round !== round)
}

/** Publishes it. Refuses what `publishFinal` refuses, wrong-text. Source: RULES.md AD27. */
export async function publishFinalAct(
  act: Act,
  input: Of & { readonly hash: Hash; readonly nobodyRecognised: boolean },
): Promise<Decision<Nothing>> {
  const found = await finalFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { round, capacity } = found.facts
  const may = publishFinal(round, capacity, {
    councils: signingCouncils(found.facts),
    signatures: await loadSignatures(act.tx, round),
    nobodyRecognised: input.nobodyRecognised,
  })
  if (!may.ok) return may
  if (round.hash !== input.hash) return refuse('wrong-text', 'AD27')
  await setRound(act, round, { stage: 'published', published_by: act.by, published_at: act.at })
  await act.record({
    act: 'final-published',
    subject: round.recommendation,
    facts: { round: round.round, hash: input.hash, official: round.official },
    rows: [rowOf(round)],
  })
  tell(act, round)
  return allow({})
}
