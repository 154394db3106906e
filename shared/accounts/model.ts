import type { AccountId } from '../ids.ts'
import type { Localised } from '../language.ts'

/** What an account may be beside its seats: `person` has no rights of its own, they come from seats and sessions. */
export const ACCOUNT_ROLES = ['secretariat', 'person', 'administrator'] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

export type Account = {
  readonly id: AccountId
  readonly email: string
  readonly name: Localised
  readonly role: AccountRole
}

/** What a seat makes its holder in a council. */
export const SEAT_ROLES = ['chair', 'deputy', 'member'] as const
export type SeatRole = (typeof SEAT_ROLES)[number]
