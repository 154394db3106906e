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

/** What a zone's clocks are read with, by zone. Making one takes longer than a hundred uses of it, and it never changes. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timezone, made)
  return made
}

/** What the clocks and the calendar of a zone show: the day `YYYY-MM-DD`, and `HH`, `MM` and `SS`. */
export function shownIn(timezone: string, at: Instant) {
  const parts = clockOf(timezone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}` satisfies LocalDate,
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
}

/** How far a zone's clocks are ahead of UTC at an instant, in ms. */
function aheadOfUtc(at: Instant, timezone: string): number {
  const { date, hour, minute, second } = shownIn(timezone, at)
  return Date.parse(`${date}T${hour}:${minute}:${second}Z`) - Math.floor(at / SECOND_MS) * SECOND_MS
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
