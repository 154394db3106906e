import type { Say } from '../../shared/messages/sentences.ts'
import { type Answer, useAsk } from '../api.ts'
import { useNow } from '../clock.tsx'
import type { SessionDetail } from '../sessions/data.ts'

export type FloorView = Answer<'floor', 'floor'>
export type Speaker = FloorView['waiting'][number]
export type Speaking = NonNullable<FloorView['speaking']>
export type PointOfOrder = FloorView['pointsOfOrder'][number]
export type Motion = FloorView['motions'][number]
export type MotionKind = Motion['kind']
export type Verdict = FloorView['may']['ask']

/** In the order in which they outrank each other, as the server has it. Source: RULES.md SE39. */
export const MOTION_KINDS = [
  'suspend',
  'adjourn',
  'close-debate',
  'close-list',
  'division',
  'manner',
] as const satisfies readonly MotionKind[]

/** The floor of a session, and when the page got it: the server's clock is counted on from there. */
export type FloorHere = { readonly floor: FloorView; readonly receivedAt: number }

export function useFloor(session: string): FloorHere | null {
  const asked = useAsk('floor', 'floor', { session })
  return asked.data ? { floor: asked.data, receivedAt: asked.dataUpdatedAt } : null
}

const TICK_MS = 250

/** How many ms who speaks has left; below 0: over time. The device's clock only measures, it is never believed. Source: RULES.md SE32. */
export function useTimeLeft(speaking: Pick<Speaking, 'seconds' | 'usedMs' | 'running'>, receivedAt: number): number {
  const now = useNow(TICK_MS)
  const since = speaking.running ? Math.max(0, now - receivedAt) : 0
  return speaking.seconds * 1000 - speaking.usedMs - since
}

/** Why an act is off, with its rule, for the text under its button; nothing when it may be done. */
export const offOf = (verdict: Verdict, t: Say): { readonly reason?: string; readonly rule?: string } =>
  verdict.ok ? {} : { reason: t(`refusals.${verdict.code}`, verdict.details ?? {}), rule: verdict.rule }

/** What stands under a person's name: their councils, else their organisation. */
export function placeOf(
  session: SessionDetail,
  account: string,
  inMine: (value: SessionDetail['title']) => string,
): string {
  const councils = session.seats
    .filter((seat) => seat.account === account)
    .map(({ council }) => session.councils.find(({ id }) => id === council))
  if (councils.length > 0) return councils.map((council) => (council ? inMine(council.name) : '')).join(' · ')
  return session.others.find((other) => other.account === account)?.organisation ?? ''
}

export const waitingPoints = (floor: FloorView): readonly PointOfOrder[] =>
  floor.pointsOfOrder.filter(({ stage }) => stage === 'waiting' || stage === 'appealed')

/** Whether its vote was opened and has not been announced. Source: RULES.md SE44. */
export const isPut = ({ put }: Pick<Motion, 'put'>): boolean => put?.stage === 'open' || put?.stage === 'closed'

/** Motions that wait, and what became of those under the current point. */
export const shownMotions = (floor: FloorView, session: SessionDetail): readonly Motion[] =>
  floor.motions.filter(
    ({ stage, point }) => stage === 'waiting' || (stage !== 'withdrawn' && point === session.currentPoint),
  )

export const waitingMotions = (floor: FloorView): readonly Motion[] =>
  floor.motions.filter(({ stage }) => stage === 'waiting')
