import type { RefusalCode, RuleId } from '../decision.ts'

/** What the server says of a room at joining and at every change (our message 17). */
export type RoomStatus = {
  /** The recommendation's stage, in its own words. */
  readonly stage: string
  readonly access: 'edit' | 'read'
  /** Why only reading: `frozen`, `withdrawn`, `pen`, `no-right`, `store`, `deadline`; null while one may edit. */
  readonly reason: 'frozen' | 'withdrawn' | 'pen' | 'no-right' | 'store' | null
  readonly pen: 'everyone-seated' | 'drafters' | 'secretariat' | 'amendments-only'
  readonly seq: number
  readonly epoch: string
  readonly schema: number
  /** When a freeze with a countdown will come, ms UTC on the server's clock; null when none is announced. */
  readonly freezesAt: number | null
  /** Of a closed point: no device keeps anything of it. Source: RULES.md SE12. */
  readonly closed: boolean
  /** The server's clock when this was said, so that countdowns do not trust the phone's. */
  readonly now: number
}

/** Our message 18: update `n` of this connection was not applied and never will be. */
export type RefusedUpdate = { readonly n: number; readonly code: RefusalCode; readonly rule: RuleId }

/** What one account may do with one text now; computed at joining and at every change, never per key. */
export type TextAccess =
  | { readonly visible: false }
  | {
      readonly visible: true
      readonly edit: boolean
      /** False for observers: no presence of others is sent to them, neither carets nor names. Source: RULES.md SE8. */
      readonly seesPeople: boolean
      readonly reason: RoomStatus['reason']
      readonly stage: string
      readonly pen: RoomStatus['pen']
      readonly freezesAt: number | null
      /** Of a closed point: no device keeps anything of it. */
      readonly closed: boolean
    }

/** The presence the server stamps: nobody can appear as somebody else. */
export type PresenceUser = {
  readonly id: string
  readonly name: string
  readonly council: string
  readonly color: `#${string}`
}

/** Message types of the y-websocket wire and our own. */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 16, room: 17, refused: 18 } as const

/** Close codes; y-websocket never retries 4400–4499. Source: RULES.md LT26. */
export const CLOSE = {
  badFrame: 4400,
  signedOut: 4401,
  noRight: 4403,
  gone: 4404,
  oldSchema: 4409,
  tooLarge: 4413,
  frozen: 4423,
  tooFast: 4429,
  restart: 1012,
  overloaded: 1013,
} as const

/** What stands between an epoch and the mark of the restore that goes on from it. */
export const CONTINUES = '~'

/**
 * Whether an epoch is that of the same text after its store was restored: everything up to some row has the same ids, so that a device's own
 * unsent words fit behind it. Source: RULES.md LT104.
 */
export const continues = (epoch: string, older: string): boolean => epoch.startsWith(`${older}${CONTINUES}`)
