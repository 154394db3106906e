import { SYNC } from '../../shared/live/frames.ts'
import { NOTHING, stateVectorOf, syncFrame, updateFrame } from './frames.ts'
import type { OpenedText, SnapshotMade } from './log-messages.ts'

/** What came after the snapshot and is sent to joiners; beyond this a new snapshot is asked for. Source: RULES.md LT17. */
const MOST_SINCE = { bytes: 64 * 1024, updates: 2_000 } as const
/** When updates could not be made one, it is tried again after this long. */
const TRY_AGAIN_MS = 1_000

/** What came after the snapshot as a frame; `bytes` and `updates` are of what it was made of. */
type SinceFrame = { readonly seq: number; readonly frame: Buffer; readonly bytes: number; readonly updates: number }

/**
 * A text as frames for all who join: the last snapshot, one update with what came until somebody joined, and each update since. Source:
 * RULES.md LT15, LT17, LT105.
 */
export class WholeText {
  readonly #now: () => number
  #state: Buffer
  #stateSeq = 0
  /** The clocks of the snapshot: what came after it is asked for by them. */
  #stateVector: Uint8Array
  #since: SinceFrame | null = null
  #tail: { readonly seq: number; readonly frame: Buffer }[] = []
  #tailBytes = 0
  #bytes: Buffer | null = null
  #triedAt = Number.NEGATIVE_INFINITY

  constructor({ state, stateClocks, since, head }: OpenedText, now: () => number) {
    this.#now = now
    this.#state = updateFrame(state).frame
    this.#stateVector = stateVectorOf(stateClocks)
    if (!since) return
    const { update, bytes, updates } = since
    this.#since = { seq: head.seq, frame: updateFrame(update).frame, bytes, updates }
  }

  /** Whether so much came after the snapshot that a new one would make joining cheaper. */
  get wantsSnapshot(): boolean {
    const bytes = this.#tailBytes + (this.#since?.bytes ?? 0)
    return bytes > MOST_SINCE.bytes || this.#tail.length + (this.#since?.updates ?? 0) > MOST_SINCE.updates
  }

  /** Whether one who comes now would be led through what was written before: then `condensed` is wanted first. */
  get leadsThroughOld(): boolean {
    const steps = this.#tail.length + (this.#since ? 1 : 0)
    return steps > 1 && this.#now() - this.#triedAt > TRY_AGAIN_MS
  }

  /** What the snapshot has, as a state vector. */
  get stateVector(): Uint8Array {
    return this.#stateVector
  }

  /** The frame of an update that is in row `seq` of the log. */
  add(seq: number, bytes: Buffer): void {
    this.#tail.push({ seq, frame: bytes })
    this.#tailBytes += bytes.length
    this.#bytes = null
  }

  /** One update with all that came after the snapshot, at least up to the last that was added. */
  condensed(update: Uint8Array): void {
    const last = this.#tail.at(-1)
    if (!last) return
    this.#since = {
      seq: last.seq,
      frame: updateFrame(update).frame,
      bytes: this.#tailBytes + (this.#since?.bytes ?? 0),
      updates: this.#tail.length + (this.#since?.updates ?? 0),
    }
    this.#tail = []
    this.#tailBytes = 0
    this.#bytes = null
  }

  /** It could not be made: for a moment who comes gets the text as it is, which is right, too. */
  notCondensed(): void {
    this.#triedAt = this.#now()
  }

  /** The state as it is after row `seq`; one that is older than ours is passed over. */
  snapshotMade({ seq, state, clocks }: SnapshotMade): void {
    if (seq < this.#stateSeq) return
    this.#stateSeq = seq
    this.#state = updateFrame(state).frame
    this.#stateVector = stateVectorOf(clocks)
    if (this.#since && this.#since.seq <= seq) this.#since = null
    this.#tail = this.#tail.filter((entry) => entry.seq > seq)
    this.#tailBytes = this.#tail.reduce((sum, entry) => sum + entry.frame.length, 0)
    this.#bytes = null
  }

  /** The whole text; an empty step 2 ends it, because a stock client calls itself synced at the first step 2. */
  bytes(): Buffer {
    this.#bytes ??= Buffer.concat([
      this.#state,
      ...(this.#since ? [this.#since.frame] : []),
      ...this.#tail.map((entry) => entry.frame),
      syncFrame(SYNC.step2, NOTHING),
    ])
    return this.#bytes
  }
}
