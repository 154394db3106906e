import type { RefusalCode, RuleId } from '../../shared/decision.ts'
import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Credits, TextReading } from './live-texts.ts'
import type { HeadState } from './tables.ts'

/** A text's place in the order of acts and edits. `redactions`: what was read under a smaller number may hold words that are gone. */
export type Head = {
  readonly seq: number
  readonly state: HeadState
  readonly rev: number
  readonly epoch: string
  readonly redactions: number
}

/** A refusal on its way between threads. */
export type Refused = { readonly code: RefusalCode; readonly rule: RuleId }

/** An update in a turn. */
export type TurnUpdate = {
  readonly bytes: Uint8Array
  readonly account: AccountId
  /** The connection, so that what one writes after a refused update costs the others nothing. */
  readonly writer: number
  /** Client ids in it that belong to somebody else: new words under them are forged. */
  readonly foreign: readonly number[]
  /** When set the writer may not write now: only what adds nothing passes, all else is refused with this. */
  readonly refusal: Refused | null
}

/** What one text has to decide in a turn, its updates in the order they came; `seq` and `rev` are what its room knows of the head. */
export type TurnPart = {
  readonly text: TextId
  readonly seq: number
  readonly rev: number
  readonly updates: readonly TurnUpdate[]
}

/** A turn of all texts that have something to decide; `batch` names it for ever. */
export type Turn = { readonly at: Instant; readonly batch: string; readonly parts: readonly TurnPart[] }

/** A text that may have something to decide. */
export type LogSource = {
  /** What is to be decided now; null when there is nothing or it must wait. */
  readonly take: () => TurnPart | null
  readonly settle: (answer: PartAnswer) => void
}

/** What was decided on an update. `replaced` are the bytes to show instead, because only a part was new. */
export type Verdict =
  | { readonly kind: 'committed'; readonly replaced?: Uint8Array }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly refusal: Refused; readonly closed: readonly ClosedId[] }

/** A client id from whose clock `from` nothing more is taken. */
export type ClosedId = { readonly client: number; readonly from: number }

/** A row of the log that was written elsewhere (an act, another server), for those who show the text. */
export type ShownRow = { readonly seq: number; readonly updates: readonly Uint8Array[] }

export type Owner = {
  readonly client: number
  readonly account: AccountId
  readonly at: Instant
  readonly closedFrom: number | null
}

/** Rows that others wrote, and the client ids that were first written under in them. */
export type Others = { readonly rows: readonly ShownRow[]; readonly owners: readonly Owner[] }

/**
 * `decided`: `seq` is where the text stands now, and `others` what was written between the room's `seq` and this turn.
 * `stale`: a right or the state has changed; nothing of this text was taken and each update must be judged again.
 */
export type PartAnswer =
  | {
      readonly text: TextId
      readonly kind: 'decided'
      readonly seq: number
      readonly verdicts: readonly Verdict[]
      readonly others: Others | null
    }
  | { readonly text: TextId; readonly kind: 'stale' }
  | { readonly text: TextId; readonly kind: 'damaged'; readonly message: string }

/** Up to which clock a text has words of each client id. */
export type Clocks = readonly (readonly [client: number, clock: number])[]

/** What came after a state as one update, and of how many bytes and updates it was made. */
export type Since = { readonly update: Uint8Array; readonly bytes: number; readonly updates: number }

/** A text as a room needs it at its opening: a state with its clocks, and what came after it. `clocks`: those of both. */
export type OpenedText = {
  readonly head: Head
  readonly owners: readonly Owner[]
  readonly clocks: Clocks
  readonly state: Uint8Array
  readonly stateClocks: Clocks
  readonly since: Since | null
}

export type Advanced = Others & { readonly head: Head }
export type SnapshotMade = { readonly seq: number; readonly state: Uint8Array; readonly clocks: Clocks }

/** What the main thread may ask of the log's worker, and what it is answered. */
export type Ask =
  | { readonly kind: 'open'; readonly text: TextId }
  | { readonly kind: 'warm'; readonly text: TextId }
  | ({ readonly kind: 'turn' } & Turn)
  | { readonly kind: 'advance'; readonly text: TextId; readonly after: number }
  | { readonly kind: 'diff'; readonly text: TextId; readonly stateVector: Uint8Array }
  | { readonly kind: 'snapshot'; readonly text: TextId; readonly at: Instant }
  | { readonly kind: 'read'; readonly text: TextId; readonly upTo: number | null }
  | { readonly kind: 'credits'; readonly text: TextId }
  | { readonly kind: 'leave'; readonly text: TextId }
  | { readonly kind: 'probe' }
  | { readonly kind: 'close' }

export type Answers = {
  open: OpenedText
  warm: null
  turn: readonly PartAnswer[]
  advance: Advanced
  diff: Uint8Array
  snapshot: SnapshotMade
  read: TextReading
  credits: Credits
  leave: null
  probe: null
  close: null
}

export type AskKind = Ask['kind']

/** `store`: the store did not take or give what it should; `damaged` and `unknown` are about one text. */
export type Failure = { readonly kind: 'store' | 'damaged' | 'unknown' | 'fault'; readonly message: string }
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
