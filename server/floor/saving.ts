import type { Floor, SpeakersList } from '../../shared/floor/model.ts'
import type { FloorEntryId } from '../../shared/ids.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Act } from '../act.ts'

/** Writes how the list is set in this sitting. */
export async function saveSetting(
  act: Act,
  session: Session,
  floor: Omit<Floor, 'list' | 'pointsOfOrder' | 'motions' | 'sitting'>,
): Promise<void> {
  const set = {
    list_closed: floor.listClosed ? 1 : 0,
    debate_closed: floor.debateClosedOn ? 1 : 0,
    debate_closed_on: floor.debateClosedOn?.point ?? null,
    seconds_each: floor.secondsEach,
    guests_may_ask: floor.guestsMayAsk ? 1 : 0,
    business: floor.business,
  }
  await act.tx
    .insertInto('floors')
    .values({ session: session.id, sitting: session.sitting, ...set })
    .onConflict((conflict) => conflict.columns(['session', 'sitting']).doUpdateSet(set))
    .execute()
}

/** Somebody was called, a point ruled on or a motion decided: rulings before it stand. Source: RULES.md SE37. */
export const businessDone = (act: Act, session: Session, floor: Floor): Promise<void> =>
  saveSetting(act, session, { ...floor, business: floor.business + 1 })

/** Writes what became of the list: places, who speaks, and who is gone from it. */
export async function saveList(
  act: Act,
  before: SpeakersList,
  after: SpeakersList,
  goneAs: 'withdrawn' | 'dropped' = 'withdrawn',
): Promise<void> {
  const set = (id: FloorEntryId, change: Record<string, unknown>) =>
    act.tx.updateTable('floor_entries').set(change).where('id', '=', id).execute()
  const places = new Map(before.waiting.map(({ id }, position) => [id, position]))
  for (const [position, { id }] of after.waiting.entries()) if (places.get(id) !== position) await set(id, { position })
  const { speaking } = after
  if (before.speaking && before.speaking.id !== speaking?.id)
    await set(before.speaking.id, { stage: 'spoken', ended_at: act.at })
  if (speaking) await set(speaking.id, { stage: 'speaking', called_at: speaking.calledAt, seconds: speaking.seconds })
  const left = new Set([...after.waiting, ...(speaking ? [speaking] : [])].map(({ id }) => id))
  for (const { id } of before.waiting) if (!left.has(id)) await set(id, { stage: goneAs, ended_at: act.at })
}
