import { Device, haveOneText, letThemType } from './device.ts'
import { dialectOf } from './dialects.ts'
import { Latencies } from './latencies.ts'
import { countMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { atTwoServers } from './two-servers.ts'
import { verifyFaults } from './verify.ts'
import { pass, until } from './waiting.ts'

const TEXT = 'r01'
const TYPISTS = 200
const PER_SECOND = 1
/** Typing before a server is stopped. */
const BEFORE_MS = 3_000
/** So soon after the signal everybody is back and writes. */
const LONGEST_BACK_MS = 15_000
const LONGEST_UNTIL_ONE_TEXT_MS = 60_000

/**
 * Two servers are stopped with SIGTERM and started again in turn, as for an upgrade, while two hundred people type, half at each. Nothing
 * that was called saved may be lost, and everybody must be back, with all they typed meanwhile saved, within fifteen seconds.
 */
export const rolling = ({ times }: Given): Promise<Outcome> =>
  atTwoServers(async ({ houses, store }) => {
    const devices = Array.from({ length: TYPISTS }, (_, id) => {
      const { live, people } = houses[id % 2] ?? houses[0]
      return new Device({ id, live, text: TEXT, headers: people.headers(id) })
    })
    const faults: string[] = []
    const back = new Latencies()
    const ended = new Latencies()
    await until('all have the text', () => devices.every(({ isSynced }) => isSynced), LONGEST_UNTIL_ONE_TEXT_MS)
    const stopTyping = letThemType(devices, PER_SECOND)
    for (let round = 0; round < times * 2; round += 1) {
      const { server } = houses[round % 2] ?? houses[0]
      await pass(BEFORE_MS)
      const asked = performance.now()
      const code = await server.end('SIGTERM')
      ended.add(performance.now() - asked)
      if (code !== 0) faults.push(`restart ${round}: the server ended with ${code}`)
      await server.again()
      const typed = devices.map((device) => device.typed)
      await until(
        'all are back, and what they typed is saved',
        () => devices.every(({ isSynced, acknowledged }, index) => isSynced && acknowledged >= (typed[index] ?? 0)),
        LONGEST_UNTIL_ONE_TEXT_MS,
      ).catch((fault: unknown) => faults.push(`restart ${round}: ${fault}`))
      const took = performance.now() - asked
      back.add(took)
      if (took > LONGEST_BACK_MS) faults.push(`restart ${round}: all were back after ${Math.round(took)} ms`)
    }
    stopTyping()
    await until(
      'one text',
      () => devices.every(({ isSettled }) => isSettled) && haveOneText(devices),
      LONGEST_UNTIL_ONE_TEXT_MS,
    ).catch((fault: unknown) => faults.push(String(fault)))
    for (const { live, people } of houses) {
      const counts = countMarkers(await wordsForNewcomer(live, dialectOf('kenes', TEXT), people.headers(0)))
      const wrong = devices.flatMap(({ id, typed }) =>
        Array.from({ length: typed }, (_, number) => counts.get(id)?.get(number) ?? 0).filter((count) => count !== 1),
      )
      if (wrong.length > 0)
        faults.push(`${wrong.length} keystrokes are not exactly once in the text that a server gives`)
    }
    const lost = devices.reduce((sum, device) => sum + device.lost, 0)
    if (lost > 0) faults.push(`${lost} keystrokes that were called saved were lost`)
    for (const { id, closedFor } of devices) if (closedFor) faults.push(`device ${id} was closed: ${closedFor}`)
    const keystrokes = devices.reduce((sum, { typed }) => sum + typed, 0)
    for (const device of devices) device.leaves()
    faults.push(...(await verifyFaults(store)))
    return {
      figures: {
        restarts: times * 2,
        keystrokes,
        lost,
        endedLongest: ended.longest,
        backP50: back.quantile(0.5),
        backLongest: back.longest,
      },
      faults,
      isGeneratorTheLimit: false,
    }
  })
