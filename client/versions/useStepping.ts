import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

/** By their places on the keyboard: they are the same under Kazakh and Russian letters. */
const STEPS: Readonly<Record<string, 1 | -1>> = { KeyN: 1, KeyJ: 1, KeyP: -1, KeyK: -1 }

/** Whether a key is meant for what has the focus. */
const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])') !== null

/**
 * Goes from change to change in what is shown, by buttons and by keys; the focus goes with it, so that it is read out. `shown` names what
 * is shown: with something else one begins anew; `drawn`: how much of it is there.
 */
export function useStepping(shownIn: RefObject<HTMLElement | null>, shown: string, drawn: number, withKeys: boolean) {
  const [count, setCount] = useState(0)
  const [at, setAt] = useState<number | null>(null)
  const changes = useCallback(
    () => [...(shownIn.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])],
    [shownIn],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is read from the page
  useLayoutEffect(() => setAt(null), [shown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is read from the page
  useLayoutEffect(() => setCount(changes().length), [changes, shown, drawn])
  const go = useCallback(
    (by: 1 | -1) => {
      const all = changes()
      if (all.length === 0) return
      const next = at === null ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length
      all[next]?.focus({ preventScroll: true })
      all[next]?.scrollIntoView({ block: 'center' })
      setAt(next)
    },
    [changes, at],
  )
  useEffect(() => {
    if (!withKeys) return
    const press = (event: KeyboardEvent) => {
      const step = STEPS[event.code]
      if (!step || event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return
      event.preventDefault()
      go(step)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [go, withKeys])
  return { count, at, go }
}
