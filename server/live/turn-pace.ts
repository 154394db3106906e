import { type Outflow, SHORTEST_TIMER_MS } from './outflow.ts'

/**
 * When a text's next turn of the log begins: at once, or, while carets move, so long after the last one as its rounds should be apart,
 * with everything that came meanwhile; and how long turns take. Source: RULES.md LT94, LT95.
 */
export class TurnPace {
  readonly #outflow: Pick<Outflow, 'turnSpacing' | 'turnEnded'>
  readonly #begin: () => void
  #begunAt = Number.NEGATIVE_INFINITY
  #isUnderWay = false
  #lastMs = 0
  #timer: NodeJS.Timeout | undefined

  constructor(outflow: Pick<Outflow, 'turnSpacing' | 'turnEnded'>, begin: () => void) {
    this.#outflow = outflow
    this.#begin = begin
  }

  /** How long the turn under way will take, if it is as long as the last one, ms; null when there is none. */
  get underWay(): number | null {
    return this.#isUnderWay ? this.#lastMs : null
  }

  /** A turn has begun. */
  begun(): void {
    this.#begunAt = performance.now()
    this.#isUnderWay = true
  }

  /** It is over, and what it decided is about to be told. */
  ended(): void {
    this.#lastMs = performance.now() - this.#begunAt
    this.#isUnderWay = false
    this.#outflow.turnEnded()
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
