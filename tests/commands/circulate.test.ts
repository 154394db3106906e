import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../shared/time.ts'
import { ANOTHER_SESSION, setsDeadline } from '../plans.ts'
import { newStore, removeStore } from '../stores.ts'
import { must, type Person, SESSION, testClock, type World, world } from '../world.ts'
import { actsOn, isRefusal, refuses, until } from './store.ts'

let w: World
let secretary: Person
let chair: Person
let member: Person
let observer: Person
const gather = async () => {
  ;[secretary, chair, member, observer] = await w.people('s01', 'm01', 'm03', 'o01')
}

const circulate = (person: Person, change: object = {}) =>
  person.act('versions', 'circulate', {
    session: SESSION,
    commentsUntil: { date: '2026-04-26', time: '18:00' },
    toObservers: true,
    ...change,
  })
const revisions = async (person = secretary) =>
  (await person.sees('versions', 'revisions', { session: SESSION })).revisions
const revision = (person: Person, number = 1) =>
  person.sees('versions', 'revision', { session: SESSION, number: String(number) })

describe('circulating', () => {
  beforeEach(async () => {
    w = await world()
    await gather()
  })
  afterEach(() => w.close())

  test('[RE30] one act cuts Rev.1 of every text, and drafting goes on', async () => {
    expect(must(await circulate(secretary))).toEqual({ number: 1 })
    const rev = await revision(member)
    expect(rev).toMatchObject({ number: 1, commentsUntil: Date.UTC(2026, 3, 26, 13), toObservers: true })
    expect(rev.texts.map(({ number }) => number)).toEqual([null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const { plain } = await member.sees('recommendations', 'text', { id: 'r01' })
    expect(rev.texts[1]).toMatchObject({ recommendation: 'r01', plain, versionNumber: 1 })
    expect(await member.sees('recommendations', 'recommendation', { id: 'r01' })).toMatchObject({
      stage: 'drafting',
      version: null,
      may: { edit: true },
    })
    const { versions } = await member.sees('versions', 'list', { recommendation: 'r01' })
    expect(versions).toMatchObject([{ number: 1, reason: 'circulation', revisions: [1], hash: rev.texts[1]?.hash }])
    expect((await actsOn(w, SESSION)).at(-1)).toEqual({ act: 'set-circulated', by: 's01' })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[RE30] a frozen text goes round as it is fixed, a withdrawn one not at all', async () => {
    const { version } = await chair.does('versions', 'freeze', { recommendation: 'r02' })
    await chair.does('recommendations', 'withdraw', { id: 'r03' })
    must(await circulate(secretary))
    const { texts } = await revision(member)
    expect(texts.map(({ recommendation }) => recommendation)).not.toContain('r03')
    expect(texts.find(({ recommendation }) => recommendation === 'r02')).toMatchObject({
      version: version?.id,
      hash: version?.hash,
    })
    const { versions } = await member.sees('versions', 'list', { recommendation: 'r02' })
    expect(versions).toMatchObject([{ reason: 'freeze', revisions: [1] }])
  })

  test('[RE32] a revision stays as it was cut, whatever is written and circulated since', async () => {
    must(await circulate(secretary))
    const first = await revision(member)
    await secretary.does('recommendations', 'change-fields', {
      id: 'r01',
      rev: 1,
      fields: { ...(first.texts[1]?.fields ?? {}), priority: 'low', deadline: '2030-01-01' },
    })
    expect(must(await circulate(secretary, { commentsUntil: null }))).toEqual({ number: 2 })
    expect(await revision(member)).toEqual(first)
    expect((await revision(member, 2)).texts[1]).toMatchObject({ versionNumber: 2, fields: { deadline: '2030-01-01' } })
    expect((await revisions()).map(({ number, commentsUntil }) => [number, commentsUntil !== null])).toEqual([
      [2, false],
      [1, true],
    ])
    const frozen = await chair.does('versions', 'freeze', { recommendation: 'r01' })
    expect(frozen.version?.number).toBe(3)
  })

  test('[VE17] the whole set as it stands now is read beside a revision, without what was withdrawn', async () => {
    must(await circulate(secretary))
    await chair.does('recommendations', 'withdraw', { id: 'r03' })
    const { fields, fieldsRev } = await member.sees('recommendations', 'recommendation', { id: 'r01' })
    await member.does('recommendations', 'change-fields', {
      id: 'r01',
      rev: fieldsRev,
      fields: { ...fields, deadline: '2030-01-01' },
    })
    const present = await member.sees('versions', 'present', { session: SESSION })
    const rev = await revision(member)
    expect(present.at).toBe(w.clock.now())
    expect(present.texts.map((text) => text.recommendation)).toEqual(
      rev.texts.map((text) => text.recommendation).filter((id) => id !== 'r03'),
    )
    const changed = present.texts.filter(
      (text) =>
        text.fields.deadline !== rev.texts.find((one) => one.recommendation === text.recommendation)?.fields.deadline,
    )
    expect(changed.map(({ recommendation }) => recommendation)).toEqual(['r01'])
    const { plain } = await member.sees('recommendations', 'text', { id: 'r01' })
    expect(changed[0]?.plain).toEqual(plain)
  })

  test('[VE17] those who look on read it only while they may read what is being drafted', async () => {
    must(await circulate(secretary))
    const tells = async (person: Person) =>
      (await person.sees('versions', 'revisions', { session: SESSION })).mayReadPresent
    expect((await observer.sees('versions', 'present', { session: SESSION })).texts.length).toBeGreaterThan(5)
    expect(await tells(observer)).toBe(true)
    await chair.does('sessions', 'let-observers-read', { session: SESSION, on: false })
    expect(await observer.ask('versions', 'present', { session: SESSION })).toMatchObject({
      ok: false,
      code: 'not-found',
      rule: 'VE17',
    })
    expect([await tells(observer), await tells(member)]).toEqual([false, true])
  })

  test('[RE30] nobody else circulates, nor a set without texts, nor with a date that has passed', async () => {
    for (const person of [chair, member, observer]) await refuses(w, () => circulate(person), 'no-right', 'SE60')
    await refuses(
      w,
      () => circulate(secretary, { commentsUntil: { date: '2026-04-23', time: '10:00' } }),
      'malformed',
      'RE30',
    )
    await refuses(
      w,
      () => circulate(secretary, { commentsUntil: { date: '2026-13-99', time: '10:00' } }),
      'malformed',
      'AC6',
    )
    const { session } = await secretary.does('sessions', 'plan-session', ANOTHER_SESSION)
    await refuses(w, () => circulate(secretary, { session }), 'nothing-to-circulate', 'RE30')
  })

  test('[RE31] everybody on the session gets it, with words in their language; who has opened it is seen', async () => {
    must(await circulate(secretary))
    await member.does('versions', 'note-opened', { session: SESSION, number: 1 })
    await member.does('versions', 'note-opened', { session: SESSION, number: 1 })
    const [rev] = await revisions()
    expect(rev?.readers).toHaveLength(31)
    expect(rev?.readers.filter(({ openedAt }) => openedAt !== null).map(({ account }) => account)).toEqual(['m03'])
    expect(rev?.message?.en).toContain('Rev.1')
    expect(rev?.message?.en).toContain('26 April 2026, 18:00'.replace(' ', '\u00a0'))
    expect(rev?.message?.kk).toContain('{link}')
    for (const person of [member, observer, chair])
      expect((await revisions(person))[0]).toMatchObject({ readers: [], message: null })
  })

  test('[RE32] those who look on read what was sent to them, and nothing of a closed point', async () => {
    must(await circulate(secretary, { toObservers: false }))
    expect(await revisions(observer)).toEqual([])
    await isRefusal(await observer.raw('GET', `/api/versions/revision?session=${SESSION}&number=1`), 404)
    await refuses(
      w,
      () => observer.act('versions', 'note-opened', { session: SESSION, number: 1 }),
      'not-found',
      'RE32',
    )
    expect((await revisions())[0]?.readers).toHaveLength(25)
    must(await circulate(secretary))
    expect((await revision(observer, 2)).texts).toHaveLength(13)
    await chair.does('sessions', 'change-privacy', { session: SESSION, point: 'a09', closed: true, released: false })
    expect((await revision(observer, 2)).texts).toEqual([])
    expect((await revision(member, 2)).texts).toHaveLength(13)
  })

  test('[RE32] a draft that went round without those who look on is no version to them, however they come to it', async () => {
    must(await circulate(secretary, { toObservers: false }))
    const listed = async (person: Person) =>
      (await person.sees('versions', 'list', { recommendation: 'r01' })).versions.map(
        ({ number, reason, revisions }) => ({
          number,
          reason,
          revisions,
        }),
      )
    const [draft] = (await member.sees('versions', 'list', { recommendation: 'r01' })).versions
    // The chair lets them read live texts, and later the text is frozen: both show it to them as it is then, not as it was.
    expect(await listed(observer)).toEqual([])
    await chair.does('versions', 'freeze', { recommendation: 'r01' })
    expect(await listed(observer)).toEqual([{ number: 2, reason: 'freeze', revisions: [] }])
    expect(await observer.ask('versions', 'version', { id: draft?.id ?? '' })).toMatchObject({
      code: 'not-found',
      rule: 'RE32',
    })
    must(await circulate(secretary, { toObservers: false }))
    expect(await listed(observer)).toEqual([{ number: 2, reason: 'freeze', revisions: [] }])
    expect(await listed(member)).toEqual([
      { number: 2, reason: 'freeze', revisions: [2] },
      { number: 1, reason: 'circulation', revisions: [1] },
    ])
  })

  test('[RE24] once a set was circulated its numbers stay, also before the session', async () => {
    await w.app.house.db.updateTable('sessions').set({ stage: 'planned' }).execute()
    must(await circulate(secretary))
    const shown = (await secretary.sees('recommendations', 'list', { session: SESSION })).recommendations.map(
      ({ id }) => id,
    )
    await secretary.does('recommendations', 'order', { session: SESSION, shown, order: [...shown].reverse() })
    const { recommendations } = await secretary.sees('recommendations', 'list', { session: SESSION })
    expect(recommendations.map(({ id, number }) => [id, number]).at(-1)).toEqual(['r01', 1])
  })
})

describe('the amendment deadline', () => {
  const setDeadline = (at: { date: string; time: string } | null) => setsDeadline(secretary, at)
  const pens = async () =>
    new Set((await member.sees('recommendations', 'list', { session: SESSION })).recommendations.map(({ pen }) => pen))
  const passed = () =>
    until('the deadline passed', async () =>
      (await actsOn(w, SESSION)).some(({ act }) => act === 'amendment-deadline-passed'),
    )

  test('[RE38] at its hour every text still drafted is changed by amendments only, once, and the pen may be handed back', async () => {
    w = await world()
    await gather()
    await chair.does('versions', 'freeze', { recommendation: 'r02' })
    await setDeadline({ date: '2026-04-24', time: '15:30' })
    w.clock.move(HOUR_MS / 2 - 1)
    expect(await pens()).toEqual(new Set(['everyone-seated']))
    w.clock.move(1)
    await passed()
    const { recommendations } = await member.sees('recommendations', 'list', { session: SESSION })
    expect(recommendations.filter(({ pen }) => pen !== 'amendments-only').map(({ id }) => id)).toEqual(['r02'])
    expect((await member.sees('recommendations', 'recommendation', { id: 'r01' })).may.edit).toBe(false)
    expect((await actsOn(w, SESSION)).at(-1)).toEqual({ act: 'amendment-deadline-passed', by: null })
    await chair.does('recommendations', 'set-pen', { recommendations: ['r01'], pen: 'everyone-seated' })
    w.clock.move(DAY_MS)
    expect((await member.sees('recommendations', 'recommendation', { id: 'r01' })).pen).toBe('everyone-seated')
    await w.close()
  })

  test('[RE38] a deadline that was moved or taken away does nothing at its old hour', async () => {
    w = await world()
    await gather()
    await setDeadline({ date: '2026-04-24', time: '15:30' })
    await setDeadline({ date: '2026-04-25', time: '09:00' })
    w.clock.move(HOUR_MS)
    await setDeadline(null)
    w.clock.move(2 * DAY_MS)
    expect(await pens()).toEqual(new Set(['everyone-seated']))
    await w.close()
  })

  test('[RE38] a deadline that passed while the server was away is carried out at its start', async () => {
    const store = await newStore('demo')
    w = await world({ store })
    await gather()
    await setDeadline({ date: '2026-04-24', time: '15:30' })
    await w.close()
    const clock = testClock(Date.UTC(2026, 3, 24, 12))
    w = await world({ store, clock })
    await gather()
    clock.move(0)
    await passed()
    expect(await pens()).toEqual(new Set(['amendments-only']))
    await w.close()
    await removeStore(store)
  })

  test('[RE38] a store that fails at the hour is asked again until the deadline is carried out', async () => {
    const clock = testClock()
    const waits: number[] = []
    const at: typeof clock.at = (instant, run) => {
      waits.push(instant)
      return clock.at(instant, run)
    }
    w = await world({ clock: { ...clock, at } })
    await gather()
    await setDeadline({ date: '2026-04-24', time: '15:30' })
    const { schema } = w.app.house.db
    await schema.alterTable('session_plans').renameTo('plans_elsewhere').execute()
    w.clock.move(HOUR_MS / 2)
    await until('it failed and waits', async () => waits.includes(clock.now() + 3 * SECOND_MS))
    await schema.alterTable('plans_elsewhere').renameTo('session_plans').execute()
    w.clock.move(3 * SECOND_MS)
    await passed()
    expect(await pens()).toEqual(new Set(['amendments-only']))
    await w.close()
  })
})
