/** Milliseconds since 1970 in UTC. */
export type Instant = number

/** A calendar day `YYYY-MM-DD`, without hour or zone. */
export type LocalDate = string

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** The day of an instant in UTC; terms of seats are days, and a term's edge is never inside a sitting. */
export const utcDay = (at: Instant): LocalDate => new Date(at).toISOString().slice(0, 10)
