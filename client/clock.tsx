import { createContext, useContext, useEffect, useState } from 'react'
import { type Instant, SECOND_MS } from '../shared/time.ts'

/** Reads the time; given by main.tsx, so that nothing else reads the clock. */
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
