/** Lets time pass, where time is what is measured. */
export const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until something holds; fails with what was waited for. Looks often enough for what takes milliseconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pass(1)
  }
}

/** Does something for each, few at a time. */
export async function inGroups<T>(
  items: readonly T[],
  atOnce: number,
  does: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += atOnce) await Promise.all(items.slice(from, from + atOnce).map(does))
}
