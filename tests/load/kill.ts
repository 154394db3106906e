import { Device, haveOneText, letThemType } from './device.ts'
import { dialectOf } from './dialects.ts'
import { Latencies } from './latencies.ts'
import { countMarkers } from './markers.ts'
import { wordsForNewcomer } from './newcomer.ts'
import type { Given, Outcome } from './outcome.ts'
import { type People, signIn } from './people.ts'
import { type Server, startServer } from './servers.ts'
import { verifyFaults } from './verify.ts'
import { pass, until } from './waiting.ts'

const TEXT = 'r01'
const TYPISTS = 20
const PER_SECOND = 5
/** How long they type before the server is ended: anywhere in between. */
const TYPING_MS = { least: 150, most: 700 } as const
/** Whoever starts a server anew gives it so long to stop by itself, and takes any other exit code for a fault. */
const LONGEST_STOP_MS = 10_000

/**
 * The server is ended while 20 people type, again and again on one store. They go on typing while there is no server. After each
 * start, before anybody who typed is back, somebody new reads the text: everything that was called saved must be in it, once.
 * Then all come back, send again what was not saved, and must have one text soon. A server that is asked to stop must also do so,
 * in time and with exit code 0.
 */
export const endWhileTyping =
  (signal: 'SIGKILL' | 'SIGTERM') =>
  async (given: Given): Promise<Outcome> => {
    const server = await startServer('kenes')
    try {
      return await endAgainAndAgain(server, await signIn(server), signal, given.times)
    } finally {
      await server.remove()
    }
  }

async function endAgainAndAgain(
  server: Server,
  people: People,
  signal: 'SIGKILL' | 'SIGTERM',
  times: number,
): Promise<Outcome> {
  const faults: string[] = []
  const untilOneText = new Latencies()
  const untilReady = new Latencies()
  const untilEnded = new Latencies()
  let ends = 0
  let lost = 0
  let doubled = 0
  const devices = Array.from(
    { length: TYPISTS },
    (_, id) => new Device({ id, live: server.live, text: TEXT, headers: people.headers(id) }),
  )
  await until('all have the text', () => devices.every(({ isSynced }) => isSynced))
  const endOnce = async (round: number) => {
    const stopTyping = letThemType(devices, PER_SECOND)
    await pass(TYPING_MS.least + Math.random() * (TYPING_MS.most - TYPING_MS.least))
    for (const device of devices) device.staysAway()
    const asked = performance.now()
    const code = await server.end(signal)
    const ended = performance.now()
    untilEnded.add(ended - asked)
    if (signal === 'SIGTERM') faults.push(...stopFaults(code, ended - asked).map((fault) => `stop ${round}: ${fault}`))
    await server.again()
    const ready = performance.now()
    // By now everything the ended server had sent has been read.
    const saved = devices.map(({ acknowledged }) => acknowledged)
    untilReady.add(ready - ended)
    stopTyping()
    const counts = countMarkers(await textNow(server, people))
    lost += missing(saved, counts)
    doubled += repeated(counts)
    for (const device of devices) device.comesBack()
    await until(`one text after ${signal} ${round}`, () => devices.every(({ isSettled }) => isSettled))
    await until(`one text after ${signal} ${round}`, () => haveOneText(devices))
    untilOneText.add(performance.now() - ready)
    doubled += repeated(countMarkers(devices[0]?.words() ?? ''))
    ends = round
  }
  try {
    for (let round = 1; round <= times; round += 1) await endOnce(round)
    const saved = devices.map(({ acknowledged }) => acknowledged)
    lost += missing(saved, countMarkers(await textNow(server, people)))
  } catch (fault) {
    // What is lost by now is still to be said.
    faults.push(String(fault))
  }
  // What the server lacked when it asked the devices, they have sent again: lost it was all the same.
  lost += devices.reduce((sum, device) => sum + device.lost, 0)
  for (const device of devices) device.leaves()
  await server.end('SIGTERM')
  faults.push(...(await verifyFaults(server.store)))
  if (lost > 0) faults.push(`${lost} keystrokes that were called saved are lost`)
  if (doubled > 0) faults.push(`${doubled} keystrokes are there twice`)
  return {
    figures: {
      ends,
      keystrokes: devices.reduce((sum, { typed }) => sum + typed, 0),
      lost,
      doubled,
      endedP50: untilEnded.quantile(0.5),
      endedLongest: untilEnded.longest,
      readyP50: untilReady.quantile(0.5),
      oneTextP50: untilOneText.quantile(0.5),
      oneTextLongest: untilOneText.longest,
    },
    faults,
    isGeneratorTheLimit: false,
  }
}

function stopFaults(code: number | null, ms: number): string[] {
  return [
    ...(code === 0 ? [] : [`the server ended with ${code}`]),
    ...(ms <= LONGEST_STOP_MS ? [] : [`the server took ${Math.round(ms)} ms`]),
  ]
}

const textNow = (server: Server, people: People): Promise<string> =>
  wordsForNewcomer(server.live, dialectOf('kenes', TEXT), people.headers(0))

type Counts = ReturnType<typeof countMarkers>

/** How many of the first `wanted` keystrokes of each typist a text lacks. */
const missing = (wanted: readonly number[], counts: Counts): number =>
  wanted.reduce((sum, count, typist) => {
    const own = counts.get(typist) ?? new Map<number, number>()
    return sum + Array.from({ length: count }, (_, number) => (own.has(number) ? 0 : 1)).filter(Boolean).length
  }, 0)

const repeated = (counts: Counts): number =>
  [...counts.values()].flatMap((own) => [...own.values()]).filter((count) => count > 1).length
