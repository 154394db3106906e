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
