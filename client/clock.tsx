import { createContext, useContext, useEffect, useState } from 'react'
import { type Instant, SECOND_MS } from '../shared/time.ts'

/** The device's clock; this file alone reads it, and draws lots. */
export const deviceNow = (): Instant => Date.now()

/** The device's time zone, for hours that belong to no session. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Random bytes; works without a secure context, unlike randomUUID. */
export const drawBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

/** A number from 0 up to 1, to spread many phones over a moment. */
export const drawShare = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

/** Reads the time; given by main.tsx. */
export const Clock = createContext<() => Instant>(() => 0)

/** The time now, renewed every so often; only for what is shown, never for what is decided. */
export function useNow(everyMs = SECOND_MS): Instant {
  const now = useContext(Clock)
  const [instant, setInstant] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setInstant(now()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return instant
}
