import { afterEach, describe, expect, test } from 'vitest'
import { demoContent, type OrdersContent, type SessionContent } from '../../server/demo/content.ts'
import type { AccountId, CouncilId, RecommendationId } from '../../shared/ids.ts'
import type { Counting } from '../../shared/sessions/model.ts'
import { cast, opensVote, type Person, SESSION, type World, world } from '../world.ts'
import { refuses } from './store.ts'

let w: World
afterEach(() => w.close())

const ids = (words: string) => words.split(' ') as AccountId[]
const council = (id: string) => id as CouncilId

/** A third council comes to the session with standing orders of its own: five seats, two thirds of votes cast, a tie rejected. */
const ADVISORY: OrdersContent = {
  version: 3,
  quorum: { base: 'members', fraction: '1/2', strict: true },
  majority: { base: 'votes-cast', fraction: '2/3', strict: false },
  tie: 'rejected',
  manner: 'open',
  recusal: { countsForQuorum: false, countsForMajority: false },
  adoption: 'at-once',
  languagesOfRecord: ['kk', 'ru'],
  leastState: 'draft',
  translationToFollow: false,
}

/** Its members: a01 to a04, and m06, who so sits on three councils. */
function threeCouncils(counting: Counting, presiding = 'm01'): SessionContent {
  const content = demoContent()
  const name = { kk: 'Қоғамдық кеңес', ru: 'Общественный совет', en: 'Public Council' }
  const third = { id: council('pc'), name, seats: 5, chair: 'a01' as AccountId, rules: ADVISORY }
  const added = ids('a01 a02 a03 a04').map((id, index) => ({
    id,
    name: { kk: id, ru: id, en: id },
    councils: [third.id],
    role: index === 0 ? ('chair' as const) : index === 1 ? ('deputy-chair' as const) : ('member' as const),
  }))
  const members = content.members.map((one) =>
    one.id === 'm06' ? { ...one, councils: [...one.councils, third.id] } : one,
  )
  return {
    ...content,
    councils: [...content.councils, third],
    members: [...members, ...added],
    session: {
      ...content.session,
      councils: [...content.session.councils, third.id],
      joint: { counting, presiding: presiding as AccountId },
    },
    script: { ...content.script, recused: [{ member: 'a04' as AccountId, recommendation: 'r02' as RecommendationId }] },
  }
}

const CC = 'm01 m02 m03 m04 m05'
const EC = 'm12 m13 m14 m15 m16'
const begin = async (counting: Counting, presiding?: string) => {
  w = await world({ content: threeCouncils(counting, presiding) })
  return w.person(presiding ?? 'm01')
}
/** Each names the place by its seat in councils apart. */
async function castApart(vote: { vote: string; hash: string }, choice: 'for' | 'against' | 'abstain', seats: string) {
  for (const seat of seats.split(' ')) {
    await (await w.person(seat.slice(3))).does('votes', 'cast', { ...vote, place: seat, choice })
  }
}
const apart = (of: string, words: string) =>
  words
    .split(' ')
    .map((id) => `${of}-${id}`)
    .join(' ')
async function result(chair: Person, vote: string) {
  await chair.does('votes', 'close', { vote })
  return (await chair.does('votes', 'announce', { vote })).outcome
}

describe('three councils that count apart', () => {
  test('[CO3] [VO30] each decides by its own standing orders; when all carry it, it is carried and adopted', async () => {
    const chair = await begin('each-apart')
    const vote = await opensVote(chair, 'r01', 'open')
    const seen = await chair.sees('votes', 'vote', { id: vote.vote })
    expect(seen.councils.map(({ orders }) => orders)).toEqual(['cc-orders-1', 'ec-orders-1', 'pc-orders-3'])
    expect(seen.roll.filter(({ account }) => account === 'm06').map(({ place }) => place)).toEqual([
      'cc-m06',
      'ec-m06',
      'pc-m06',
    ])
    expect(seen.carriedBy.en).toContain(
      'Public Council. Carried with at least two thirds of the votes cast, abstentions included.',
    )
    await castApart(vote, 'for', `${apart('cc', CC)} ${apart('ec', EC)} ${apart('pc', 'a01 a02 a03 a04')}`)
    await castApart(vote, 'against', 'pc-m06')
    await castApart(vote, 'for', 'cc-m06 ec-m06')
    const outcome = await result(chair, vote.vote)
    expect(outcome).toMatchObject({ result: 'carried' })
    expect(
      outcome.tallies.map(({ scope, decides, for: inFavour, needed, verdict }) => [
        scope,
        decides,
        inFavour,
        needed,
        verdict,
      ]),
    ).toEqual([
      ['cc', true, 6, 4, 'carried'],
      ['ec', true, 6, 4, 'carried'],
      ['pc', true, 4, 4, 'carried'],
    ])
    await chair.does('adoption', 'adopt', vote)
    expect(await chair.sees('adoption', 'text', { recommendation: 'r01' })).toMatchObject({
      languagesOfRecord: ['kk', 'ru', 'en'],
      outcome: { result: 'carried' },
    })
  })

  test('[VO31] [VO34] the third council’s rejection rejects the question: abstentions count in its base', async () => {
    const chair = await begin('each-apart')
    const vote = await opensVote(chair, 'r01', 'roll-call')
    await castApart(vote, 'for', `${apart('cc', CC)} ${apart('ec', EC)} ${apart('pc', 'a01 a02 a03')}`)
    await castApart(vote, 'abstain', 'pc-a04 pc-m06')
    const outcome = await result(chair, vote.vote)
    expect(outcome).toMatchObject({ result: 'rejected' })
    expect(outcome.tallies[2]).toMatchObject({
      scope: 'pc',
      for: 3,
      abstain: 2,
      base: 5,
      needed: 4,
      verdict: 'rejected',
    })
    await refuses(w, () => chair.act('adoption', 'adopt', vote), 'not-carried', 'AD1')
  })

  test('[VO9] [VO10] a person votes for each of their seats apart, and for nobody else’s', async () => {
    const chair = await begin('each-apart')
    const vote = await opensVote(chair, 'r01')
    const m06 = await w.person('m06')
    await refuses(w, () => m06.act('votes', 'cast', { ...vote, place: 'm06', choice: 'for' }), 'not-on-the-roll', 'VO9')
    await refuses(
      w,
      () => m06.act('votes', 'cast', { ...vote, place: 'pc-a01', choice: 'for' }),
      'not-your-place',
      'VO10',
    )
    for (const [place, choice] of [
      ['cc-m06', 'for'],
      ['ec-m06', 'against'],
      ['pc-m06', 'abstain'],
    ] as const) {
      await m06.does('votes', 'cast', { ...vote, place, choice })
    }
    expect((await m06.sees('votes', 'vote', { id: vote.vote })).mine.map(({ receipt }) => receipt?.choice)).toEqual([
      'for',
      'against',
      'abstain',
    ])
  })

  test('[VO5] [VO21] [VO23] the third council’s quorum is by its own orders: more than half of the seats held, recused ones not counted', async () => {
    const chair = await begin('each-apart')
    const secretary = await w.person('s01')
    const leave = (account: string) =>
      secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    await leave('a03')
    const vote = await opensVote(chair, 'r02')
    await chair.does('votes', 'close', { vote: vote.vote })
    await leave('a02')
    const hash = await chair.does('versions', 'freeze', { recommendation: 'r01' })
    expect((await chair.act('votes', 'open', { recommendation: 'r01', hash: hash.version?.hash ?? '' })).ok).toBe(true)
    expect((await chair.sees('votes', 'prepare', { recommendation: 'r02' })).quorum[2]).toMatchObject({
      council: 'pc',
      present: 2,
      base: 5,
      needed: 3,
      reached: false,
    })
  })
})

describe('three councils in one pool', () => {
  test('[CO2] [VO28] [VO29] a person with three seats is one place; the presiding chair’s council’s majority decides', async () => {
    const chair = await begin('one-pool')
    const vote = await opensVote(chair, 'r01')
    await cast(w, vote, { for: `${CC} m06 a01`.split(' '), against: `${EC} a02`.split(' '), abstain: ['a03', 'a04'] })
    const outcome = await result(chair, vote.vote)
    expect(outcome).toMatchObject({ result: 'carried' })
    expect(
      outcome.tallies.map(({ scope, decides, for: inFavour, against, verdict }) => [
        scope,
        decides,
        inFavour,
        against,
        verdict,
      ]),
    ).toEqual([
      ['pool', true, 7, 6, 'carried'],
      ['cc', false, 6, 0, 'carried'],
      ['ec', false, 1, 5, 'rejected'],
      ['pc', false, 2, 1, 'rejected'],
    ])
    await chair.does('adoption', 'adopt', vote)
  })

  test('[VO28] [VO39] presided by the third council’s chair, its two thirds of votes cast decide and a tie is rejected', async () => {
    const chair = await begin('one-pool', 'a01')
    const vote = await opensVote(chair, 'r01')
    await cast(w, vote, { for: [...CC.split(' '), 'a01'], against: EC.split(' ') })
    expect(await result(chair, vote.vote)).toMatchObject({
      result: 'rejected',
      tallies: [{ scope: 'pool', for: 6, base: 11, needed: 8 }, {}, {}, {}],
    })
    const other = await opensVote(chair, 'r03')
    await cast(w, other, { for: [...CC.split(' '), 'a01', 'a02', 'a03'], against: ['m12', 'm13', 'm14'] })
    expect(await result(chair, other.vote)).toMatchObject({
      result: 'carried',
      tallies: [{ for: 8, base: 11, needed: 8 }, {}, {}, {}],
    })
    await chair.does('adoption', 'adopt', other)
  })

  test('[SE2] the demo’s presiding chair is a member like others where the third council’s chair presides', async () => {
    await begin('one-pool', 'a01')
    const m01 = await w.person('m01')
    await refuses(w, () => m01.act('versions', 'freeze', { recommendation: 'r01' }), 'no-right', 'SE2')
  })
})
