import type { StoreAddress } from '../../server/db/address.ts'
import { openDatabaseReadOnly } from '../../server/db/database.ts'
import { bigHall, fill } from '../big-hall.ts'
import { Latencies } from './latencies.ts'
import type { Given, Outcome } from './outcome.ts'
import { SESSION, signInAs } from './people.ts'
import { memory, watchLoad } from './processes.ts'
import { type Server, startServer } from './servers.ts'
import { verifyFaults } from './verify.ts'
import { inGroups, pass } from './waiting.ts'

const VOTERS = 100
/** The demo's 22, of whom two are away; the rest are added. */
const MORE = VOTERS - 20
const AWAY = ['m09', 'm17']
/** Passwords are costly to check. */
const SIGN_IN_AT_ONCE = 4
/** In half of the votes all press at once, in the others within this time, as a hall does. */
const PRESSES_WITHIN_MS = 2_000
const CHOICES = ['for', 'against', 'abstain'] as const

type Ask = Awaited<ReturnType<typeof signInAs>>
type Voter = { readonly id: string; readonly ask: Ask }
type Opened = { readonly vote: string; readonly hash: string }

/** Everybody of a hall of a hundred, each with a sign-in of their own. */
async function signAllIn(server: Server): Promise<{ voters: readonly Voter[]; chair: Ask }> {
  const ids = bigHall(MORE)
    .members.map(({ id }) => id as string)
    .filter((id) => !AWAY.includes(id))
  const voters: Voter[] = []
  await inGroups(ids, SIGN_IN_AT_ONCE, async (id) => {
    voters.push({ id, ask: await signInAs(server.http, id) })
  })
  const chair = voters.find(({ id }) => id === 'm01')
  if (!chair) throw new Error('no chair')
  return { voters, chair: chair.ask }
}

const startHall = () => startServer('kenes', { fill: (store) => fill(store, bigHall(MORE)) })

async function opens(chair: Ask, round: number): Promise<Opened> {
  const question = { kind: 'procedure', session: SESSION, words: { kk: '', ru: `Вопрос ${round}?`, en: '' } }
  const { vote } = await chair<{ vote: string }>('POST', 'votes/open-question', { question, manner: 'open' } as never)
  const { hash } = await chair<{ hash: string }>('GET', 'votes/vote', { id: vote })
  return { vote, hash }
}

/** A hundred people with a hundred sign-ins vote, again and again; measured from each press to its receipt. */
export async function voting(given: Given): Promise<Outcome> {
  const server = await startHall()
  try {
    const { voters, chair } = await signAllIn(server)
    const atOnce = new Latencies()
    const spread = new Latencies()
    const whole = new Latencies()
    const endLoad = watchLoad([server.pid])
    for (let round = 0; round < given.times; round += 1) {
      const opened = await opens(chair, round)
      const isAtOnce = round % 2 === 0
      const began = performance.now()
      await Promise.all(
        voters.map(async ({ id, ask }, index) => {
          if (!isAtOnce) await pass(Math.random() * PRESSES_WITHIN_MS)
          const from = performance.now()
          await ask('POST', 'votes/cast', { ...opened, place: id, choice: CHOICES[index % 3] ?? 'for' })
          ;(isAtOnce ? atOnce : spread).add(performance.now() - from)
        }),
      )
      if (isAtOnce) whole.add(performance.now() - began)
      await chair('POST', 'votes/close', { vote: opened.vote })
      await chair('POST', 'votes/announce', { vote: opened.vote })
    }
    const load = endLoad()
    return {
      figures: {
        votes: given.times,
        whole: whole.longest,
        atOnceP95: atOnce.quantile(0.95),
        spreadP50: spread.quantile(0.5),
        spreadP95: spread.quantile(0.95),
        cpu: load.cpu,
        rss: memory(server.pid).rss,
        generatorCpu: load.generatorCpu,
      },
      faults: await verifyFaults(server.store),
      isGeneratorTheLimit: load.isGeneratorTheLimit,
    }
  } finally {
    await server.remove()
  }
}

/**
 * The server is ended with kill -9 at a random moment of a vote, started again, and voters go on pressing with the request they
 * began until they have a receipt or the vote is closed. Whoever has a receipt has exactly one ballot with that choice; two closes
 * at once give one result; afterwards no ballot is taken.
 */
export async function votingThroughKills(given: Given): Promise<Outcome> {
  const server = await startHall()
  try {
    const { voters, chair } = await signAllIn(server)
    const faults: string[] = []
    let receipts = 0
    for (let round = 0; round < given.times; round += 1) {
      const opened = await opens(chair, round)
      const ended = pass(Math.random() * PRESSES_WITHIN_MS).then(async () => {
        await server.end('SIGKILL')
        await server.again()
      })
      const given = await Promise.all(
        voters.map(async ({ id, ask }, index) => {
          await pass(Math.random() * PRESSES_WITHIN_MS)
          const ballot = {
            ...opened,
            place: id,
            choice: CHOICES[index % 3] ?? 'for',
            requestId: `${opened.vote}-${id}`,
          }
          for (;;) {
            try {
              return await ask<{ place: string; choice: string }>('POST', 'votes/cast', ballot)
            } catch (fault) {
              // A refusal is an answer; anything else is a server that is away.
              if (/: 4\d\d /.test(String(fault))) throw fault
              await pass(20)
            }
          }
        }),
      )
      await ended
      const closes = await Promise.allSettled([1, 2].map(() => chair('POST', 'votes/close', { vote: opened.vote })))
      if (closes.filter(({ status }) => status === 'fulfilled').length !== 1) faults.push('not exactly one close')
      const late = await Promise.allSettled([
        voters[0]?.ask('POST', 'votes/cast', { ...opened, place: voters[0].id, choice: 'for' }),
      ])
      if (late[0]?.status === 'fulfilled') faults.push('a ballot after the close')
      await chair('POST', 'votes/announce', { vote: opened.vote })
      faults.push(...(await differences(server.store, opened.vote, given)))
      receipts += given.length
    }
    faults.push(...(await verifyFaults(server.store)))
    return { figures: { kills: given.times, receipts, faults: faults.length }, faults, isGeneratorTheLimit: false }
  } finally {
    await server.remove()
  }
}

/** Receipts against the ballots in the store, read past the server. */
async function differences(
  store: StoreAddress,
  vote: string,
  receipts: readonly { readonly place: string; readonly choice: string }[],
): Promise<string[]> {
  const db = openDatabaseReadOnly(store)
  try {
    const ballots = await db
      .selectFrom('ballots')
      .selectAll()
      .where('vote', '=', vote as never)
      .execute()
    const kept = new Map(ballots.map(({ place, choice }) => [place as string, choice as string]))
    if (ballots.length !== receipts.length) return [`${receipts.length} receipts and ${ballots.length} ballots`]
    return receipts.flatMap(({ place, choice }) =>
      kept.get(place) === choice ? [] : [`the receipt of ${place} says ${choice}, the ballot ${kept.get(place)}`],
    )
  } finally {
    await db.destroy()
  }
}
