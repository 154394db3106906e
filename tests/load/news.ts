import type { Agent } from 'node:http'
import { Latencies } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { SESSION, signIn, signInAs } from './people.ts'
import { memory, watchLoad } from './processes.ts'
import { newAgent, Reader } from './reader.ts'
import { startServer } from './servers.ts'
import { inGroups, pass, until } from './waiting.ts'

const ACTS_PER_SECOND = 5
const JOIN_AT_ONCE = 25
/** So many streams are cut in the middle, and come back after as long. */
const CUT_SHARE = 0.1
const AWAY_MS = 700
/** Who is noted as having come and left in turn. */
const COMES_AND_GOES = 'm09'

/** An act as it was answered, and what each reader has of it. */
type Told = { readonly seq: number; readonly at: number }

/**
 * Readers listen to a session, as many as `times`, while the secretary notes who comes and goes, five acts a second. Measured from
 * each act's answer: when every reader's event is there, and when the panels of every reader's page have been answered again. A
 * tenth of the streams is cut in the middle; they come back with the number they heard last and must miss nothing.
 */
export async function news(given: Given): Promise<Outcome> {
  const server = await startServer('kenes')
  try {
    const people = await signIn(server)
    const secretary = await signInAs(server.http, 's01')
    const faults: string[] = []
    const events = new Latencies()
    const panels = new Latencies()
    const acts: Told[] = []
    /** What each reader's panel shows, and up to which number. */
    const shown: string[] = []
    const shownTo: number[] = []
    const agents: Agent[] = []
    const readers = Array.from({ length: given.times }, (_, index) => {
      const agent = newAgent()
      agents.push(agent)
      // What this reader has not heard, and not shown, of what was done.
      let heardTo = 0
      const late = (upTo: number, from: number, at: number, into: Latencies) => {
        for (const act of acts) if (act.seq > from && act.seq <= upTo) into.add(Math.max(0, at - act.at))
      }
      return new Reader({
        base: server.http,
        news: `/api/news?session=${SESSION}`,
        panels: [`/api/sessions/session?id=${SESSION}`, `/api/floor/floor?session=${SESSION}`],
        headers: people.headers(index),
        agent,
        ears: {
          heard: (seq, at) => {
            late(seq, heardTo, at, events)
            heardTo = Math.max(heardTo, seq)
          },
          answered: (seq, at, [body = '']) => {
            late(seq, shownTo[index] ?? 0, at, panels)
            shownTo[index] = Math.max(shownTo[index] ?? 0, seq)
            shown[index] = body
          },
          fault: (words) => faults.push(`reader ${index}: ${words}`),
        },
      })
    })
    await inGroups(readers, JOIN_AT_ONCE, (reader) => reader.listens())
    await pass(1_000)
    const measured = watchLoad([server.pid])
    const count = given.seconds * ACTS_PER_SECOND
    const cutAt = Math.floor(count / 2)
    const back: Promise<void>[] = []
    for (let act = 0; act < count; act += 1) {
      const begun = performance.now()
      await secretary('POST', 'sessions/note-attendance', {
        session: SESSION,
        account: COMES_AND_GOES,
        event: act % 2 === 0 ? 'came' : 'left',
      })
      const at = performance.now()
      acts.push({ seq: await newestSeq(acts, readers), at })
      if (act === cutAt) for (const reader of some(readers)) back.push(comesBack(reader))
      await pass(Math.max(0, 1_000 / ACTS_PER_SECOND - (performance.now() - begun)))
    }
    await Promise.all(back)
    const last = acts.at(-1)?.seq ?? 0
    const isBehind = (_: Reader, index: number) => (shownTo[index] ?? 0) < last
    await until('every panel shows the last act', () => !readers.some(isBehind)).catch(() =>
      faults.push(`${readers.filter(isBehind).length} readers were never shown the last act`),
    )
    const load = measured()
    const present = presentIn(JSON.stringify(await people.chair('GET', 'sessions/session', { id: SESSION })))
    const wrong = shown.filter((body) => presentIn(body) !== present).length
    if (wrong > 0) faults.push(`${wrong} readers show another attendance than there is`)
    const asked = readers.reduce((sum, reader) => sum + reader.asked, 0)
    for (const reader of readers) reader.stops()
    for (const agent of agents) agent.destroy()
    return {
      figures: {
        acts: count,
        events: events.count,
        eventP50: events.quantile(0.5),
        eventP95: events.quantile(0.95),
        ...panels.figures(),
        asked: asked / given.seconds,
        cpu: load.cpu,
        rss: memory(server.pid).rss,
        waited: load.waited,
        generatorCpu: load.generatorCpu,
        generatorLag: load.generatorLag,
      },
      faults,
      isGeneratorTheLimit: load.isGeneratorTheLimit,
    }
  } finally {
    await server.remove()
  }
}

/** The number of the news of an act that has just been answered: told before the answer, and one more with each act. */
async function newestSeq(acts: readonly Told[], readers: readonly Reader[]): Promise<number> {
  const before = acts.at(-1)?.seq
  if (before !== undefined) return before + 1
  await until('somebody hears the first act', () => readers.some(({ lastHeard }) => lastHeard > 0))
  await pass(500)
  return Math.max(...readers.map(({ lastHeard }) => lastHeard))
}

const some = (readers: readonly Reader[]): Reader[] =>
  readers.filter((_, index) => index % Math.round(1 / CUT_SHARE) === 0)

async function comesBack(reader: Reader): Promise<void> {
  reader.isCut()
  await pass(AWAY_MS)
  await reader.listens()
}

/** The quorum that a panel shows. */
const presentIn = (body: string): string =>
  JSON.stringify((JSON.parse(body) as { quorum: { present: number }[] }).quorum.map(({ present }) => present))
