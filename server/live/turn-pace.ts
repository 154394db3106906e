import { type Outflow, SHORTEST_TIMER_MS } from './outflow.ts'

/**
 * When a text's next turn of the log begins: at once, or, while carets move, so long after the last one as its rounds should be apart,
 * with everything that came meanwhile. Source: RULES.md LT94.
 */
export class TurnPace {
  readonly #outflow: Pick<Outflow, 'turnSpacing'>
  readonly #begin: () => void
  #begunAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(outflow: Pick<Outflow, 'turnSpacing'>, begin: () => void) {
    this.#outflow = outflow
    this.#begin = begin
  }

  /** A turn has begun. */
  begun(): void {
    this.#begunAt = performance.now()
  }

  /** Something waits: begins a turn when it is due. */
  want(): void {
    if (this.#timer) return
    const wait = this.#begunAt + this.#outflow.turnSpacing - performance.now()
    if (wait < SHORTEST_TIMER_MS) this.#begin()
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        this.#begin()
      }, wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
