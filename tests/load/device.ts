import * as Y from 'yjs'
import { SYNC } from '../../shared/live/frames.ts'
import { NOTHING } from './dialects.ts'
import { marker } from './markers.ts'
import { TypingDevice, type TypingOptions } from './typing-device.ts'
import { FRAGMENT, wordsIn } from './updates.ts'

/** How often is looked whether somebody types. */
const TYPE_EVERY_MS = 2

export type DeviceOptions = TypingOptions & {
  /** Sends what is typed even when it was told that it may only read: for seeing it refused. */
  readonly isStubborn?: boolean
}

/** A device as a real page is: with a Y.Doc that lives through every outage. */
export class Device extends TypingDevice {
  readonly doc = new Y.Doc()
  readonly #isStubborn: boolean
  #paragraph: Y.XmlElement | null = null
  #run: Y.XmlText | null = null
  #arrived: Uint8Array[] = []
  #applying: NodeJS.Immediate | undefined

  constructor({ isStubborn = false, ...options }: DeviceOptions) {
    super(options)
    this.#isStubborn = isStubborn
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(SYNC.update, update)
    })
    this.connect()
  }

  /** The words of its own paragraph. */
  get ownWords(): string {
    return this.#run?.toString() ?? ''
  }

  /** One keystroke at the end of its own paragraph. */
  types(): void {
    const words = marker(this.id, this.typed)
    this.typed += 1
    if (this.#run) {
      this.#run.insert(this.#run.length, words)
      return
    }
    const run = new Y.XmlText(words)
    const paragraph = new Y.XmlElement('paragraph')
    this.#run = run
    this.#paragraph = paragraph
    this.doc.transact(() => {
      paragraph.insert(0, [run])
      this.doc.getXmlFragment(FRAGMENT).insert(0, [paragraph])
    })
  }

  /** Takes its paragraph away, as somebody who thinks better of it; what is typed next begins another. */
  thinksBetter(): void {
    const root = this.doc.getXmlFragment(FRAGMENT)
    const at = this.#paragraph ? root.toArray().indexOf(this.#paragraph) : -1
    this.#paragraph = null
    this.#run = null
    if (at >= 0) root.delete(at, 1)
  }

  words(): string {
    return wordsIn(this.doc)
  }

  override leaves(): void {
    clearImmediate(this.#applying)
    super.leaves()
    this.doc.destroy()
  }

  protected get client(): number {
    return this.doc.clientID
  }

  protected override get mayWrite(): boolean {
    return super.mayWrite || this.#isStubborn
  }

  protected override get isApplied(): boolean {
    return this.#arrived.length === 0
  }

  protected vector(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  protected takes(bytes: Buffer, start: number, end: number): void {
    this.#arrived.push(new Uint8Array(bytes.subarray(start, end)))
    this.#applying ??= setImmediate(() => this.apply())
  }

  protected lacking(stateVector: Uint8Array): Uint8Array {
    return this.mayWrite ? Y.encodeStateAsUpdate(this.doc, stateVector) : NOTHING
  }

  /** What came in one read is applied together. */
  protected override apply(): void {
    clearImmediate(this.#applying)
    this.#applying = undefined
    const arrived = this.#arrived.splice(0)
    if (arrived.length === 0) return
    this.doc.transact(() => {
      for (const update of arrived) Y.applyUpdate(this.doc, update, this)
    }, this)
  }
}

/** Whether all have the same text: the same clocks of the same people, and the same words. */
export function haveOneText(devices: readonly Device[]): boolean {
  const [first, ...others] = devices
  if (!first) return true
  const vector = Buffer.from(Y.encodeStateVector(first.doc))
  if (!others.every(({ doc }) => vector.equals(Y.encodeStateVector(doc)))) return false
  const words = first.words()
  return others.every((device) => device.words() === words)
}

/** Lets everybody type so often a second; the answer stops it. */
export function letThemType(devices: readonly { types(): void }[], perSecond: number): () => void {
  const period = 1_000 / perSecond
  const next = devices.map(() => performance.now() + Math.random() * period)
  const timer = setInterval(() => {
    const now = performance.now()
    devices.forEach((device, index) => {
      if ((next[index] ?? 0) > now) return
      device.types()
      next[index] = now + period * (0.5 + Math.random())
    })
  }, TYPE_EVERY_MS)
  return () => clearInterval(timer)
}
