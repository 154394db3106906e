import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { secretFile } from '../../server/ballot-secret.ts'
import { verifyStore } from '../../server/exports/verify.ts'
import type { AccountId } from '../../shared/ids.ts'
import { CHOICES, type Choice } from '../../shared/votes/model.ts'
import { dumpOf } from '../commands/store.ts'
import { type ServerProcess, startServer } from '../server-process.ts'
import { postgresUrl } from '../stores.ts'

const VOTERS = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm10', 'm11', 'm12', 'm13', 'm14', 'm15']
/** The process is killed when so many have their receipt, while the others are on their way. */
const RECEIPTS_BEFORE = 6
const choiceOf = (voter: string): Choice => CHOICES[VOTERS.indexOf(voter) % CHOICES.length] ?? 'abstain'

type Receipt = { readonly place: string; readonly choice: Choice; readonly at: number; readonly source: string }
type Seen = {
  readonly stage: string
  readonly mine: readonly { readonly receipt: Receipt | null }[]
  readonly roll: readonly { readonly place: string; readonly choice: Choice | null }[]
}

/** From now on both councils' standing orders name the sealed manner. */
async function allowsSealed(server: ServerProcess): Promise<void> {
  for (const council of ['cc', 'ec']) {
    const path = `/api/councils/orders?council=${council}`
    const { newest, orders } = await server.sees<{ newest: number; orders: object }>(path, 's01')
    const changed = { ...orders, otherManners: ['open', 'sealed'] }
    await server.does('/api/councils/set-orders', 's01', { council, basedOn: newest, orders: changed })
  }
}

async function opensSealed(server: ServerProcess): Promise<{ vote: string; hash: string }> {
  const frozen = { recommendation: 'r01' }
  const { version } = await server.does<{ version: { hash: string } }>('/api/versions/freeze', 'm01', frozen)
  const asked = { ...frozen, hash: version.hash, manner: 'sealed' }
  const { vote } = await server.does<{ vote: string }>('/api/votes/open', 'm01', asked)
  return { vote, hash: version.hash }
}

const timesSaid = (words: string): number[] =>
  CHOICES.map((choice) => [...words.matchAll(new RegExp(`\\b${choice}\\b`, 'g'))].length)

test('[VO62] [VO64] [LT1] kill -9 during an open sealed vote: each ballot with a receipt is there exactly once, and no choice is in the store', async () => {
  await using server = await startServer(
    // The embedded store keeps its secret in a file beside it; beside a PostgreSQL the operator says it.
    postgresUrl() ? { env: { BALLOT_SECRET: randomBytes(32).toString('hex') } } : {},
  )
  await allowsSealed(server)
  const put = await opensSealed(server)
  const secret = () => (server.address.kind === 'sqlite' ? readFileSync(secretFile(server.address.file), 'utf8') : null)
  const before = { secret: secret(), said: timesSaid(await server.store(dumpOf)) }
  await Promise.all(VOTERS.map((voter) => server.cookie(voter)))

  const given = (voter: string) => ({ ...put, place: voter, choice: choiceOf(voter), requestId: `sealed-${voter}` })
  const casts = (voter: string) => server.does<Receipt>('/api/votes/cast', voter, given(voter))
  const receipts = new Map<string, Receipt>()
  const killed = Promise.withResolvers<number | null>()
  await Promise.all(
    VOTERS.map(async (voter) => {
      // Who is on the way when the process dies has no receipt, and no claim to be counted yet.
      const receipt = await casts(voter).catch(() => null)
      if (receipt) receipts.set(voter, receipt)
      if (receipts.size === RECEIPTS_BEFORE) killed.resolve(server.ends('SIGKILL'))
    }),
  )
  expect(await killed.promise).toBeNull()
  expect(receipts.size).toBeGreaterThanOrEqual(RECEIPTS_BEFORE)

  const dead = await server.store(async (db) => ({
    places: (await db.selectFrom('sealed_ballots').select('place').execute()).map(({ place }) => String(place)),
    plain: await db.selectFrom('ballots').select('place').execute(),
    said: timesSaid(await dumpOf(db)),
  }))
  expect(dead.places).toEqual([...new Set(dead.places)])
  expect(dead.places).toEqual(expect.arrayContaining([...receipts.keys()]))
  expect({ plain: dead.plain, said: dead.said }).toEqual({ plain: [], said: before.said })

  await server.again()
  expect(secret()).toBe(before.secret)
  const seen = (person: string) => server.sees<Seen>(`/api/votes/vote?id=${put.vote}`, person)
  for (const [voter, receipt] of receipts) expect((await seen(voter)).mine[0]?.receipt).toMatchObject({ ...receipt })
  expect((await seen('s01')).roll.every(({ choice }) => choice === null)).toBe(true)
  // Each asks again under the same request id, whether their answer came or not: who had cast gets the same receipt.
  for (const voter of VOTERS) {
    const again = await casts(voter)
    if (receipts.has(voter)) expect(again).toEqual(receipts.get(voter))
  }
  const all = await server.store(async (db) => ({
    cast: await db.selectFrom('sealed_ballots').select(['place', 'changes', 'given_by']).orderBy('place').execute(),
    said: timesSaid(await dumpOf(db)),
  }))
  expect(all.cast).toEqual(VOTERS.map((place) => ({ place, changes: 0, given_by: place as AccountId })))
  expect(all.said).toEqual(before.said)

  const { outcome } = await server.does<{ outcome: { tallies: { for: number; against: number; abstain: number }[] } }>(
    '/api/votes/close',
    'm01',
    { vote: put.vote },
  )
  expect(outcome.tallies[0]).toMatchObject({ for: 5, against: 5, abstain: 4 })
  const shown = (await seen('o01')).roll.filter(({ choice }) => choice !== null)
  expect(new Map(shown.map(({ place, choice }) => [place, choice]))).toEqual(
    new Map(VOTERS.map((voter) => [voter, choiceOf(voter)])),
  )
  expect((await server.store((db) => verifyStore(db, null))).findings).toEqual([])
})
