import type { AccountId } from '../ids.ts'
import type { Language, Localised } from '../language.ts'

/** What an account may be beside its seats: `person` has no rights of its own, they come from seats and sessions. */
export const ACCOUNT_ROLES = ['secretariat', 'person', 'administrator'] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

export type Account = {
  readonly id: AccountId
  readonly email: string
  readonly name: Localised
  readonly role: AccountRole
}

/** How a person is reached and which languages they speak; read by the secretariat only. */
export type Contact = {
  readonly languages: readonly Language[]
  readonly phone: string | null
  readonly organisation: string | null
}

/** What a seat makes its holder in a council. */
export const SEAT_ROLES = ['chair', 'deputy', 'member'] as const
export type SeatRole = (typeof SEAT_ROLES)[number]

/** An account as the secretariat and the administrator keep it. `rev` is raised by every change. */
export type KeptAccount = Account &
  Contact & {
    readonly rev: number
    readonly switchedOff: boolean
    /** Its devices are switched off: it votes by word or paper until they are switched on again. */
    readonly devicesOff: boolean
    /** Whether it can sign in by itself: a password was chosen. */
    readonly hasPassword: boolean
    readonly hasSecondFactor: boolean
    /** Two people erased who it was: it is nobody's to sign in to, and is changed no more. Source: RULES.md AC94. */
    readonly erased: boolean
  }

/** How a sign-in came about. */
export const SIGN_IN_WAYS = ['password', 'card', 'invitation', 'set-up', 'passkey', 'provider'] as const
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

/** What the sign-in log tells. `ended`: by another device, the secretariat or the administrator. */
export const SIGN_IN_EVENTS = ['signed-in', 'signed-out', 'failed', 'ended'] as const
export type SignInEvent = (typeof SIGN_IN_EVENTS)[number]

/** One-time codes: a link to choose a password, a printed card, the step between password and second factor. */
export const CODE_KINDS = ['invitation', 'card', 'step'] as const
export type CodeKind = (typeof CODE_KINDS)[number]
