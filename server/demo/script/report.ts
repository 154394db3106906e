/** Says what was expected of each step and what came, one line a step. */
export class Report {
  readonly #say: (line: string) => void
  #steps = 0
  #others = 0
  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /** One step that is over. */
  step(what: string, expected: string, actual: string): void {
    const isSo = expected === actual
    this.#steps += 1
    if (!isSo) this.#others += 1
    this.#say(`${isSo ? 'ok  ' : 'NOT '} ${what}: expected ${expected}; actual ${actual}`)
  }

  /** A step that is not played, and why. */
  leaves(what: string, why: string): void {
    this.#say(`--   ${what}: ${why}`)
  }

  /** The last line; the answer is whether all was as expected. */
  ends(): boolean {
    this.#say(
      this.#others === 0
        ? `${this.#steps} steps, all as expected`
        : `${this.#steps} steps, ${this.#others} not as expected`,
    )
    return this.#others === 0
  }
}
