import type { PlaceId } from '../ids.ts'
import { CHOICES, type Choice, type Place, type VoteManner } from './model.ts'

type Way = {
  /** The room sees each choice as it is recorded; else not before the close. */
  readonly shownAsCast: boolean
  /** A ballot on a device may be changed until the close. */
  readonly changed: boolean
  /** There are ballots, one a place. */
  readonly ballots: boolean
  /** Two tellers count hands. */
  readonly byHands: boolean
}

/** How each manner goes; a new one has to say. Source: RULES.md VO11, VO60, VO66. */
export const WAYS: Readonly<Record<VoteManner, Way>> = {
  'roll-call': { shownAsCast: true, changed: false, ballots: true, byHands: false },
  open: { shownAsCast: true, changed: true, ballots: true, byHands: false },
  sealed: { shownAsCast: false, changed: true, ballots: true, byHands: false },
  'show-of-hands': { shownAsCast: false, changed: false, ballots: false, byHands: true },
  'without-a-vote': { shownAsCast: false, changed: false, ballots: false, byHands: false },
}

/**
 * Whether the choices of a vote may be read by those who see it: as they are recorded, or from the close; what became void before its
 * close is never opened. Source: RULES.md VO61, VO96.
 */
export const showsChoices = (vote: {
  readonly manner: VoteManner
  readonly stage: string
  readonly outcome?: object | null
}): boolean => WAYS[vote.manner].shownAsCast || (vote.stage === 'void' ? vote.outcome != null : vote.stage !== 'open')

/** Whose name is called now and whose is next, in the order of the roll; null when all have been called, and where names are not called. Source: RULES.md VO78. */
export function inTurn(
  vote: { readonly manner: VoteManner; readonly stage: string; readonly roll: { readonly places: readonly Place[] } },
  /** Places that need not be called: they have cast, or hold a paper sheet. */
  done: readonly PlaceId[],
): { readonly now: PlaceId; readonly next: PlaceId | null } | null {
  if (vote.manner !== 'roll-call' || vote.stage !== 'open') return null
  const [now, next] = vote.roll.places.filter(({ id }) => !done.includes(id))
  return now ? { now: now.id, next: next?.id ?? null } : null
}

const LONGEST = Math.max(...CHOICES.map((choice) => choice.length))

/** Goes beside a sealed choice on its way, so that no length tells which it is. Source: RULES.md VO62. */
export const padOf = (choice: Choice): string => ' '.repeat(LONGEST - choice.length)
