import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, freezes, type Person, SESSION, type World, world } from '../world.ts'
import { refuses } from './store.ts'

const HOUR_MS = 3_600_000

/** How the clock is set between one act and the next. */
type Hours = readonly number[]

/** One sitting with a quorum that is lost and comes back, a changed ballot, a correction and a series; the answer is what came out. */
async function playsWith(hours: Hours) {
  const w = await world()
  let turn = 0
  const set = () => w.clock.move((hours[turn++ % hours.length] ?? 0) * HOUR_MS)
  const [chair, secretary, second] = await w.people('m01', 's01', 's02')
  const notes = async (account: string, event: 'came' | 'left') => {
    set()
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event })
  }
  await chair.does('votes', 'prepare-series', { session: SESSION, recommendations: ['r02', 'r03'] })
  set()
  const hash = await freezes(chair, 'r02')
  set()
  const { vote } = await chair.does('votes', 'open', { recommendation: 'r02', hash, manner: 'open' })
  const put = { vote, hash }
  await notes('m02', 'left')
  await notes('m02', 'came')
  await notes('m04', 'left')
  await notes('m09', 'came')
  set()
  await cast(w, put, { for: ['m01', 'm02', 'm05'], against: ['m12'], abstain: ['m14'] })
  set()
  await cast(w, put, { against: ['m05'] })
  await secretary.does('votes', 'record-word', { ...put, place: 'm13', choice: 'against' })
  await refuses(w, () => late(w, put), 'not-on-the-roll', 'VO9')
  set()
  await chair.does('votes', 'close', { vote })
  set()
  const { correction } = await secretary.does('votes', 'propose-correction', {
    vote,
    place: 'm13',
    right: { choice: 'for' },
    words: 'Keyed against, raised for.',
  })
  set()
  await second.does('votes', 'confirm-correction', { correction })
  set()
  await chair.does('votes', 'announce', { vote })
  set()
  const { outcome, roll, absent, stage } = await chair.sees('votes', 'vote', { id: vote })
  const { next } = await chair.sees('votes', 'series', { session: SESSION })
  const { findings } = await verifyStore(w.app.house.db, null)
  await w.close()
  return { outcome, roll: roll.map(({ place, choice }) => [place, choice]), absent, stage, next, findings }
}

/** Who came after the opening is not on the roll, however early the clock says it was. */
const late = async (w: World, put: { vote: string; hash: string }) =>
  ((await w.person('m09')) as Person).act('votes', 'cast', { ...put, place: 'm09', choice: 'for' })

test('[VO136] a clock set an hour back or forward at each step changes nothing that a vote says', async () => {
  const still = await playsWith([0])
  expect(still.outcome).toMatchObject({ result: 'carried' })
  expect(still.outcome?.tallies[0]).toMatchObject({ for: 3, against: 2, abstain: 1 })
  expect(still).toMatchObject({ stage: 'announced', next: 'r03', findings: [] })
  for (const hours of [[-1], [1], [1, -1], [-1, 1, -1, -1]]) expect(await playsWith(hours)).toEqual(still)
})

test('[VO136] [VO106] only the time for objections is the clock’s: set back it lasts longer, set forward it is over', async () => {
  const w = await world()
  const [chair] = await w.people('m01')
  await freezes(chair, 'r04')
  const asks = async () => {
    const question = { kind: 'procedure', session: SESSION, words: { kk: '', ru: 'Прервать?', en: '' } }
    return chair.does('votes', 'ask-without-vote', { question, seconds: 60 })
  }
  const { vote } = await asks()
  w.clock.move(-HOUR_MS)
  await refuses(w, () => chair.act('votes', 'close', { vote }), 'window-open', 'VO105')
  w.clock.move(HOUR_MS + 60_000)
  await chair.does('votes', 'close', { vote })
  await w.close()
})

test('[RB41] [AC1] with the clock set an hour forward and back sign-ins hold, new ones begin, ids stay apart, and the record stays in order', async () => {
  const w = await world()
  const [chair, secretary] = await w.people('m01', 's01')
  const made: { id: string; number: number }[] = []
  for (const hours of [1, -1, -1, 1, 1, -2, 1]) {
    w.clock.move(hours * HOUR_MS)
    expect(await chair.sees('accounts', 'me', {})).toMatchObject({ id: 'm01' })
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm02', event: 'left' })
    await secretary.does('sessions', 'note-attendance', { session: SESSION, account: 'm02', event: 'came' })
    const { version } = await chair.does('versions', 'cut', { recommendation: 'r02', name: `Hour ${made.length}` })
    made.push(version)
    const fresh = await w.person('m03')
    expect(await fresh.sees('accounts', 'me', {})).toMatchObject({ id: 'm03' })
  }
  expect(new Set(made.map(({ id }) => id)).size).toBe(7)
  expect(made.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
  const { versions } = await chair.sees('versions', 'list', { recommendation: 'r02' })
  expect(versions.map(({ name }) => name)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Hour ${n}`))
  expect(await verifyStore(w.app.house.db, null)).toMatchObject({ findings: [] })
  await w.close()
})
