import { allow, type Decision, refuse } from '../decision.ts'
import type { AccountId, PlaceId } from '../ids.ts'
import { type Capacity, isSecretariat } from '../sessions/rules.ts'
import type { Instant } from '../time.ts'
import { showsChoices, WAYS } from './manners.ts'
import type { Cast, Choice, Roll, VoteManner } from './model.ts'

/** What one teller keyed of a sheet, once. */
export type Keying = {
  readonly place: PlaceId
  readonly number: number
  readonly teller: AccountId
  readonly choice: Choice
}

/** The first of two who withdraw a ballot for a sheet. */
export type Withdrawal = { readonly place: PlaceId; readonly by: AccountId; readonly at: Instant }

type Papered = {
  readonly stage: string
  readonly manner: VoteManner
  readonly hash: string
  readonly roll: Roll
  readonly outcome?: object | null
}

/** What is known of the place a sheet is for. */
export type AtPlace = {
  readonly place: PlaceId
  /** Places that hold a sheet. */
  readonly sheets: readonly PlaceId[]
  readonly cast: readonly Cast[]
}

/**
 * Whether a place may be handed its paper sheet: a place that has not cast, in a manner with ballots.
 * Refuses: no-right, vote-not-open, wrong-manner, not-on-the-roll, already-so, already-cast. Source: RULES.md VO70.
 */
export function handSheet(vote: Papered, capacity: Capacity, at: AtPlace): Decision {
  const may = serve(vote, capacity, at.place)
  if (!may.ok) return may
  if (at.sheets.includes(at.place)) return refuse('already-so', 'VO70')
  return at.cast.some(({ place }) => place === at.place) ? refuse('already-cast', 'VO70') : allow()
}

/**
 * Whether a ballot may be withdrawn for a sheet: the first of two people asks, another one does it; a ballot changed since counts anew.
 * The facts say whether this is the second. Refuses: no-right, vote-not-open, wrong-manner, not-on-the-roll, already-so, not-cast, other-person-needed. Source: RULES.md VO71.
 */
export function withdrawBallot(
  vote: Papered,
  capacity: Capacity,
  at: AtPlace,
  asked: Withdrawal | null,
): Decision<{ readonly second: boolean }> {
  const may = serve(vote, capacity, at.place)
  if (!may.ok) return may
  if (at.sheets.includes(at.place)) return refuse('already-so', 'VO71')
  const ballot = at.cast.find(({ place }) => place === at.place)
  if (!ballot) return refuse('not-cast', 'VO71')
  if (!asked || asked.at < ballot.at) return allow({ second: false })
  return asked.by === capacity.account ? refuse('other-person-needed', 'VO71') : allow({ second: true })
}

/** Whether somebody serves with paper at a place of this vote at all. Refuses: no-right, vote-not-open, wrong-manner, not-on-the-roll. */
function serve(vote: Papered, capacity: Capacity, place: PlaceId): Decision {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO70')
  if (vote.stage !== 'open') return refuse('vote-not-open', 'VO7')
  if (!WAYS[vote.manner].ballots) return refuse('wrong-manner', 'VO70')
  return vote.roll.places.some(({ id }) => id === place) ? allow() : refuse('not-on-the-roll', 'VO9')
}

export type SheetStanding = 'none' | 'one' | 'differ' | 'agree'

/** Both tellers key in rounds: of each round one sees neither the other's choice nor that of an earlier round. */
const roundsOf = (keyed: readonly Keying[]) => {
  const tellers = [...new Set(keyed.map(({ teller }) => teller))].slice(0, 2)
  const of = (teller: AccountId | undefined) => keyed.filter((one) => one.teller === teller).map(({ choice }) => choice)
  return { tellers, first: of(tellers[0]), second: of(tellers[1]) }
}

/** How the two keyings of one sheet stand to each other; nothing is said of the choices. */
export function sheetStanding(keyed: readonly Keying[]): SheetStanding {
  const { first, second } = roundsOf(keyed)
  if (first.length === 0) return 'none'
  if (first.length !== second.length) return 'one'
  return first.at(-1) === second.at(-1) ? 'agree' : 'differ'
}

/** The choice on which both tellers agree; null before. */
export const keyedChoice = (keyed: readonly Keying[]): Choice | null =>
  sheetStanding(keyed) === 'agree' ? (keyed.at(-1)?.choice ?? null) : null

/**
 * Whether a teller may key a sheet now: two people key each sheet, and when they differ both key again.
 * Refuses: no-right, vote-not-open, wrong-manner, not-on-the-roll, wrong-text, no-sheet, already-cast, two-tellers, other-teller-first. Source: RULES.md VO72.
 */
export function keySheet(
  vote: Papered,
  capacity: Capacity,
  at: Pick<AtPlace, 'place' | 'sheets'>,
  keyed: readonly Keying[],
  hash: string,
): Decision {
  const may = serve(vote, capacity, at.place)
  if (!may.ok) return may
  if (vote.hash !== hash) return refuse('wrong-text', 'VO8')
  if (!at.sheets.includes(at.place)) return refuse('no-sheet', 'VO72')
  if (sheetStanding(keyed) === 'agree') return refuse('already-cast', 'VO72')
  const { tellers, first, second } = roundsOf(keyed)
  const mine = tellers.indexOf(capacity.account)
  if (mine < 0) return tellers.length < 2 ? allow() : refuse('two-tellers', 'VO72')
  const [own, other] = mine === 0 ? [first, second] : [second, first]
  return own.length > other.length ? refuse('other-teller-first', 'VO72') : allow()
}

/** What a scan may be, with the bytes that such files begin with. */
export const SCAN_TYPES = {
  pdf: { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  png: { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  jpg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
} as const

/** The largest scan; it travels in a JSON body of at most 1 MiB. */
export const MOST_SCAN_BYTES = 700_000

/** What a file is by its first bytes; null when it is none of the kinds a scan may be. */
export const scanType = (content: Uint8Array): string | null =>
  Object.values(SCAN_TYPES).find(({ begins }) => begins.every((byte, at) => content[at] === byte))?.type ?? null

/**
 * Whether a scan may be attached to a sheet: once, and to a sealed vote only after its close, for it shows the choice; never to one that
 * became void before. Refuses: no-right, no-sheet, vote-not-closed, vote-void, already-so, too-large, wrong-file. Source: RULES.md VO74, VO96.
 */
export function attachScan(
  vote: Papered,
  capacity: Capacity,
  at: { readonly hasSheet: boolean; readonly hasScan: boolean },
  content: Uint8Array,
): Decision<{ readonly type: string }> {
  if (!isSecretariat(capacity)) return refuse('no-right', 'VO74')
  if (!at.hasSheet) return refuse('no-sheet', 'VO74')
  if (!showsChoices(vote))
    return vote.stage === 'open' ? refuse('vote-not-closed', 'VO74') : refuse('vote-void', 'VO96')
  if (at.hasScan) return refuse('already-so', 'VO74')
  if (content.length > MOST_SCAN_BYTES) return refuse('too-large', 'VO74')
  const type = scanType(content)
  return type ? allow({ type }) : refuse('wrong-file', 'VO74')
}
