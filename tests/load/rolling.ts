import { loadavg } from 'node:os'
import { Device, haveOneText, letThemType } from './device.ts'
import { dialectOf } from './dialects.ts'
import { Latencies } from './latencies.ts'
import { LightDevice } from './light-device.ts'
import { countMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { cpuSeconds } from './processes.ts'
import { atTwoServers } from './two-servers.ts'
import { newClientId } from './updates.ts'
import { verifyFaults } from './verify.ts'
import { pass, until } from './waiting.ts'

const TEXT = 'r01'
const TYPISTS = 200
/** Who only read, two at each server, as a real page has the text: with a Y.Doc. */
const READERS = 4
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
    const at = (index: number) => houses[index % 2] ?? houses[0]
    const comes = (id: number) => ({ id, live: at(id).live, text: TEXT, headers: at(id).people.headers(id) })
    const clients = Array.from({ length: TYPISTS }, newClientId)
    const typists = clients.map((_, id) => new LightDevice({ ...comes(id), clients }))
    const readers = Array.from({ length: READERS }, (_, index) => new Device(comes(TYPISTS + index)))
    const everybody = [...typists, ...readers]
    const faults: string[] = []
    const ended = new Latencies()
    const ready = new Latencies()
    const back = new Latencies()
    const cpu = { start: 0, back: 0, generator: 0 }
    await until('all have the text', () => everybody.every(({ isSynced }) => isSynced), LONGEST_UNTIL_ONE_TEXT_MS)
    const stopTyping = letThemType(typists, PER_SECOND)
    for (let round = 0; round < times * 2; round += 1) {
      const { server } = at(round)
      await pass(BEFORE_MS)
      const own = process.cpuUsage()
      const asked = performance.now()
      const code = await server.end('SIGTERM')
      ended.add(performance.now() - asked)
      if (code !== 0) faults.push(`restart ${round}: the server ended with ${code}`)
      await server.again()
      const isReady = performance.now()
      const usedToStart = cpuSeconds(server.pid)
      ready.add(isReady - asked)
      const typed = typists.map((typist) => typist.typed)
      const isBack = () =>
        typists.every(({ isSynced, acknowledged }, id) => isSynced && acknowledged >= (typed[id] ?? 0))
      await until('all are back, and what they typed is saved', isBack, LONGEST_UNTIL_ONE_TEXT_MS).catch(
        (fault: unknown) => faults.push(`restart ${round}: ${fault}`),
      )
      const took = performance.now() - asked
      back.add(took)
      cpu.start += usedToStart
      cpu.back += cpuSeconds(server.pid) - usedToStart
      const { user, system } = process.cpuUsage(own)
      cpu.generator += (user + system) / 10 / took
      process.stderr.write(
        `\nrestart ${round}: ready after ${Math.round(isReady - asked)} ms, all back after ${Math.round(took)} ms, load ${loadavg()[0]?.toFixed(1)}`,
      )
      if (took > LONGEST_BACK_MS) faults.push(`restart ${round}: all were back after ${Math.round(took)} ms`)
    }
    stopTyping()
    const isShown = () =>
      typists.every(({ shown, id }) => typists.every((one) => one.id === id || shown[one.id] === one.typed))
    await until(
      'everybody was shown everything',
      () => everybody.every(({ isSettled }) => isSettled) && isShown() && haveOneText(readers),
      LONGEST_UNTIL_ONE_TEXT_MS,
    ).catch((fault: unknown) => faults.push(String(fault)))
    const texts = [...readers.map((reader) => reader.words())]
    for (const { live, people } of houses)
      texts.push(await wordsForNewcomer(live, dialectOf('kenes', TEXT), people.headers(0)))
    for (const text of texts) {
      const counts = countMarkers(text)
      const wrong = typists.flatMap(({ id, typed }) =>
        Array.from({ length: typed }, (_, number) => counts.get(id)?.get(number) ?? 0).filter((count) => count !== 1),
      )
      if (wrong.length > 0) faults.push(`${wrong.length} keystrokes are not exactly once in a text that a server gives`)
    }
    const lost = typists.reduce((sum, typist) => sum + typist.lost, 0)
    if (lost > 0) faults.push(`${lost} keystrokes that were called saved were lost`)
    for (const { id, closedFor } of everybody) if (closedFor) faults.push(`device ${id} was closed: ${closedFor}`)
    const keystrokes = typists.reduce((sum, { typed }) => sum + typed, 0)
    for (const device of everybody) device.leaves()
    faults.push(...(await verifyFaults(store)))
    const restarts = times * 2
    return {
      figures: {
        restarts,
        keystrokes,
        lost,
        endedLongest: ended.longest,
        readyP50: ready.quantile(0.5),
        readyLongest: ready.longest,
        backP50: back.quantile(0.5),
        backLongest: back.longest,
        startCpu: cpu.start / restarts,
        backCpu: cpu.back / restarts,
        generatorCpu: cpu.generator / restarts,
        load: loadavg()[0] ?? 0,
      },
      faults,
      isGeneratorTheLimit: false,
    }
  })
