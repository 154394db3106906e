/** Steps of a doubling: a step is 2.2 % wide, so a quantile is at most that far off. */
const STEPS = 32
const SMALLEST_MS = 0.001
const DOUBLINGS = 28

/** Millions of times in milliseconds, kept as counts from 1 µs to about 4 minutes. */
export class Latencies {
  readonly #counts = new Uint32Array(STEPS * DOUBLINGS)
  count = 0
  longest = 0

  add(ms: number): void {
    const step = Math.floor(Math.log2(Math.max(ms, SMALLEST_MS) / SMALLEST_MS) * STEPS)
    const slot = Math.min(step, this.#counts.length - 1)
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
    this.count += 1
    if (ms > this.longest) this.longest = ms
  }

  /** The time that a share of all stays below; 0 when there are none. */
  quantile(share: number): number {
    const wanted = Math.ceil(this.count * share)
    let seen = 0
    for (const [slot, count] of this.#counts.entries()) {
      seen += count
      if (seen >= wanted && seen > 0) return Math.min(SMALLEST_MS * 2 ** ((slot + 0.5) / STEPS), this.longest)
    }
    return 0
  }

  /** Median, 95th and 99th of a hundred, and the longest. */
  figures(): { p50: number; p95: number; p99: number; longest: number } {
    return { p50: this.quantile(0.5), p95: this.quantile(0.95), p99: this.quantile(0.99), longest: this.longest }
  }
}

/** Waits for an answer, and notes how long that took. */
export async function timed<T>(into: Latencies, ask: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const answer = await ask()
  into.add(performance.now() - begun)
  return answer
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  return (lower + upper) / 2
}
