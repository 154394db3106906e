/**
 * Counts own changes until the server decided them. A change is *loose* while no frame of this connection carries it,
 * then it belongs to the frame that does; `saved` n releases all frames up to n. Frames are counted from 1 per connection.
 */
export class ChangeCount {
  private loose = 0
  /** Changes of an earlier page that are in the device's copy, until it is read: no frame can carry them before. */
  private unread: number
  private frames = 0
  private carried: { readonly frame: number; readonly changes: number }[] = []

  /** `unread`: changes that an earlier page left behind in the device's copy. */
  constructor(unread: number) {
    this.unread = unread
  }

  get waiting(): number {
    return this.carried.reduce((sum, { changes }) => sum + changes, this.loose + this.unread)
  }

  /** Changes that no frame of this connection carries. */
  get notSent(): number {
    return this.loose
  }

  /** The device's copy is read: what an earlier page left behind can go now. Answers whether there was any. */
  copyRead(): boolean {
    const { unread } = this
    this.loose += unread
    this.unread = 0
    return unread > 0
  }

  /** A change that could not be sent now. */
  keep(): void {
    this.loose += 1
  }

  /** An update frame with one change was sent. */
  sentOne(): void {
    this.frames += 1
    this.carried.push({ frame: this.frames, changes: 1 })
  }

  /** A step 2 was sent: it carries everything that no frame carried before. */
  sentAll(): void {
    this.frames += 1
    this.carried.push({ frame: this.frames, changes: this.loose })
    this.loose = 0
  }

  /** A frame without any change was sent; the server counts it as well. */
  sentNothing(): void {
    this.frames += 1
  }

  /** The first `n` frames are decided. True when that left nothing waiting. */
  decided(n: number): boolean {
    const before = this.waiting
    this.carried = this.carried.filter(({ frame }) => frame > n)
    return before > 0 && this.waiting === 0
  }

  /** The connection broke: whatever was not decided has to be sent again. */
  broken(): void {
    this.loose = this.waiting - this.unread
    this.carried = []
    this.frames = 0
  }
}
