import type { Clock } from './house.ts'

/** Runs work for a key at once and then at most once per interval, never losing the last. */
export function coalesce(clock: Clock, intervalMs: number) {
  const waiting = new Map<string, boolean>()
  const run = (key: string, work: () => Promise<void>) => {
    if (waiting.has(key)) {
      waiting.set(key, true)
      return
    }
    waiting.set(key, false)
    void work().catch(() => undefined)
    clock.at(clock.now() + intervalMs, () => {
      const again = waiting.get(key)
      waiting.delete(key)
      if (again) run(key, work)
    })
  }
  return run
}
