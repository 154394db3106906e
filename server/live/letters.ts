/** A run of letters as Yjs names them: client id, first clock and length, in UTF-16 units. */
export type LetterRun = readonly [client: number, clock: number, length: number]

/** A set of letters, by their Yjs ids: whatever is done to a text, a letter keeps its id. */
export class Letters {
  readonly #clocks = new Map<number, Set<number>>()

  add(client: number, clock: number, length: number): void {
    let known = this.#clocks.get(client)
    if (!known) {
      known = new Set()
      this.#clocks.set(client, known)
    }
    for (let at = 0; at < length; at += 1) known.add(clock + at)
  }

  addAll(runs: readonly LetterRun[]): void {
    for (const [client, clock, length] of runs) this.add(client, clock, length)
  }

  include(other: Letters): void {
    for (const [client, clocks] of other.#clocks) for (const clock of clocks) this.add(client, clock, 1)
  }

  has(client: number, clock: number): boolean {
    return this.#clocks.get(client)?.has(clock) === true
  }

  /** Whether any letter of a run is in it. */
  touches(client: number, clock: number, length: number): boolean {
    const known = this.#clocks.get(client)
    if (!known) return false
    for (let at = 0; at < length; at += 1) if (known.has(clock + at)) return true
    return false
  }
}
