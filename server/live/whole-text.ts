import { SYNC } from '../../shared/live/frames.ts'
import { NOTHING, syncFrame, updateFrame } from './frames.ts'

/** The rows after the snapshot that joiners are sent; beyond this a new snapshot is asked for. Source: RULES.md LT17. */
const MOST_TAIL = { bytes: 64 * 1024, updates: 2_000 } as const

/** A text as frames for all who join, made once: the last snapshot and what came after it. Source: RULES.md LT15, LT17. */
export class WholeText {
  #state: Buffer
  #stateSeq = 0
  #tail: { seq: number; frame: Buffer }[] = []
  #tailBytes = 0
  #bytes: Buffer | null = null

  constructor(opened: { state: Uint8Array; tail: readonly Uint8Array[]; seq: number }) {
    this.#state = updateFrame(opened.state).frame
    for (const update of opened.tail) this.add(opened.seq, updateFrame(update).frame)
  }

  /** Whether the tail has grown so long that a new snapshot would make joining cheaper. */
  get wantsSnapshot(): boolean {
    return this.#tailBytes > MOST_TAIL.bytes || this.#tail.length > MOST_TAIL.updates
  }

  /** The frame of an update that is in row `seq` of the log. */
  add(seq: number, bytes: Buffer): void {
    this.#tail.push({ seq, frame: bytes })
    this.#tailBytes += bytes.length
    this.#bytes = null
  }

  /** The state as it is after row `seq`; one that is older than ours is passed over. */
  snapshotMade(seq: number, state: Uint8Array): void {
    if (seq < this.#stateSeq) return
    this.#stateSeq = seq
    this.#state = updateFrame(state).frame
    this.#tail = this.#tail.filter((entry) => entry.seq > seq)
    this.#tailBytes = this.#tail.reduce((sum, entry) => sum + entry.frame.length, 0)
    this.#bytes = null
  }

  /** The whole text; an empty step 2 ends it, because a stock client calls itself synced at the first step 2. */
  bytes(): Buffer {
    this.#bytes ??= Buffer.concat([
      this.#state,
      ...this.#tail.map((entry) => entry.frame),
      syncFrame(SYNC.step2, NOTHING),
    ])
    return this.#bytes
  }
}
