import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { Decides, PutBy } from '../../shared/floor/model.ts'
import { waitingPoint } from '../../shared/floor/order-rules.ts'
import { motionQuestion, putMotion, putRuling, rulingQuestion } from '../../shared/floor/putting.ts'
import type { AccountId, AgendaPointId, SessionId, VoteId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { loadSession } from '../sessions/queries.ts'
import { type Deciding, saveAppeal, saveDecision, undoAppeal, undoDecision } from './deciding.ts'
import { loadFloor, loadMotion, loadPointOfOrder } from './queries.ts'

// What votes do on the floor: they ask what may be put, note how far they are, and bring the result.

/** What would be asked, and whether it may be as the floor stands. Refuses: not-found. Source: RULES.md SE44, SE46. */
export async function questionOnFloor(
  db: Reader,
  session: Session,
  decides: Decides,
): Promise<Decision<{ readonly words: Localised; readonly under: AgendaPointId | null; readonly put: Decision }>> {
  const floor = await loadFloor(db, session)
  if (decides.on === 'motion') {
    const motion = floor.motions.find(({ id }) => id === decides.motion)
    if (!motion) return refuse('not-found', 'SE39')
    return allow({ words: motionQuestion(motion), under: motion.point, put: putMotion(motion, floor) })
  }
  const point = floor.pointsOfOrder.find(({ id }) => id === decides.pointOfOrder)
  if (!point || point.stage === 'waiting' || point.stage === 'withdrawn') return refuse('not-found', 'SE34')
  return allow({ words: rulingQuestion(point), under: point.point, put: putRuling(point) })
}

/** Whether a point of order waits for its ruling; an appeal's own result is what its vote brings. Source: RULES.md SE46. */
export const loadPointWaits = async (db: Reader, session: Session): Promise<boolean> =>
  waitingPoint(await loadFloor(db, session)) !== null

/** Notes the newest vote on a motion or a ruling, and how far it is. */
export async function notePut(act: Act, session: SessionId, decides: Decides, put: PutBy): Promise<void> {
  const noted = { put: JSON.stringify(put) }
  if (decides.on === 'motion') await act.tx.updateTable('motions').set(noted).where('id', '=', decides.motion).execute()
  else await act.tx.updateTable('points_of_order').set(noted).where('id', '=', decides.pointOfOrder).execute()
  act.tell(session, 'floor')
}

/** The sitting in which a motion or a point of order was raised: a vote may be announced after it is over. */
async function decidingIn(act: Act, id: SessionId, sitting: number, onWordOf: AccountId | null): Promise<Deciding> {
  const session = await loadSession(act.tx, id)
  if (!session) throw new Error(`a vote in no session: ${id}`)
  const then = { ...session, sitting }
  return { session: then, floor: await loadFloor(act.tx, then), onWordOf }
}

/** The vote, and the agenda point under which it was opened. */
type By = { readonly id: VoteId; readonly session: SessionId; readonly point: AgendaPointId | null }

/** The announced result of a vote decides the motion, or the appeal, in the same act. Source: RULES.md SE45, SE46. */
export async function decideByVote(
  act: Act,
  decides: Decides,
  { id: vote, session, point: under }: By,
  carried: boolean,
  onWordOf: AccountId | null,
): Promise<void> {
  if (decides.on === 'motion') {
    const found = await loadMotion(act.tx, decides.motion)
    if (!found) throw new Error(`a vote on no motion: ${vote}`)
    const deciding = await decidingIn(act, session, found.sitting, onWordOf)
    const stage = carried ? 'carried' : 'rejected'
    await saveDecision(act, deciding, found.motion, { stage, result: { how: 'vote', vote }, under })
    return
  }
  const found = await loadPointOfOrder(act.tx, decides.pointOfOrder)
  if (!found) throw new Error(`a vote on no ruling: ${vote}`)
  const deciding = await decidingIn(act, session, found.sitting, onWordOf)
  await saveAppeal(act, deciding, found.point, { overturned: !carried, by: { vote } })
}

/** The vote is void: what it decided waits again. Source: RULES.md SE45. */
export async function undoByVote(act: Act, decides: Decides, session: SessionId, vote: VoteId): Promise<void> {
  if (decides.on === 'motion') {
    const found = await loadMotion(act.tx, decides.motion)
    const { motion } = found ?? {}
    const byIt = motion && 'result' in motion && motion.result.how === 'vote' && motion.result.vote === vote
    if (found && byIt) await undoDecision(act, await decidingIn(act, session, found.sitting, null), found.motion, vote)
    return
  }
  const found = await loadPointOfOrder(act.tx, decides.pointOfOrder)
  if (found?.point.stage === 'settled' && found.point.appeal.put?.vote === vote)
    await undoAppeal(act, await decidingIn(act, session, found.sitting, null), found.point, vote)
}
