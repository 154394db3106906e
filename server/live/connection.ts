import type { AccountId } from '../../shared/ids.ts'
import type { PresenceUser, TextAccess } from '../../shared/live/room.ts'
import type { Refused } from './log-messages.ts'
import type { UpdateShape } from './update.ts'

/** What a room knows of a socket. Bytes are whole WebSocket frames. */
export type Link = {
  /** One write; `done` is called when the bytes have left, or the socket is gone. */
  readonly send: (bytes: Uint8Array, done?: () => void) => void
  /** Several pieces, one write. */
  readonly sendPieces: (pieces: readonly Uint8Array[]) => void
  readonly queued: () => number
  /** Reads later: what the client sends waits in its own buffers. */
  readonly hold: (held: boolean) => void
  readonly close: (code: number, reason: string) => void
}

/** Who opened a socket, and how. */
export type Who = {
  readonly account: AccountId
  readonly signInHash: string
  readonly user: PresenceUser
  /** `?v=1`: gets our own messages 16, 17 and 18. */
  readonly speaksOurs: boolean
}

/** An update of a connection on its way to being decided. */
export type Submission = {
  readonly from: Connection
  readonly n: number
  /** When it came, by the clock of what is measured. */
  readonly arrived: number
  readonly isStepTwo: boolean
  /** Whether the connection had answered step 1 before it sent this. */
  readonly afterStepTwo: boolean
  readonly update: Uint8Array
  readonly frame: Buffer
  readonly shape: UpdateShape
  /** A limit it breaks; only what adds nothing passes. */
  readonly limit: Refused | null
  /** It was a gap once, and a step 2 has come since. */
  isRetried: boolean
  /** The client was asked again for what is missing, and has answered. */
  lastTry: boolean
}

/** One socket in one text. */
export type Connection = {
  readonly id: number
  readonly link: Link
  readonly who: Who
  /** The epoch at joining: what is written under an older one is refused. */
  readonly epoch: string
  /** Set at joining and at every change of stage, pen or right; never computed per key. */
  access: TextAccess
  isOpen: boolean
  /** Whether it has been given the text and now gets every update. */
  isLive: boolean
  /** Skipped because it reads too slowly; it is given the text again when its queue is empty. */
  isBehind: boolean
  /** What the initial text may take of the queue without counting as slow. */
  allowance: number
  readonly count: Count
  readonly rate: Rate
  readonly outbox: Uint8Array[]
  stepTwoSeen: boolean
  readonly asides: Submission[]
  /** Until when the answer to a second step 1 may come; null when none was sent. */
  askedUntil: number | null
  waiting: { updates: number; bytes: number }
  isHeld: boolean
  /** Its step 1 is being answered from what it already has. */
  isDiffing: boolean
  /** Its initial text waits for a place among those on their way: asking again asks for nothing more. */
  isArriving: boolean
  /** When it was last answered what it lacks, on the process's own clock; and what it asked too soon after that. */
  answeredAt: number | null
  asksAgain: Uint8Array | null
  presenceId: number | null
  readonly claims: Set<number>
  /** Whether it came back under a client id whose clock the others know better: it is not shown its own state. */
  isReturned: boolean
  wroteAt: number
  sentAt: number
  /** How many of the frames for everybody it was given, or has in its text; counted by the room's outflow. */
  seen: number
  /** The number of its own last frame among them; it does not get that back. */
  ownAt: number
  /** It has something of its own to be told. */
  isTouched: boolean
}

/** Whether presence of others is sent to it. Source: RULES.md LT40. */
export const seesPeople = ({ access }: Connection): boolean => access.visible && access.seesPeople

export function newConnection(
  id: number,
  link: Link,
  who: Who,
  access: TextAccess,
  epoch: string,
  now: number,
): Connection {
  // What a round looks at comes first: it lies together in memory, and there are many connections.
  return {
    link,
    seen: 0,
    ownAt: -1,
    isTouched: false,
    isLive: false,
    isBehind: false,
    isReturned: false,
    allowance: 0,
    sentAt: now,
    access,
    id,
    who,
    epoch,
    isOpen: true,
    count: newCount(),
    rate: { second: now, frames: 0, bytes: 0, hotSeconds: 0 },
    outbox: [],
    stepTwoSeen: false,
    asides: [],
    askedUntil: null,
    waiting: { updates: 0, bytes: 0 },
    isHeld: false,
    isDiffing: false,
    isArriving: false,
    answeredAt: null,
    asksAgain: null,
    presenceId: null,
    claims: new Set(),
    wroteAt: Number.NEGATIVE_INFINITY,
  }
}

/** Counts the sync updates of a connection: `decided` is the longest row from 1 on without a hole. Source: RULES.md LT27. */
export type Count = { received: number; decided: number; told: number; readonly ahead: Set<number> }

export const newCount = (): Count => ({ received: 0, decided: 0, told: 0, ahead: new Set() })

export function decideNumber(count: Count, n: number): void {
  if (n === count.decided + 1 && count.ahead.size === 0) {
    count.decided = n
    return
  }
  count.ahead.add(n)
  while (count.ahead.delete(count.decided + 1)) count.decided += 1
}

/** How fast a connection writes, by the second. */
export type Rate = { second: number; frames: number; bytes: number; hotSeconds: number }
