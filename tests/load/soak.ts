import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bigHall, fill } from '../big-hall.ts'
import { growth } from './growth.ts'
import type { Given, Outcome } from './outcome.ts'
import { comeIn, type Person, SESSION, type Text } from './people.ts'
import { openHandles } from './processes.ts'
import { newAgent, Reader } from './reader.ts'
import { type Server, startServer } from './servers.ts'
import { type Done, sittingOf } from './sitting.ts'
import { type Sample, sampler } from './slopes.ts'
import { verifyFaults } from './verify.ts'
import { inGroups, pass, until } from './waiting.ts'
import { Writers } from './writers.ts'

/** The demo's 22, of whom two are away; the rest are added. */
const MORE = 10
const AWAY = ['m09', 'm17']
const SIGN_IN_AT_ONCE = 4
/** How often each thing happens, ms. */
const EVERY = {
  vote: 60_000,
  amendment: 20_000,
  freeze: 45_000,
  download: 90_000,
  visit: 10_000,
  attendance: 8_000,
  cut: 5_000,
} as const
const CUT_MS = 1_000
const SAMPLE_MS = 30_000
/** In a short soak more often. */
const LEAST_SAMPLES = 24
/** Connections that were kept open for the next question are given up after a while; these may stay. */
const MOST_HANDLES_LEFT = 4
const GIVEN_UP_WITHIN_MS = 15_000

/** An hour of a sitting: thirty people type, read, vote, come and go. The server must end as it began, with nothing lost. */
export async function soak(given: Given): Promise<Outcome> {
  const backup = mkdtempSync(join(tmpdir(), 'kenes-bench-backup-'))
  const hall = bigHall(MORE)
  const server = await startServer('kenes', { fill: (store) => fill(store, hall), env: { BACKUP_DIR: backup } })
  try {
    const people: Person[] = []
    const ids = hall.members.map(({ id }) => id as string).filter((id) => !AWAY.includes(id))
    await inGroups(ids, SIGN_IN_AT_ONCE, async (id) => void people.push(await comeIn(server.http, id)))
    return await sit(server, people, given.seconds * 1_000)
  } finally {
    await server.remove()
    rmSync(backup, { recursive: true, force: true })
  }
}

async function sit(server: Server, people: readonly Person[], ms: number): Promise<Outcome> {
  const chair = people.find(({ id }) => id === 'm01')
  if (!chair) throw new Error('no chair')
  const secretary = await comeIn(server.http, 's01')
  const sitting = sittingOf(server, { chair, secretary, voters: people })
  const { recommendations } = await chair.ask<{ recommendations: Text[] }>('GET', 'recommendations/list', {
    session: SESSION,
  })
  const writers = new Writers(
    server,
    recommendations.map(({ textId }) => textId),
  )
  await sitting.prepares()
  const faults: string[] = []
  const fails = (words: string) => {
    faults.push(words)
    process.stderr.write(`\n${words}`)
  }
  const handlesBefore = openHandles(server.pid)
  const readers = people.map((person, index) => readerOf(server, person, (words) => fails(`reader ${index}: ${words}`)))
  for (const reader of readers) await reader.listens()
  let turn = 0
  const cuts = async () => {
    const reader = readers[turn++ % readers.length]
    reader?.isCut()
    await pass(CUT_MS)
    await reader?.listens()
  }
  const began = performance.now()
  const end = began + ms
  const isOn = () => performance.now() < end
  const samples: Sample[] = []
  const take = sampler(server)
  const sample = async () => {
    const one = await take()
    samples.push(one)
    process.stderr.write(`\n${tell(one, sitting.done)}`)
  }
  const again = async (what: string, every: number, does: () => Promise<void>) => {
    while (isOn()) {
      const next = performance.now() + every
      await does().catch((fault: unknown) => fails(`${what}: ${String(fault)}`))
      await pass(Math.max(0, Math.min(next, end) - performance.now()))
    }
  }
  await Promise.all([
    again('sample', Math.min(SAMPLE_MS, ms / LEAST_SAMPLES), sample),
    again('vote', EVERY.vote, sitting.votes),
    again('amendment', EVERY.amendment, sitting.amends),
    again('freeze', EVERY.freeze, sitting.freezes),
    again('download', EVERY.download, sitting.downloads),
    again('visit', EVERY.visit, sitting.visits),
    again('attendance', EVERY.attendance, sitting.notes),
    again('cut', EVERY.cut, cuts),
    ...people.map((person) => again('writing', 0, () => writers.stays(person, performance.now() - began, isOn))),
  ])
  for (const reader of readers) reader.stops()
  faults.push(...(await writers.faults(chair)))
  const handlesLeft = () => openHandles(server.pid) - handlesBefore
  await until('those who left are gone', () => handlesLeft() <= MOST_HANDLES_LEFT, GIVEN_UP_WITHIN_MS).catch(() =>
    faults.push(`${handlesLeft()} handles more than before anybody came`),
  )
  const left = handlesLeft()
  const code = await server.end('SIGTERM')
  if (code !== 0) faults.push(`the server ended with ${code}`)
  faults.push(...(await verifyFaults(server.store)))
  const grown = growth(samples, ms)
  return {
    figures: {
      minutes: ms / 60_000,
      ...writers.done,
      ...sitting.done,
      ...grown.figures,
      handlesLeft: left,
    },
    faults: [...faults, ...grown.faults],
    isGeneratorTheLimit: false,
  }
}

const readerOf = (server: Server, { headers }: Person, fault: (words: string) => void) =>
  new Reader({
    base: server.http,
    news: `/api/news?session=${SESSION}`,
    panels: [`/api/sessions/session?id=${SESSION}`, `/api/floor/floor?session=${SESSION}`],
    headers,
    agent: newAgent(),
    ears: { heard: () => undefined, answered: () => undefined, fault },
  })

function tell(sample: Sample, { votes }: Done): string {
  const figures = Object.entries(sample).map(([name, value]) => `${name} ${Number(value.toFixed(1))}`)
  return `${figures.join(', ')}, votes ${votes}`
}
