import type { Connection, Rate } from './connection.ts'
import { UPDATE_LIMITS } from './update.ts'

/** Above this a socket is read later; above it for ten seconds on end it is closed. Source: RULES.md LT32. */
export const RATE_LIMITS = { frames: 5_000, bytes: 4 * 1024 * 1024, hotSeconds: 10 } as const
/** Undecided updates of one connection before its socket is read later. */
const MOST_WAITING = { updates: 1_000, bytes: 2 * UPDATE_LIMITS.bytes } as const

/** Counts one frame of any kind; reads the socket later when this second has had enough. */
export function countFrame(connection: Connection, bytes: number, now: number): 'on' | 'too-fast' {
  const { rate } = connection
  nextSecond(rate, now)
  rate.frames += 1
  rate.bytes += bytes
  if (!isOverRate(rate)) return 'on'
  if (rate.hotSeconds >= RATE_LIMITS.hotSeconds) return 'too-fast'
  hold(connection)
  return 'on'
}

/** An update waits to be decided; a connection with many of them is read later. */
export function waitFor(connection: Connection, bytes: number): void {
  const { waiting } = connection
  waiting.updates += 1
  waiting.bytes += bytes
  if (waiting.updates > MOST_WAITING.updates || waiting.bytes > MOST_WAITING.bytes) hold(connection)
}

export function noLongerWaitFor(connection: Connection, bytes: number): void {
  const { waiting } = connection
  waiting.updates -= 1
  waiting.bytes -= bytes
  if (connection.isHeld) release(connection)
}

/** Begins a new second where one is over, and reads a held socket again. */
export function readAgain(connection: Connection, now: number): void {
  if (!connection.isHeld) return
  nextSecond(connection.rate, now)
  release(connection)
}

function hold(connection: Connection): void {
  if (connection.isHeld) return
  connection.isHeld = true
  connection.link.hold(true)
}

function release(connection: Connection): void {
  const { waiting, rate, link } = connection
  if (waiting.updates > MOST_WAITING.updates / 2 || waiting.bytes > MOST_WAITING.bytes / 2 || isOverRate(rate)) return
  connection.isHeld = false
  link.hold(false)
}

const isOverRate = (rate: Rate): boolean => rate.frames > RATE_LIMITS.frames || rate.bytes > RATE_LIMITS.bytes

function nextSecond(rate: Rate, now: number): void {
  if (now - rate.second < 1_000) return
  rate.hotSeconds = isOverRate(rate) && now - rate.second < 2_000 ? rate.hotSeconds + 1 : 0
  rate.second = now
  rate.frames = 0
  rate.bytes = 0
}
