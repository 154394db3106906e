const OVERDUE_MS = 3_000
/** A server that says nothing for this long after it was asked is taken for gone; one that is only busy is not left. */
const SILENT_MS = 8_000

/**
 * Watches changes that are on their way: a line may look open for half a minute although nobody answers. After 3 s without
 * a decision they are overdue, the line says so with their number, and the server is asked whether it is there.
 */
export class Overdue {
  private timer: ReturnType<typeof setTimeout> | undefined
  private is = false
  private readonly ears: { readonly probe: (withinMs: number) => void; readonly changed: () => void }

  constructor(ears: Overdue['ears']) {
    this.ears = ears
  }

  get now(): boolean {
    return this.is
  }

  /** Looks at what is on its way; call when it may have changed. */
  look(onTheirWay: boolean): void {
    if (onTheirWay) this.timer ??= setTimeout(() => this.late(), OVERDUE_MS)
    else this.stop()
  }

  /** The server decided something: it is there. */
  heard(): void {
    this.stop()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.is = false
  }

  private late(): void {
    this.is = true
    this.ears.probe(SILENT_MS)
    this.ears.changed()
  }
}
