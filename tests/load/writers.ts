import { Device } from './device.ts'
import { dialectOf } from './dialects.ts'
import { countMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Person } from './people.ts'
import type { Server } from './servers.ts'
import { pass, until } from './waiting.ts'

/** How long one stays in a text. */
const STAY_MS = { least: 20_000, most: 90_000 } as const
/** On a machine that others use too. */
const LONGEST_WAIT_MS = 60_000
/** Writes a few words, thinks, writes more; now and then takes them all away. */
const BURST = { least: 4, most: 14 } as const
const KEYSTROKE_MS = { least: 120, most: 450 } as const
const THINKS_MS = { least: 1_500, most: 9_000 } as const
const THINKS_BETTER_AFTER = 3
/** So many stays in a hundred leave words that stand. */
const STANDS = 0.25
/** So many texts are in use at a time, others every so often: those left are closed by the server, and opened again later. */
const TEXTS_IN_USE = 4
const OTHER_TEXTS_AFTER_MS = 60_000

/** People who go from text to text, write with pauses, and take most of it away; and what must stand in the end. */
export class Writers {
  readonly done = { stays: 0, keystrokes: 0, lost: 0 }
  readonly #server: Server
  readonly #texts: readonly string[]
  /** For each text how often it was opened, which is the number of the next who types in it, and what those before left standing. */
  readonly #opened = new Map<string, number>()
  readonly #standing = new Map<string, string[]>()
  readonly #faults: string[] = []

  constructor(server: Server, texts: readonly string[]) {
    this.#server = server
    this.#texts = texts
  }

  /** Somebody opens one of the texts in use, writes for a while and leaves; `since`: how long the sitting has gone on, ms. */
  async stays({ headers }: Person, since: number, isOn: () => boolean): Promise<void> {
    const first = Math.floor(since / OTHER_TEXTS_AFTER_MS) * TEXTS_IN_USE
    const text = this.#texts[(first + Math.floor(Math.random() * TEXTS_IN_USE)) % this.#texts.length] ?? ''
    const id = this.#opened.get(text) ?? 0
    this.#opened.set(text, id + 1)
    const device = new Device({ id, live: this.#server.live, text, headers })
    const leaves = performance.now() + between(STAY_MS)
    try {
      await this.#writes(device, text, () => isOn() && performance.now() < leaves)
    } finally {
      device.leaves()
    }
  }

  async #writes(device: Device, text: string, isOn: () => boolean): Promise<void> {
    await until('the text is there', () => device.isSynced, LONGEST_WAIT_MS)
    for (let burst = 1; isOn(); burst += 1) {
      for (let left = between(BURST); left > 0 && isOn(); left -= 1) {
        device.types()
        await pass(between(KEYSTROKE_MS))
      }
      if (burst % THINKS_BETTER_AFTER === 0) device.thinksBetter()
      if (isOn()) await pass(between(THINKS_MS))
    }
    if (Math.random() >= STANDS) device.thinksBetter()
    await until('everything is saved', () => device.isDecided && device.acknowledged === device.typed, LONGEST_WAIT_MS)
    this.#standing.set(text, [...(this.#standing.get(text) ?? []), device.ownWords])
    this.done.stays += 1
    this.done.keystrokes += device.typed
    this.done.lost += device.lost
    if (device.refused > 0) this.#faults.push(`${device.refused} keystrokes were refused in ${text}`)
  }

  /** What a newcomer reads in each text against what was left standing there. */
  async faults({ headers }: Person): Promise<string[]> {
    for (const [text, standing] of this.#standing) {
      const wanted = countMarkers(standing.join(''))
      const found = countMarkers(await wordsForNewcomer(this.#server.live, dialectOf('kenes', text), headers))
      const keys = (counts: typeof found) =>
        new Map([...counts].flatMap(([who, own]) => [...own].map(([n, count]) => [`${who}/${n}`, count])))
      const [must, has] = [keys(wanted), keys(found)]
      const missing = [...must.keys()].filter((key) => !has.has(key)).length
      const wrong = [...has].filter(([key, count]) => must.get(key) !== count).length
      this.done.lost += missing
      if (missing > 0) this.#faults.push(`${missing} keystrokes that were saved are not in ${text}`)
      if (wrong > 0) this.#faults.push(`${wrong} keystrokes are twice, or were taken away, and are in ${text}`)
    }
    return this.#faults
  }
}

const between = ({ least, most }: { readonly least: number; readonly most: number }): number =>
  Math.round(least + Math.random() * (most - least))
