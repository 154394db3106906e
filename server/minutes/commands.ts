import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import type { Entry, Piece } from '../../shared/minutes/model.ts'
import { closeMinutes, reopenMinutes, signMinutes, wordMinutes } from '../../shared/minutes/rules.ts'
import { basisOf, checkWording, isNote, noteOf } from '../../shared/minutes/wording.ts'
import type { Act } from '../act.ts'
import { sessionFor } from '../sessions/queries.ts'
import { draftMinutes, lastNumber, loadClosing, loadSignatures, stageNow } from './queries.ts'

/** The minutes as an act meets them. Refuses: not-found. */
async function met(act: Act, id: SessionId) {
  const found = await sessionFor(act.tx, id, act.by, act.at)
  if (!found.ok) return found
  const closing = await loadClosing(act.tx, id)
  const signatures = await loadSignatures(act.tx, found.facts.session, closing)
  return allow({ ...found.facts, closing, signatures, stage: stageNow(closing, signatures) })
}

/** Words an entry, or what stands below it, in one language. Source: RULES.md MI2, MI4. */
export async function wordMinutesAct(
  act: Act,
  input: { session: SessionId; entry: string; language: Language; pieces: readonly Piece[] | null },
): Promise<Decision<Nothing>> {
  const found = await met(act, input.session)
  if (!found.ok) return found
  const { session, capacity, stage } = found.facts
  const may = wordMinutes(capacity, stage)
  if (!may.ok) return may
  const { entries } = await draftMinutes(act.tx, session, capacity)
  const worded = entries.find((entry) => entry.kind === 'paragraph' && entry.id === input.entry)
  const below = entries.find(({ id }) => noteOf(id) === input.entry)
  const subject = worded ?? (below && NOTHING)
  if (!subject) return refuse('not-found', 'MI2')
  const pieces = input.pieces && tidied(input.pieces, input.entry)
  const fits = pieces === null || isNote(input.entry) ? allow() : checkWording(subject, input.language, pieces)
  if (!fits.ok) return fits
  const number = (await lastNumber(act.tx, 'minute_wordings', session.id)) + 1
  await act.tx
    .insertInto('minute_wordings')
    .values({
      session: session.id,
      number,
      entry: input.entry,
      language: input.language,
      pieces: pieces === null ? null : JSON.stringify(pieces),
      basis: JSON.stringify(pieces === null ? {} : basisOf(subject, input.language, pieces)),
      worded_by: act.by,
      at: act.at,
    })
    .execute()
  await act.record({
    act: 'minutes-worded',
    subject: session.id,
    facts: { entry: input.entry, language: input.language },
    rows: [{ table: 'minute_wordings', key: { session: session.id, number } }],
  })
  act.tell(session.id, 'minutes')
  return allow({})
}

/** What a paragraph of the secretariat's own has of facts: none. */
const NOTHING: Entry = {
  id: '',
  kind: 'paragraph',
  at: 0,
  point: null,
  facts: {},
  sentence: { kk: [], ru: [], en: [] },
}

/** Neighbouring words are joined; of a paragraph of one's own words alone are kept, and none is as good as no paragraph. */
function tidied(pieces: readonly Piece[], entry: string): readonly Piece[] | null {
  const kept: Piece[] = []
  for (const piece of pieces) {
    const last = kept.at(-1)
    if ('words' in piece && last && 'words' in last) kept[kept.length - 1] = { words: last.words + piece.words }
    else kept.push(piece)
  }
  const said = kept.filter((piece) => 'fact' in piece || piece.words !== '')
  if (!isNote(entry)) return said
  const words = said.filter((piece) => 'words' in piece)
  return words.some((piece) => piece.words.trim() !== '') ? words : null
}

/** Fixes every word of the minutes in all languages, as they were shown. Source: RULES.md MI6. */
export async function closeMinutesAct(
  act: Act,
  input: { session: SessionId; hash: string },
): Promise<Decision<Nothing>> {
  const found = await met(act, input.session)
  if (!found.ok) return found
  const { session, capacity, stage } = found.facts
  const may = closeMinutes(capacity, session, stage)
  if (!may.ok) return may
  const { content, hash } = await draftMinutes(act.tx, session, capacity)
  if (hash !== input.hash) return refuse('changed-meanwhile', 'MI6')
  const number = (await lastNumber(act.tx, 'minutes_closings', session.id)) + 1
  await act.tx
    .insertInto('minutes_closings')
    .values({
      session: session.id,
      number,
      content,
      hash,
      closed_by: act.by,
      closed_at: act.at,
      taken_back_by: null,
      taken_back_at: null,
    })
    .execute()
  await recordClosing(act, 'minutes-closed', session.id, number, hash)
  return allow({})
}

/** Opens closed minutes again for wording. Source: RULES.md MI6. */
export async function reopenMinutesAct(act: Act, input: { session: SessionId }): Promise<Decision<Nothing>> {
  const found = await met(act, input.session)
  if (!found.ok) return found
  const { session, capacity, stage, closing } = found.facts
  const may = reopenMinutes(capacity, stage)
  if (!may.ok) return may
  if (!closing) return refuse('already-so', 'MI6')
  await act.tx
    .updateTable('minutes_closings')
    .set({ taken_back_by: act.by, taken_back_at: act.at })
    .where('session', '=', session.id)
    .where('number', '=', closing.number)
    .execute()
  await recordClosing(act, 'minutes-reopened', session.id, closing.number, closing.hash)
  return allow({})
}

async function recordClosing(
  act: Act,
  name: 'minutes-closed' | 'minutes-reopened',
  session: SessionId,
  number: number,
  hash: string,
): Promise<void> {
  await act.record({
    act: name,
    subject: session,
    facts: { number, hash },
    rows: [{ table: 'minutes_closings', key: { session, number } }],
  })
  act.tell(session, 'minutes')
}

/** Signs the closed minutes for every place that the asker signs for. Source: RULES.md MI7. */
export async function signMinutesAct(
  act: Act,
  input: { session: SessionId; hash: string },
): Promise<Decision<Nothing>> {
  const found = await met(act, input.session)
  if (!found.ok) return found
  const { session, stage, closing, signatures } = found.facts
  const may = signMinutes(act.by, stage, signatures)
  if (!may.ok) return may
  if (closing?.hash !== input.hash) return refuse('changed-meanwhile', 'MI7')
  const own = signatures.filter(({ account, at }) => account === act.by && at === null)
  for (const { council, signer } of own)
    await act.tx
      .insertInto('minutes_signatures')
      .values({ session: session.id, closing: closing.number, council, signer, account: act.by, at: act.at })
      .execute()
  await act.record({
    act: 'minutes-signed',
    subject: session.id,
    facts: { number: closing.number, hash: closing.hash, as: own.map(({ council, signer }) => `${council} ${signer}`) },
    rows: own.map(({ council, signer }) => ({
      table: 'minutes_signatures' as const,
      key: { session: session.id, closing: closing.number, council, signer },
    })),
  })
  act.tell(session.id, 'minutes')
  return allow({})
}
