import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { type Answered, cast, must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import {
  appeals,
  asked,
  asks,
  decides,
  floorOf,
  moved,
  moves,
  puts,
  putsRuling,
  raised,
  rules,
  session,
} from './on-the-floor.ts'
import { lastRecorded, refuses } from './store.ts'

inTheHall()
let other: Person
beforeEach(async () => {
  other = await w.person('m05')
})

const ALL = ['m01', 'm02', 'm03', 'm04', 'm05', 'm06'] as const
const seen = (vote: string, by = observer) => by.sees('votes', 'vote', { id: vote })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
/** Ballots are cast, and the vote is closed. */
async function votes(opened: Answered<{ vote: string }>, inFavour: number, against = ALL.length - inFavour) {
  const { vote } = must(opened)
  const { hash } = await seen(vote, chair)
  await cast(w, { vote, hash }, { for: ALL.slice(0, inFavour), against: ALL.slice(inFavour, inFavour + against) })
  await chair.does('votes', 'close', { vote })
  return vote
}
async function announces(opened: Answered<{ vote: string }>, inFavour: number, against?: number) {
  const vote = await votes(opened, inFavour, against)
  await chair.does('votes', 'announce', { vote })
  return vote
}
const motionOf = async (id: string, by = observer) => (await floorOf(by)).motions.find((one) => one.id === id)
const pointOf = async (id: string) => (await floorOf(observer)).pointsOfOrder.find((one) => one.id === id)
/** All chairs make it void, choices having been shown. */
async function makesVoid(vote: string) {
  const ground = { ground: 'technical-failure', words: 'The line was cut.' }
  const { voiding } = await chair.does('votes', 'void', { vote, ...ground })
  await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
}
const appealed = async () => {
  const point = await raised(member)
  await rules(chair, point)
  must(await appeals(other, point))
  return point
}

describe('a motion put to the vote', () => {
  test('[SE44] [SE45] [VO134] opened, closed and announced as any vote; carried, it closes the list in the same act', async () => {
    const motion = await moved(member, 'close-list')
    const { sentence, mayOpen, manners } = await chair.sees('votes', 'prepare-question', {
      kind: 'motion',
      ...session,
      motion,
    })
    expect([mayOpen, manners[0]]).toEqual([{ ok: true }, 'show-of-hands'])
    expect(sentence).toEqual({
      kk: 'Сөйлеушілер тізімі жабылсын ба?',
      ru: 'Закрыть запись выступающих?',
      en: 'Shall the speakers’ list be closed?',
    })
    const opened = await puts(chair, motion)
    const { vote, number } = must(opened)
    expect((await lastRecorded(w, 'vote-opened')).facts).toMatchObject({ question: 'procedure', motion, number })
    expect(await motionOf(motion)).toMatchObject({ stage: 'waiting', put: { vote, number, stage: 'open' } })
    expect(await seen(vote)).toMatchObject({
      question: {
        kind: 'procedure',
        sentence,
        decides: { on: 'motion', motion, kind: 'close-list', stage: 'waiting' },
      },
    })
    await votes(opened, 4)
    expect(await motionOf(motion)).toMatchObject({ stage: 'waiting', result: null, put: { stage: 'closed' } })
    expect((await asks(other)).ok).toBe(true)
    await chair.does('votes', 'announce', { vote })
    expect(await motionOf(motion)).toMatchObject({
      stage: 'carried',
      result: { how: 'vote', vote },
      put: { stage: 'announced' },
    })
    await refuses(w, async () => asks(await w.person('m04')), 'list-closed', 'SE30')
    expect((await seen(vote)).question.decides).toMatchObject({ stage: 'carried' })
    expect(await lastRecorded(w, 'motion-decided')).toEqual({
      by: 'm01',
      facts: { account: 'm03', motion, kind: 'close-list', stage: 'carried', how: 'vote', vote },
    })
    expect((await lastRecorded(w, 'vote-announced')).facts).toMatchObject({ motion, result: 'carried' })
    expect(await findings()).toEqual([])
  })

  test('[VO134] the mover’s own words stand in the question in every language, and stay out of the record book', async () => {
    const words = 'на двадцать минут'
    const { motion } = await member.does('floor', 'raise-motion', {
      ...session,
      account: 'm03',
      kind: 'suspend',
      words,
    })
    const { vote } = must(await puts(chair, motion))
    const { sentence } = (await seen(vote)).question
    for (const said of Object.values(sentence)) expect(said).toContain(words)
    const rows = await w.app.house.db.selectFrom('record').select('content').execute()
    expect(rows.filter(({ content }) => content.includes(words))).toEqual([])
  })

  test('[SE45] lost, it is rejected and nothing is closed; equal votes are decided as the standing orders say', async () => {
    const entry = await asked(other)
    const debate = await moved(member, 'close-debate')
    await announces(await puts(chair, debate), 2)
    expect(await motionOf(debate)).toMatchObject({ stage: 'rejected', result: { how: 'vote' } })
    expect(await floorOf(member)).toMatchObject({ listOpen: true, debateClosed: false, waiting: [{ id: entry }] })
    // m01 presides and votes for.
    const list = await moved(member, 'close-list')
    await announces(await puts(chair, list), 3)
    expect(await motionOf(list)).toMatchObject({ stage: 'carried' })
  })

  test('[SE45] closing the debate ends the list for the point under which it was put to the vote', async () => {
    await asked(other)
    const vote = await votes(await puts(chair, await moved(member, 'close-debate')), 6)
    const { currentPoint } = await chair.sees('sessions', 'session', { id: SESSION })
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    await chair.does('votes', 'announce', { vote })
    expect(await floorOf(member)).toMatchObject({ listOpen: true, debateClosed: false, waiting: [{ account: 'm05' }] })
    await chair.does('sessions', 'take-point', { ...session, point: currentPoint ?? '' })
    expect(await floorOf(member)).toMatchObject({ listOpen: false, debateClosed: true })
  })

  test('[SE40] [SE44] only by who runs the session, and only the motion whose turn it is', async () => {
    const close = await moved(member, 'close-list')
    const suspend = await moved(other, 'suspend')
    for (const person of [member, secretary, observer]) await refuses(w, () => puts(person, suspend), 'no-right', 'SE2')
    await refuses(w, () => puts(chair, close), 'outranked', 'SE40')
    await refuses(w, () => puts(chair, 'nothing'), 'not-found', 'SE39')
    const point = await raised(member)
    await refuses(w, () => puts(chair, suspend), 'ruling-waits', 'SE35')
    await rules(chair, point)
    await chair.does('sessions', 'name-operator', { ...session, operator: 's01' })
    must(await puts(secretary, suspend))
    expect((await lastRecorded(w, 'vote-opened')).facts).toMatchObject({ motion: suspend, onWordOf: 'm01' })
  })

  test('[SE44] taken back or decided meanwhile it is not put any more', async () => {
    const [one, two] = [await moved(member, 'suspend'), await moved(member, 'adjourn')]
    await member.does('floor', 'withdraw-motion', { ...session, motion: one })
    await refuses(w, () => puts(chair, one), 'already-decided', 'SE44')
    must(await decides(secretary, two))
    await refuses(w, () => puts(chair, two), 'already-decided', 'SE44')
  })

  test('[SE44] until its vote is announced nobody takes it back, enters a result or puts it again', async () => {
    const motion = await moved(member, 'suspend')
    const opened = await puts(chair, motion)
    const nobody = async () => {
      for (const person of [member, secretary])
        await refuses(w, () => person.act('floor', 'withdraw-motion', { ...session, motion }), 'is-put', 'SE44')
      for (const result of [{ how: 'no-objection' }, { how: 'out-of-order' }])
        await refuses(w, () => decides(chair, motion, result), 'is-put', 'SE44')
      await refuses(w, () => puts(chair, motion), 'is-put', 'SE44')
    }
    await nobody()
    const vote = await votes(opened, 6)
    await nobody()
    await chair.does('votes', 'announce', { vote })
    expect(await motionOf(motion)).toMatchObject({ stage: 'carried' })
  })

  test('[SE45] without a decision, or when its vote is void, it waits still and is put again', async () => {
    const motion = await moved(member, 'close-list')
    await announces(await puts(chair, motion), 0, 0)
    expect(await motionOf(motion)).toMatchObject({ stage: 'waiting', put: { stage: 'announced' } })
    const { vote } = must(await puts(chair, motion))
    await chair.does('votes', 'void', { vote, ground: 'wrong-roll', words: 'Somebody was missing.' })
    expect(await motionOf(motion)).toMatchObject({ stage: 'waiting', put: { vote, stage: 'void' } })
    const again = await announces(await puts(chair, motion), 6)
    expect((await seen(again)).remedies.repeats).toMatchObject({ vote })
    expect(await floorOf(member)).toMatchObject({ listOpen: false, motions: [{ stage: 'carried' }] })
    expect(await findings()).toEqual([])
  })

  test('[SE45] a vote that becomes void after its announcement decided nothing: what it closed is open again', async () => {
    const list = await moved(member, 'close-list')
    const vote = await announces(await puts(chair, list), 6)
    await makesVoid(vote)
    expect(await floorOf(member)).toMatchObject({ listOpen: true, motions: [{ stage: 'waiting', result: null }] })
    expect((await lastRecorded(w, 'motion-waits-again')).facts).toMatchObject({ motion: list, vote })
    must(await decides(secretary, list))
    const debate = await moved(member, 'close-debate')
    const second = await announces(await puts(chair, debate), 6)
    expect(await floorOf(member)).toMatchObject({ debateClosed: true })
    await makesVoid(second)
    expect(await floorOf(member)).toMatchObject({ debateClosed: false })
    expect(await findings()).toEqual([])
  })

  test('[SE45] what was entered by hand since is not undone by a vote that becomes void', async () => {
    const motion = await moved(member, 'close-list')
    const vote = await announces(await puts(chair, motion), 0, 0)
    must(await decides(secretary, motion))
    await makesVoid(vote)
    expect(await floorOf(member)).toMatchObject({ listOpen: false, motions: [{ stage: 'carried' }] })
  })

  test('[SE33] [SE45] announced in a later sitting, it changes nothing of that sitting’s floor', async () => {
    const motion = await moved(member, 'close-list')
    const vote = await votes(await puts(chair, motion), 6)
    await chair.does('sessions', 'suspend', session)
    await chair.does('sessions', 'resume', session)
    await chair.does('votes', 'announce', { vote })
    expect(await floorOf(member)).toMatchObject({ listOpen: true, motions: [] })
    expect((await seen(vote)).question.decides).toMatchObject({ motion, stage: 'carried' })
    await refuses(w, () => puts(chair, motion), 'not-found', 'SE39')
  })

  test('[VO105] [SE45] nobody objects: it is carried in silence; who objects leaves it to a vote', async () => {
    const motion = await moved(member, 'suspend')
    const silent = () =>
      chair.act('votes', 'ask-without-vote', { question: { kind: 'motion', ...session, motion }, seconds: 60 })
    const { vote } = must(await silent())
    await member.does('votes', 'object', { vote, place: 'm03' })
    expect(await motionOf(motion)).toMatchObject({ stage: 'waiting', put: { vote, stage: 'announced' } })
    const second = must(await silent()).vote
    w.clock.move(60_000)
    await chair.does('votes', 'close', { vote: second })
    await chair.does('votes', 'announce', { vote: second })
    expect(await motionOf(motion)).toMatchObject({ stage: 'carried' })
  })

  test('[VO82] what decided a motion is no vote on making another vote void', async () => {
    const { vote, hash } = await opensVote(chair, 'r01', 'open')
    await cast(w, { vote, hash }, { for: ALL })
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    const follows = await announces(await puts(chair, await moved(member, 'suspend')), 6)
    expect((await seen(vote, chair)).remedies.mayFollow).toEqual([])
    const ground = { ground: 'disorder', words: 'Nobody could hear.' }
    await refuses(w, () => chair.act('votes', 'void', { vote, ...ground, follows }), 'not-decided', 'VO82')
  })

  test('[VO135] [SE12] raised or put under a closed point it is not seen by those who look on', async () => {
    const point = (await chair.sees('sessions', 'session', { id: SESSION })).currentPoint ?? ''
    await chair.does('sessions', 'change-privacy', { ...session, point, closed: true, released: false })
    const isHidden = async (vote: string) => {
      expect(await observer.ask('votes', 'vote', { id: vote })).toMatchObject({ ok: false, rule: 'VO135' })
      expect((await observer.sees('votes', 'now', session)).vote).toBeNull()
      expect((await observer.sees('votes', 'list', session)).votes).toEqual([])
      expect((await seen(vote, member)).id).toBe(vote)
    }
    const motion = await moved(member, 'close-list')
    const { vote } = must(await puts(chair, motion))
    await isHidden(vote)
    await chair.does('votes', 'void', { vote, ground: 'wrong-roll', words: 'Somebody was missing.' })
    await chair.does('sessions', 'take-point', { ...session, point: 'a10' })
    await isHidden(must(await puts(chair, motion)).vote)
  })
})

describe('an appeal put to the vote', () => {
  test('[SE46] [VO134] at once, by who runs the session; the question says what for and against mean', async () => {
    const motion = await moved(member, 'suspend')
    const point = await appealed()
    await refuses(w, () => puts(chair, motion), 'ruling-waits', 'SE35')
    await refuses(w, () => putsRuling(secretary, point), 'no-right', 'SE2')
    const { vote } = must(await putsRuling(chair, point))
    const { question, carriedBy } = await seen(vote)
    expect(question.sentence.en).toBe(
      'The chair ruled: “The list goes on.” Shall the ruling stand? For: it stands. Against: it is overturned.',
    )
    expect(carriedBy.en).toContain('at least half')
    expect(carriedBy.en).not.toContain('presiding chair')
    expect(question.decides).toMatchObject({
      on: 'ruling',
      pointOfOrder: point,
      ruling: 'not-sustained',
      overturned: null,
    })
    const settle = () => secretary.act('floor', 'settle-appeal', { ...session, point, for: 1, against: 2, abstain: 0 })
    await refuses(w, settle, 'is-put', 'SE44')
    await refuses(w, () => putsRuling(chair, point), 'is-put', 'SE44')
    expect((await lastRecorded(w, 'vote-opened')).facts).toMatchObject({ pointOfOrder: point })
  })

  test.each([
    ['more against than for overturn it', 2, true],
    ['equal votes leave it, the chair’s ballot or not', 3, false],
    ['more for than against leave it', 4, false],
  ] as const)('[SE37] [SE46] %s', async (_, inFavour, overturned) => {
    const point = await appealed()
    const vote = await announces(await putsRuling(chair, point), inFavour)
    expect(await pointOf(point)).toMatchObject({
      stage: 'settled',
      appeal: { overturned, counts: null, put: { vote, stage: 'announced' } },
    })
    expect((await seen(vote)).question.decides).toMatchObject({ overturned })
    expect(await lastRecorded(w, 'appeal-settled')).toEqual({
      by: 'm01',
      facts: { account: 'm03', pointOfOrder: point, vote, overturned },
    })
    expect((await moves(member, 'suspend')).ok).toBe(true)
    expect(await findings()).toEqual([])
  })

  test('[SE46] another point of order is ruled on first; without a decision, or void, the appeal waits still', async () => {
    const point = await appealed()
    const second = await raised(await w.person('m06'))
    await refuses(w, () => putsRuling(chair, point), 'ruling-waits', 'SE35')
    await rules(chair, second)
    await announces(await putsRuling(chair, point), 0, 0)
    expect(await pointOf(point)).toMatchObject({ stage: 'appealed', appeal: { put: { stage: 'announced' } } })
    const vote = await announces(await putsRuling(chair, point), 1)
    await makesVoid(vote)
    expect(await pointOf(point)).toMatchObject({
      stage: 'appealed',
      appeal: { overturned: null, put: { stage: 'void' } },
    })
    expect((await lastRecorded(w, 'appeal-waits-again')).facts).toMatchObject({ pointOfOrder: point, vote })
    await announces(await putsRuling(chair, point), 6)
    expect(await pointOf(point)).toMatchObject({ stage: 'settled', appeal: { overturned: false } })
    await refuses(w, () => putsRuling(chair, point), 'already-decided', 'SE46')
    expect(await findings()).toEqual([])
  })

  test('[SE37] [SE46] a ruling nobody appealed from is not put', async () => {
    const point = await raised(member)
    await refuses(w, () => putsRuling(chair, point), 'not-found', 'SE34')
    await rules(chair, point)
    await refuses(w, () => putsRuling(chair, point), 'not-ruled', 'SE37')
  })
})
