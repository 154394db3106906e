/** Initial texts on their way at the same time. Source: RULES.md LT15. */
const MOST_INITIAL = 8
/** Smaller texts do not wait. */
const SMALL_TEXT_BYTES = 64 * 1024
/** A slow reader gives up its place in the row after this. */
const LONGEST_PLACE_MS = 1_000
/** So much leaves in initial texts at most: a hall that comes at once shares its readers' machines and lines with those who type. */
const BYTES_PER_MS = 500_000
/** Sockets that are being opened at the same time. */
const MOST_OPENING = 3

type Initial = { readonly bytes: number; readonly write: (done: () => void) => void }

/** The row in which large initial texts wait: few are on their way, and one begins when the one before it has had its time. Source: RULES.md LT15. */
export class InitialPlaces {
  readonly #waiting: Initial[] = []
  #taken = 0
  #freeAt = 0
  #timer: NodeJS.Timeout | null = null

  /** Calls `write` when there is a place; what it does calls `done` when the bytes have left. */
  admit(bytes: number, write: Initial['write']): void {
    if (bytes < SMALL_TEXT_BYTES) {
      write(() => undefined)
      return
    }
    this.#waiting.push({ bytes, write })
    this.#next()
  }

  #next(): void {
    const now = performance.now()
    if (this.#timer || this.#taken >= MOST_INITIAL) return
    if (this.#freeAt > now) {
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.#next()
      }, this.#freeAt - now)
      return
    }
    const next = this.#waiting.shift()
    if (!next) return
    this.#taken += 1
    this.#freeAt = now + next.bytes / BYTES_PER_MS
    this.#write(next)
    this.#next()
  }

  #write({ write }: Initial): void {
    let isOver = false
    const over = () => {
      if (isOver) return
      isOver = true
      clearTimeout(late)
      this.#taken -= 1
      // In a later round of the loop: those who went away while they waited are many at once.
      setImmediate(() => this.#next())
    }
    const late = setTimeout(over, LONGEST_PLACE_MS)
    write(over)
  }
}

/** The row in which sockets wait to be opened: what a hundred at once ask of the store does not hold up those who type. Source: RULES.md LT15. */
export class Openings {
  readonly #waiting: (() => Promise<void>)[] = []
  #running = 0

  /** Runs `open`, which never throws, when its turn has come. */
  take(open: () => Promise<void>): void {
    if (this.#running >= MOST_OPENING) {
      this.#waiting.push(open)
      return
    }
    this.#running += 1
    this.#run(open)
  }

  #run(open: () => Promise<void>): void {
    void open().finally(() => {
      const next = this.#waiting.shift()
      if (next) setImmediate(() => this.#run(next))
      else this.#running -= 1
    })
  }
}
