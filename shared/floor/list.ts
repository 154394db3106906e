import type { FloorEntryId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { SpeakersList, Waiting } from './model.ts'

// What becomes of the speakers' list. Nobody is lost and nobody stands in it twice. Source: RULES.md SE31.

/** Somebody new stands at the end. */
export const asked = (list: SpeakersList, entry: Waiting): SpeakersList => ({
  ...list,
  waiting: [...list.waiting, entry],
})

/** Without one who waited. */
export const without = (list: SpeakersList, id: FloorEntryId): SpeakersList => ({
  ...list,
  waiting: list.waiting.filter((entry) => entry.id !== id),
})

/** One who waited has the floor; whoever had it before is done. */
export function called(list: SpeakersList, id: FloorEntryId, calledAt: Instant, seconds: number): SpeakersList {
  const entry = list.waiting.find((one) => one.id === id)
  return entry ? { ...without(list, id), speaking: { ...entry, calledAt, seconds } } : list
}

/** Nobody has the floor. */
export const ended = (list: SpeakersList): SpeakersList => ({ ...list, speaking: null })

/** Who has the floor is given more time. */
export const given = (list: SpeakersList, seconds: number): SpeakersList =>
  list.speaking ? { ...list, speaking: { ...list.speaking, seconds: list.speaking.seconds + seconds } } : list

/** One who waits stands before another, or with null at the end; all others keep their order. */
export function moved(list: SpeakersList, id: FloorEntryId, before: FloorEntryId | null): SpeakersList {
  const entry = list.waiting.find((one) => one.id === id)
  if (!entry || id === before) return list
  const rest = without(list, id).waiting
  const place = before === null ? rest.length : rest.findIndex((one) => one.id === before)
  return place < 0 ? list : { ...list, waiting: [...rest.slice(0, place), entry, ...rest.slice(place)] }
}

/** Nobody waits any more; who has the floor ends in peace. */
export const emptied = (list: SpeakersList): SpeakersList => ({ ...list, waiting: [] })

/** A stretch of time in which nobody's time runs, such as an open vote; `to` null: it goes on. */
export type Pause = { readonly from: Instant; readonly to: Instant | null }

/** How many ms of their time who speaks has used; it stands still while a vote is open. Source: RULES.md SE32. */
export function usedMs(calledAt: Instant, now: Instant, pauses: readonly Pause[]): number {
  const paused = pauses
    .map(({ from, to }) => Math.max(0, Math.min(to ?? now, now) - Math.max(from, calledAt)))
    .reduce((sum, ms) => sum + ms, 0)
  return Math.max(0, now - calledAt - paused)
}
