/** Runs what is about one thing in the order it came, and different things side by side; or, with one lane, everything in order. */
export class Lanes<Thing extends string> {
  readonly #isSideBySide: boolean
  readonly #last = new Map<string, Promise<void>>()
  readonly #inUse = new Map<Thing, number>()

  constructor(isSideBySide: boolean) {
    this.#isSideBySide = isSideBySide
  }

  /** Whether something about it is running or waits. */
  isInUse(thing: Thing): boolean {
    return this.#inUse.has(thing)
  }

  /** Whether anything is running. */
  get isBusy(): boolean {
    return this.#last.size > 0
  }

  /** Runs `work`, which is about these things and never throws, when what came before it is over. */
  run(things: readonly Thing[], work: () => Promise<void>): void {
    for (const thing of things) this.#inUse.set(thing, (this.#inUse.get(thing) ?? 0) + 1)
    const lane = this.#isSideBySide ? (things[0] ?? '') : ''
    const mine = (this.#last.get(lane)?.then(work) ?? work()).then(() => {
      for (const thing of things) this.#release(thing)
      if (this.#last.get(lane) === mine) this.#last.delete(lane)
    })
    this.#last.set(lane, mine)
  }

  /** Resolves when everything that runs is over. */
  async idle(): Promise<void> {
    await Promise.all(this.#last.values())
  }

  #release(thing: Thing): void {
    const left = (this.#inUse.get(thing) ?? 1) - 1
    if (left > 0) this.#inUse.set(thing, left)
    else this.#inUse.delete(thing)
  }
}
