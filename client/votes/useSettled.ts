import { useEffect, useRef } from 'react'

/**
 * Guards what has just appeared under a finger: presses in its first moments are meant for what was there before.
 * `what` names what is shown; when it changes the wait begins anew.
 */
export function useSettled(what: string, afterMs: number): (press: () => void) => () => void {
  const since = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    since.current = what === '' ? Number.POSITIVE_INFINITY : performance.now()
  }, [what])
  return (press) => () => {
    if (performance.now() - since.current >= afterMs) press()
  }
}
