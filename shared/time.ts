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

/** Whether a calendar has this day: 30 February is none. */
export function isDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && utcDay(at) === date
}

/** Whether a name is a time zone that clocks know, such as `Asia/Almaty`. */
export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** How far a zone's clocks are ahead of UTC at an instant, in ms. */
function aheadOfUtc(at: Instant, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / SECOND_MS) * SECOND_MS
}

/**
 * The instant at which the clocks of a zone show a day and an hour (`HH:MM`). An hour that clocks skip is taken as they stood
 * before; of one they show twice the first is meant.
 */
export function instantIn(timezone: string, date: LocalDate, time: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  const guesses = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - aheadOfUtc(near, timezone))
  const right = guesses.filter((guess) => guess + aheadOfUtc(guess, timezone) === wanted)
  return Math.min(...(right.length > 0 ? right : guesses))
}
