const SHORTEST_MS = 200
const LONGEST_MS = 3_000

/**
 * How long to wait before the next try to connect: full jitter between 0.2 s and a bound that doubles up to 3 s,
 * so that a hall of clients does not come back at the same moment. Source: RULES.md LT43.
 */
export function waitBeforeTry(attempt: number, chance: () => number): number {
  const bound = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(attempt + 1, 8))
  return SHORTEST_MS + chance() * (bound - SHORTEST_MS)
}
