import type { MotionResult } from '../../shared/floor/model.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { MinutesFacts } from '../../shared/minutes/model.ts'
import type { Reader } from '../db/database.ts'
import { loadMotion, loadPointOfOrder } from '../floor/queries.ts'
import type { Sight } from './sight.ts'

/** Who had the floor in all sittings, in the order in which they were called. */
export async function spokenOf(
  db: Reader,
  session: SessionId,
  { hidden, nameOf }: Sight,
): Promise<MinutesFacts['spoken']> {
  const rows = await db
    .selectFrom('floor_entries')
    .selectAll()
    .where('session', '=', session)
    .where('stage', 'in', ['speaking', 'spoken'])
    .orderBy('called_at')
    .execute()
  return rows.flatMap(({ id, account, point, called_at: at }) =>
    at === null || hidden(point) ? [] : [{ id, name: nameOf(account), point, at }],
  )
}

export async function pointsOfOrderOf(
  db: Reader,
  session: SessionId,
  { hidden, nameOf }: Sight,
): Promise<MinutesFacts['pointsOfOrder']> {
  const rows = await db
    .selectFrom('points_of_order')
    .select('id')
    .where('session', '=', session)
    .orderBy('raised_at')
    .execute()
  const found = await Promise.all(rows.map(({ id }) => loadPointOfOrder(db, id)))
  return found.flatMap((one) => {
    if (!one || one.point.stage === 'withdrawn' || hidden(one.point.point)) return []
    const { point: raised } = one
    const { id, account, point, at } = raised
    return [
      {
        id,
        name: nameOf(account),
        point,
        at,
        ruling: raised.stage === 'waiting' ? null : { ruling: raised.ruling, words: raised.words },
        appeal:
          'appeal' in raised
            ? {
                name: nameOf(raised.appeal.account),
                overturned: raised.stage === 'settled' ? raised.overturned : null,
              }
            : null,
      },
    ]
  })
}

export async function motionsOf(db: Reader, session: SessionId, sight: Sight): Promise<MinutesFacts['motions']> {
  const rows = await db.selectFrom('motions').select('id').where('session', '=', session).orderBy('raised_at').execute()
  const found = await Promise.all(rows.map(({ id }) => loadMotion(db, id)))
  const numbers = new Map(
    (await db.selectFrom('votes').select(['id', 'number']).where('session', '=', session).execute()).map(
      ({ id, number }) => [id, number] as const,
    ),
  )
  return found.flatMap((one) => {
    if (!one || one.motion.stage === 'withdrawn' || sight.hidden(one.motion.point)) return []
    const { motion } = one
    const result: MotionResult | null = 'result' in motion ? motion.result : null
    return [
      {
        id: motion.id,
        name: sight.nameOf(motion.account as AccountId),
        kind: motion.kind,
        words: motion.words,
        point: motion.point,
        at: motion.at,
        carried: motion.stage === 'carried' ? true : motion.stage === 'rejected' ? false : null,
        result,
        vote: result?.how === 'vote' ? (numbers.get(result.vote) ?? null) : null,
      },
    ]
  })
}
