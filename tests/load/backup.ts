import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Latencies } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { SESSION, signIn, signInAs } from './people.ts'
import { type Server, startServer } from './servers.ts'
import { playTyping, type TypingOptions } from './typing.ts'

const HALL: TypingOptions = { clients: 100, typists: 20, pace: { perSecond: 5 } }

/**
 * What a second disk costs: two servers, one beside one. The secretary notes who comes and goes at both in turn, an act here, an act there,
 * as often as `times` says; then a hall types at the one and at the other. The folder is on the disk of the stores, which does both works.
 */
export async function backup(given: Given): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-bench-second-'))
  const without = await startServer('kenes')
  const beside = await startServer('kenes', { env: { BACKUP_DIR: folder } })
  try {
    const [acts, actsBeside] = [new Latencies(), new Latencies()]
    const noters = [await noting(without, acts), await noting(beside, actsBeside)]
    for (let time = 0; time < given.times; time += 1) for (const note of noters) await note(time)
    const words = await hall(without, given)
    const wordsBeside = await hall(beside, given)
    const { isCurrent, faults } = await standing(beside)
    return {
      figures: {
        acts: given.times,
        ...pair('acts', acts.figures(), actsBeside.figures()),
        ...pair('words', words.figures, wordsBeside.figures),
        current: isCurrent ? 1 : 0,
        waited: wordsBeside.figures.waited ?? 0,
      },
      faults: [...faults, ...words.faults, ...wordsBeside.faults],
      isGeneratorTheLimit: words.isGeneratorTheLimit || wordsBeside.isGeneratorTheLimit,
    }
  } finally {
    await without.remove()
    await beside.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Measured = Readonly<Record<string, number>>

/** The same figures without and with the second disk, and how many times as long it takes with it. */
function pair(what: string, without: Measured, beside: Measured): Measured {
  const { p50 = Number.NaN, p99 = Number.NaN } = without
  const { p50: besideP50 = Number.NaN, p99: besideP99 = Number.NaN } = beside
  return {
    [`${what}P50`]: p50,
    [`${what}P99`]: p99,
    [`${what}BesideP50`]: besideP50,
    [`${what}BesideP99`]: besideP99,
    [`${what}Times`]: besideP50 / p50,
  }
}

/** One act, from its request to its answer; the first ones warm up what is compiled. */
async function noting(server: Server, into: Latencies): Promise<(time: number) => Promise<void>> {
  const secretary = await signInAs(server.http, 's01')
  const note = (time: number) =>
    secretary('POST', 'sessions/note-attendance', {
      session: SESSION,
      account: 'm19',
      event: time % 2 === 0 ? 'left' : 'came',
    })
  for (let time = 0; time < WARM_UP_ACTS; time += 1) await note(time)
  return async (time) => {
    const began = performance.now()
    await note(time)
    into.add(performance.now() - began)
  }
}

/** Even: after them everybody is where they were. */
const WARM_UP_ACTS = 20

const hall = async (server: Server, given: Given): Promise<Outcome> =>
  playTyping([{ server, live: server.live, people: await signIn(server) }], HALL, given)

/** In the end everything must be on the second disk. */
async function standing({ http }: Server): Promise<{ isCurrent: boolean; faults: string[] }> {
  const ready = (await (await fetch(`${http}/readyz`)).json()) as { backup?: { state: string } }
  const isCurrent = ready.backup?.state === 'current'
  return { isCurrent, faults: isCurrent ? [] : [`the second disk is ${ready.backup?.state}`] }
}
