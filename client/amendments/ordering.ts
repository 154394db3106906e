import type { AmendmentSummary } from './data.ts'

/** Waits to be decided, or is being decided. */
export const isWaiting = ({ stage }: Pick<AmendmentSummary, 'stage'>): boolean => stage === 'tabled' || stage === 'put'

/** The next that is put to the vote. */
export const nextOf = (amendments: readonly AmendmentSummary[]): AmendmentSummary | null =>
  amendments.find(({ stage }) => stage === 'tabled') ?? null

/** How far from the text, with what takes it out before all and what only moves it behind all. */
const distanceOf = ({ whole, kind, distance }: AmendmentSummary): number =>
  !whole ? distance : kind === 'delete' ? Number.POSITIVE_INFINITY : 0

/** The order that is advised: the furthest from the text first. Source: rules of procedure of the General Assembly, rule 90. */
export const furthestFirst = (amendments: readonly AmendmentSummary[]): readonly AmendmentSummary[] =>
  inPlaces(
    amendments,
    amendments.filter(isWaiting).toSorted((one, other) => distanceOf(other) - distanceOf(one)),
  )

/** Those that wait in another order; what is decided keeps its place. */
export function inPlaces(
  amendments: readonly AmendmentSummary[],
  waiting: readonly AmendmentSummary[],
): readonly AmendmentSummary[] {
  const next = waiting.values()
  return amendments.map((each) => (isWaiting(each) ? (next.next().value ?? each) : each))
}

/** One that waits moved behind or before others that wait: `to` counts among them. */
export function movedTo(
  amendments: readonly AmendmentSummary[],
  id: AmendmentSummary['id'],
  to: number,
): readonly AmendmentSummary[] {
  const waiting = amendments.filter(isWaiting)
  const one = waiting.find((each) => each.id === id)
  if (!one) return amendments
  const others = waiting.filter((each) => each !== one)
  return inPlaces(amendments, others.toSpliced(to, 0, one))
}
