import { effectOf } from '../../shared/amendments/model.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { restoration } from '../../shared/versions/restoring.ts'
import type { Act } from '../act.ts'
import { fromJson } from '../db/json.ts'
import { appendEdit } from '../live/appending.ts'
import { authorsIn, textAt } from '../live/forking.ts'
import { setHead } from '../live/log-rows.ts'
import { noteLanguages, noteVersion, setStage } from '../recommendations/commands.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import { placeAfter } from '../recommendations/set.ts'
import { insertVersion, recordCut } from '../versions/cutting.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { freshFor, textDecided, type Undo } from './adopting.ts'
import type { KeptAmendment } from './queries.ts'
import { tellOf } from './tabling.ts'

/** Takes back what an adopted amendment did; the caller knows that nothing was built on it. Source: RULES.md AM34. */
export async function undoAmendment(act: Act, amendment: KeptAmendment): Promise<void> {
  const row = await act.tx.selectFrom('amendments').select('undo').where('id', '=', amendment.id).executeTakeFirst()
  const undo = row?.undo ? fromJson<Undo>(row.undo) : null
  const kept = await textOf(act, amendment)
  if (!undo || !kept) throw new Error(`${amendment.id} did nothing`)
  switch (effectOf(amendment)) {
    case 'words':
      await wordsBack(act, kept, undo)
      break
    case 'new':
      await setStage(act, kept.id, 'withdrawn')
      await textDecided(act, kept.id)
      // What it makes when it is put again is another one: numbers and texts are not used twice.
      await act.tx
        .updateTable('amendments')
        .set({ creates: act.newId() as RecommendationId })
        .where('id', '=', amendment.id)
        .execute()
      break
    case 'take-out':
      await setStage(act, kept.id, undo.stage ?? 'frozen')
      break
    case 'reorder':
      await placeAfter(act, kept, undo.after)
      break
  }
  await act.tx.updateTable('amendments').set({ made: null, undo: null }).where('id', '=', amendment.id).execute()
  await act.record({
    act: 'amendment-undone',
    subject: amendment.id,
    facts: { number: amendment.number, recommendation: kept.id },
  })
  await tableFallen(act, amendment)
  act.touchText(kept.textId)
  act.tell(kept.session, 'recommendations', `recommendation:${kept.id}`, `text:${kept.textId}`)
}

const textOf = async (act: Act, { recommendation, creates }: KeptAmendment): Promise<Kept | null> => {
  const id = recommendation ?? creates
  return id && loadRecommendation(act.tx, id)
}

/** The words as they were before, as an edit of the server, and a version that says so. */
async function wordsBack(act: Act, kept: Kept, { version, languages }: Undo): Promise<void> {
  const before = version && (await loadVersion(act.tx, version))
  if (!before) throw new Error(`${kept.id} had no version before`)
  const text = await textAt(act.tx, kept.textId)
  const ids = freshFor(act, text)
  const made = restoration(text.state, contentOf(before).parts, ids.of(act.by))
  if (!made) return
  await setHead(act.tx, kept.textId)
  const { update, parts, state } = made
  const seq = await appendEdit(act.tx, {
    text: kept.textId,
    after: text.seq,
    update,
    claims: ids.claims,
    at: act.at,
    random: act.random,
  })
  const owners = new Map([...text.owners, ...ids.claims])
  const reading = { seq, parts, state, authors: authorsIn({ state, owners }), redactions: text.redactions }
  const cut = await insertVersion(act, kept, reading, 'restore', { restored: before.number })
  await noteVersion(act, kept.id, cut)
  await recordCut(act, kept, { ...cut, seq, restored: before.number })
  if (languages) await noteLanguages(act, kept.id, languages)
}

/** What fell with it is tabled again. */
async function tableFallen(act: Act, { id }: KeptAmendment): Promise<void> {
  const fallen = await act.tx
    .selectFrom('amendments')
    .select(['id', 'session', 'recommendation'])
    .where('fell_with', '=', id)
    .where('stage', '=', 'fallen')
    .execute()
  for (const one of fallen) {
    await act.tx
      .updateTable('amendments')
      .set({ stage: 'tabled', fell_with: null, decided_at: null })
      .where('id', '=', one.id)
      .execute()
    tellOf(act, one)
  }
}
