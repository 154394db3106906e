import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, freezes, type Person, SESSION } from '../world.ts'
import {
  aNewOne,
  begins,
  decides,
  JOURNAL,
  listed,
  one,
  puts,
  REGISTER,
  says,
  settles,
  TEXT,
  tables,
} from './amending.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, lastRecorded, refuses } from './store.ts'

inTheHall()

const accepts = (person: Person, amendment: string) => () => person.act('amendments', 'accept', { amendment })
const opens =
  (amendment: string, hash = 'a'.repeat(64)) =>
  () =>
    chair.act('votes', 'open-question', { question: { kind: 'adopt-amendment', amendment }, hash })
const recommendation = (id = TEXT) => chair.sees('recommendations', 'recommendation', { id })
/** Which ones somebody is told to review. */
const toReview = async (person: Person) => (await person.sees('amendments', 'counts', { session: SESSION })).reviews
const stageOf = async (id: string) => (await one(secretary, id)).stage
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
const ADDED = { part: 'text', language: 'ru', from: '', to: 'Отчитываться ежегодно.' }
const ENGLISH = { part: 'text', language: 'en', from: 'Close isolation rooms', to: 'Close all isolation rooms' }

describe('a clash', () => {
  test('[AM29] is decided by the secretariat alone, place by place, on what it was shown', async () => {
    const both = [JOURNAL, ENGLISH]
    const first = await tables(member, { changes: both })
    const second = await tables(await w.person('m12'), {
      changes: [REGISTER, { ...ENGLISH, to: 'Convert isolation rooms' }],
    })
    await refuses(
      w,
      () => secretary.act('amendments', 'decide', { amendment: second, choices: [CHOICE] }),
      'not-in-review',
      'AM29',
    )
    await chair.does('amendments', 'accept', { amendment: first })
    const { review, clashes, hash } = await one(secretary, second)
    expect([clashes, review.length, hash]).toEqual([2, 2, null])
    expect(await toReview(secretary)).toEqual([{ amendment: second, number: (await one(chair, second)).number }])
    for (const person of [chair, member]) expect(await toReview(person)).toEqual([])
    const [ru, en] = [
      review.find(({ language }) => language === 'ru'),
      review.find(({ language }) => language === 'en'),
    ]
    const chooses = (person: Person, choices: unknown) => () =>
      person.act('amendments', 'decide', { amendment: second, choices })
    await refuses(w, chooses(chair, [{ key: ru?.key, choice: 'amendment' }]), 'no-right', 'AM29')
    await refuses(w, chooses(secretary, [CHOICE]), 'changed-meanwhile', 'AM8')
    await refuses(w, chooses(secretary, []), 'malformed', 'AC6')
    expect(
      await secretary.does('amendments', 'decide', {
        amendment: second,
        choices: [{ key: ru?.key, choice: 'amendment' }],
      }),
    ).toEqual({ open: 1 })
    await refuses(w, accepts(chair, second), 'in-review', 'AM29')
    // What was decided may be decided otherwise until all is.
    await secretary.does('amendments', 'decide', { amendment: second, choices: [{ key: ru?.key, choice: 'present' }] })
    expect(
      await secretary.does('amendments', 'decide', {
        amendment: second,
        choices: [
          { key: ru?.key, choice: 'amendment' },
          { key: en?.key, choice: 'present' },
        ],
      }),
    ).toEqual({ open: 0 })
    const after = await one(chair, second)
    expect([after.clashes, after.texts.base]).toEqual([0, after.texts.present])
    expect(await toReview(secretary)).toEqual([])
    expect(after.changes.map(({ part, language }) => `${part} ${language}`)).toEqual(['text ru'])
    await chair.does('amendments', 'accept', { amendment: second })
    expect(await says(chair)).toContain('в открытом реестре')
    expect((await chair.sees('recommendations', 'text', { id: TEXT })).plain.text.en).toContain(
      'Close all isolation rooms',
    )
    expect(await findings()).toEqual([])
  })

  test('[AM8] a decision holds as long as the passages stay as they were', async () => {
    const [other] = await w.people('m12')
    const first = await tables(member)
    const third = await tables(other, { changes: [{ ...JOURNAL, to: 'в личном деле' }] })
    const second = await tables(other, { changes: [REGISTER] })
    await chair.does('amendments', 'accept', { amendment: first })
    const key = (await one(secretary, second)).review[0]?.key
    await settles(secretary, third, 'amendment')
    await chair.does('amendments', 'accept', { amendment: third })
    await refuses(
      w,
      () => secretary.act('amendments', 'decide', { amendment: second, choices: [{ key, choice: 'amendment' }] }),
      'changed-meanwhile',
      'AM8',
    )
    await settles(secretary, second, 'present')
    expect((await one(chair, second)).changes).toEqual([])
  })

  test('[AM29] its mover takes it back instead and finds other words', async () => {
    const first = await tables(member)
    const [other] = await w.people('m12')
    const second = await tables(other, { changes: [REGISTER] })
    await chair.does('amendments', 'accept', { amendment: first })
    await freezes(chair, TEXT)
    await refuses(w, opens(second), 'in-review', 'AM29')
    await other.does('amendments', 'revise', { amendment: second })
    await other.does('amendments', 'reword', {
      amendment: second,
      changes: [{ ...JOURNAL, from: REGISTER.to, to: JOURNAL.from }],
    })
    await other.does('amendments', 'reword', { amendment: second, changes: [ADDED] })
    await other.does('amendments', 'table', { amendment: second })
    expect((await one(chair, second)).clashes).toBe(0)
    await decides(w, chair, second)
    expect(await says(chair)).toMatch(/в едином журнале[\s\S]*ежегодно/)
    expect(await findings()).toEqual([])
  })
})

const CHOICE = { key: 'text:ru:nothing', choice: 'amendment' }

describe('accepted without a vote', () => {
  test('[AM30] by who runs the session, in an open sitting, when it is tabled and nothing clashes', async () => {
    const amendment = await tables(member)
    for (const person of [member, secretary, observer, await w.person('m12')])
      await refuses(w, accepts(person, amendment), 'no-right', 'AM30')
    await chair.does('sessions', 'suspend', { session: SESSION })
    await refuses(w, accepts(chair, amendment), 'session-not-open', 'AM30')
    await chair.does('sessions', 'resume', { session: SESSION })
    await chair.does('sessions', 'name-operator', { session: SESSION, operator: 's02' })
    const operator = await w.person('s02')
    await operator.does('amendments', 'accept', { amendment })
    expect(await lastRecorded(w, 'amendment-accepted')).toMatchObject({
      by: 's02',
      facts: { onWordOf: 'm01', number: 6 },
    })
    await refuses(w, accepts(chair, amendment), 'not-tabled', 'AM30')
  })

  test('[AM30] not while a vote is open in the session, nor while one on the same text is not announced', async () => {
    const [put, waits] = [await tables(member), await tables(member, { changes: [ADDED] })]
    const elsewhere = await tables(member, { recommendation: 'r01', changes: [ADDED] })
    await freezes(chair, TEXT)
    const vote = await puts(w, chair, put, 20)
    await refuses(w, accepts(chair, waits), 'vote-running', 'AM30')
    await refuses(w, accepts(chair, elsewhere), 'vote-running', 'AM30')
    await chair.does('votes', 'close', { vote })
    await refuses(w, accepts(chair, waits), 'is-put', 'AM31')
    await chair.does('amendments', 'accept', { amendment: elsewhere })
    await chair.does('votes', 'announce', { vote })
    await chair.does('amendments', 'accept', { amendment: waits })
    expect(await says(chair)).toMatch(/в едином журнале[\s\S]*ежегодно/)
    expect(await findings()).toEqual([])
  })

  test('[RB6] sent twice it is adopted once', async () => {
    const amendment = await tables(member)
    const asked = { amendment, requestId: 'accept-once' }
    const first = await chair.does('amendments', 'accept', asked)
    expect(await chair.does('amendments', 'accept', asked)).toEqual(first)
    const { versions } = await chair.sees('versions', 'list', { recommendation: TEXT })
    expect(versions.map(({ reason }) => reason)).toEqual(['amendment', 'fork'])
  })

  test('[AM10] [AM33] what does not clash comes to the same in whatever order', async () => {
    const said = []
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const text = order[0] === 0 ? TEXT : 'r11'
      const changes =
        text === TEXT
          ? [JOURNAL, ENGLISH, ADDED]
          : [
              { ...JOURNAL, from: 'терминалы', to: 'удобные терминалы' },
              { ...ENGLISH, from: 'Install complaint', to: 'Install new complaint' },
              ADDED,
            ]
      const amendments = []
      for (const change of changes) amendments.push(await tables(member, { recommendation: text, changes: [change] }))
      const single = await Promise.all(amendments.map(async (id) => (await one(chair, id)).changes))
      for (const at of order) await chair.does('amendments', 'accept', { amendment: amendments[at] ?? '' })
      said.push([
        single.flat().map(({ part, language }) => `${part} ${language}`),
        (await says(chair, text)).split('\n').at(-1),
      ])
    }
    expect(said[0]).toEqual(said[1])
  })
})

describe('the languages', () => {
  const states = async () => (await recommendation()).languages
  test('[AM32] a change of the source leaves the others behind', async () => {
    expect(await states()).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
    await chair.does('amendments', 'accept', { amendment: await tables(member) })
    expect(await states()).toEqual({ kk: 'stale', ru: 'source', en: 'stale' })
  })
  test('[AM32] an editorial one does not, nor does one of a translation alone', async () => {
    await chair.does('amendments', 'accept', { amendment: await tables(member, { kind: 'editorial' }) })
    expect(await states()).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
    const english = await tables(member, { changes: [ENGLISH], language: 'en' })
    await chair.does('amendments', 'accept', { amendment: english })
    expect(await states()).toEqual({ kk: 'draft', ru: 'source', en: 'draft' })
  })
  test('[AM32] what was amended in the source and in a translation together is not behind', async () => {
    await chair.does('amendments', 'accept', { amendment: await tables(member, { changes: [JOURNAL, ENGLISH] }) })
    expect(await states()).toEqual({ kk: 'stale', ru: 'source', en: 'draft' })
  })
})

describe('put to the vote', () => {
  test('[AM31] only what is tabled, on a frozen text; while it goes on nothing else is done with it', async () => {
    const draft = await begins(member)
    const amendment = await tables(member)
    const sibling = await tables(member, { changes: [ADDED] })
    await refuses(w, opens(amendment), 'not-frozen', 'AM31')
    await freezes(chair, TEXT)
    await refuses(w, opens(draft), 'not-found', 'AM21')
    await refuses(w, opens(amendment), 'wrong-text', 'VO2')
    const vote = await puts(w, chair, amendment, 20)
    expect(await stageOf(amendment)).toBe('put')
    for (const close of [false, true]) {
      if (close) await chair.does('votes', 'close', { vote })
      for (const [person, name, code, rule] of [
        [member, 'withdraw', 'wrong-stage', 'AM27'],
        [member, 'revise', 'not-tabled', 'AM23'],
        [secretary, 'withdraw', 'wrong-stage', 'AM27'],
        [await w.person('m12'), 'sign', 'wrong-stage', 'AM24'],
        [chair, 'fall', 'not-tabled', 'AM33'],
      ] as const)
        await refuses(w, () => person.act('amendments', name, { amendment }), code, rule)
      const frozen = () => chair.act('votes', 'take-back-freeze', { recommendation: TEXT })
      expect(await frozen(), 'the freeze stands').toMatchObject({ ok: false })
      expect(await chair.act('recommendations', 'withdraw', { id: TEXT })).toMatchObject({ ok: false })
      const { hash } = await one(chair, sibling)
      await refuses(w, opens(sibling, hash ?? ''), 'is-put', 'AM31')
      const { version } = await recommendation()
      const text = { recommendation: TEXT, hash: version?.hash ?? '', manner: 'open' }
      await refuses(w, () => chair.act('votes', 'open', text), 'is-put', 'AM31')
    }
    await chair.does('votes', 'announce', { vote })
    expect(await stageOf(amendment)).toBe('adopted')
    await decides(w, chair, sibling)
    expect(await says(chair)).toMatch(/в едином журнале[\s\S]*ежегодно/)
    expect(await findings()).toEqual([])
  })

  test('[AM31] without a decision it is tabled again', async () => {
    const amendment = await tables(member)
    await freezes(chair, TEXT)
    const { hash } = await one(chair, amendment)
    const { vote } = await chair.does('votes', 'open-question', {
      question: { kind: 'adopt-amendment', amendment },
      hash: hash ?? '',
    })
    await cast(w, { vote, hash: hash ?? '' }, { abstain: ['m01', 'm02', 'm03'] })
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect((await chair.sees('votes', 'vote', { id: vote })).outcome?.result).toBe('no-decision')
    expect(await stageOf(amendment)).toBe('tabled')
    await decides(w, chair, amendment)
    expect(await stageOf(amendment)).toBe('adopted')
  })

  test('[AM33] the others are brought up after the vote, drafts too, and those that were marked fall', async () => {
    const [other] = await w.people('m12')
    const put = await tables(member)
    const falls = await tables(other, { changes: [REGISTER] })
    const stays = await tables(other, { changes: [ADDED] })
    const drafted = await begins(other, { changes: [ENGLISH] })
    await chair.does('amendments', 'mark-falls', { amendment: falls, fallsWith: [put] })
    await freezes(chair, TEXT)
    await decides(w, chair, put)
    expect(await stageOf(falls)).toBe('fallen')
    for (const id of [stays, drafted]) {
      const { texts, base } = await one(secretary, id)
      expect(texts.base).toEqual(texts.present)
      expect(base).toBe((await recommendation()).version?.id)
    }
    await refuses(w, () => other.act('amendments', 'revise', { amendment: falls }), 'not-tabled', 'AM23')
    await decides(w, chair, stays)
    expect(await says(chair)).toMatch(/в едином журнале[\s\S]*ежегодно/)
    expect(await findings()).toEqual([])
  })
})

/** Both chairs make a vote void. */
async function voids(vote: string) {
  const { voiding } = await chair.does('votes', 'void', { vote, ground: 'wrong-text', words: 'Not that one.' })
  return (await w.person('m12')).act('votes', 'agree-to-void', { voiding })
}

describe('void', () => {
  test('[AM34] what fell with it is tabled again, and a new recommendation is taken off', async () => {
    const put = await tables(member)
    const falls = await tables(member, { changes: [REGISTER] })
    await chair.does('amendments', 'mark-falls', { amendment: falls, fallsWith: [put] })
    await freezes(chair, TEXT)
    const before = (await recommendation()).version?.hash
    await voids(await decides(w, chair, put))
    expect([await stageOf(put), await stageOf(falls)]).toEqual(['tabled', 'tabled'])
    expect((await recommendation()).version?.hash).toBe(before)
    const creates = await tables(member, aNewOne())
    const vote = await decides(w, chair, creates)
    const { creates: made } = await one(chair, creates)
    await voids(vote)
    expect((await recommendation(made ?? '')).stage).toBe('withdrawn')
    expect(await stageOf(creates)).toBe('tabled')
    // Put again it makes another one, under a number of its own.
    await decides(w, chair, creates)
    const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
    expect(recommendations.slice(-2).map(({ number, stage }) => [number, stage])).toEqual([
      [13, 'withdrawn'],
      [14, 'frozen'],
    ])
    expect(await findings()).toEqual([])
  })

  test('[AM34] [AM39] a text that was taken out is back with what was tabled to it, one that was moved stands where it stood', async () => {
    const out = await tables(member, { kind: 'delete', whole: true, changes: [] })
    const waits = await tables(member)
    const moves = await tables(member, { recommendation: 'r07', kind: 'move', whole: true, after: 'r01', changes: [] })
    await freezes(chair, TEXT)
    await freezes(chair, 'r07')
    const order = async () =>
      (await chair.sees('recommendations', 'list', { session: SESSION })).recommendations.map(({ id }) => id)
    const before = await order()
    const [taken, moved] = [await decides(w, chair, out), await decides(w, chair, moves)]
    expect([await stageOf(waits), (await recommendation()).stage]).toEqual(['fallen', 'withdrawn'])
    expect((await order()).indexOf('r07')).toBe(2)
    await voids(taken)
    await voids(moved)
    expect([await stageOf(waits), (await recommendation()).stage, await order()]).toEqual(['tabled', 'frozen', before])
    expect(await findings()).toEqual([])
  })

  test('[AM34] not once something was built on it', async () => {
    const put = await tables(member)
    await freezes(chair, TEXT)
    const vote = await decides(w, chair, put)
    await chair.does('amendments', 'accept', { amendment: await tables(member, { changes: [ADDED] }) })
    const answer = await chair.act('votes', 'void', { vote, ground: 'wrong-text', words: 'Not that one.' })
    expect(answer).toMatchObject({ ok: false })
    expect(await stageOf(put)).toBe('adopted')
  })
})

describe('a text that is decided', () => {
  test('[AM36] adopted by itself: what is tabled to it has fallen, and nothing is tabled to it any more', async () => {
    const [tabled, draft] = [await tables(member), await begins(member, { changes: [REGISTER] })]
    const hash = await freezes(chair, TEXT)
    const { vote } = await chair.does('votes', 'open', { recommendation: TEXT, hash, manner: 'open' })
    await refuses(w, () => member.act('amendments', 'table', { amendment: draft }), 'vote-running', 'AM20')
    await cast(w, { vote, hash }, { for: ['m01', 'm02', 'm03', 'm12', 'm13'] })
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect(await stageOf(tabled)).toBe('tabled')
    await chair.does('adoption', 'adopt', { vote, hash })
    expect([await stageOf(tabled), await stageOf(draft)]).toEqual(['fallen', 'draft'])
    await refuses(w, () => member.act('amendments', 'table', { amendment: draft }), 'already-adopted', 'AM20')
    expect((await actsOn(w, tabled)).map(({ act }) => act)).toEqual(['amendment-tabled', 'amendment-fallen'])
  })

  test('[AM36] withdrawn: what is tabled to it has fallen, and nothing else', async () => {
    const [tabled, elsewhere] = [
      await tables(member),
      await tables(member, { recommendation: 'r01', changes: [ADDED] }),
    ]
    await chair.does('recommendations', 'withdraw', { id: TEXT })
    expect([await stageOf(tabled), await stageOf(elsewhere)]).toEqual(['fallen', 'tabled'])
    await refuses(w, accepts(chair, tabled), 'not-tabled', 'AM30')
  })

  test('[AM36] [AM39] taken out without a vote: the others to it fall with it', async () => {
    const [out, other] = [await tables(member, { kind: 'delete', whole: true, changes: [] }), await tables(member)]
    await chair.does('amendments', 'accept', { amendment: out })
    expect([(await recommendation()).stage, (await recommendation()).number]).toEqual(['withdrawn', 12])
    expect(await stageOf(other)).toBe('fallen')
    expect((await lastRecorded(w, 'amendment-fallen')).facts).toMatchObject({ with: out })
  })
})

describe('the set', () => {
  test('[AM38] a new recommendation says what was voted on, under its point, with its fields; its languages are as far as they are', async () => {
    const changes = [
      ...aNewOne().changes,
      { part: 'text', language: 'en', from: '', to: 'Keep one register of restraint.' },
    ]
    const fields = { addressees: [], deadline: null, priority: 'high', findings: ['f1'], standards: [], themes: [] }
    const amendment = await begins(member, aNewOne({ changes, fields }))
    await member.does('amendments', 'arrange', { amendment, fields: { ...fields, findings: ['f2'] } })
    await refuses(
      w,
      () => member.act('amendments', 'arrange', { amendment, fields: { ...fields, findings: ['f99'] } }),
      'malformed',
      'RE7',
    )
    await member.does('amendments', 'table', { amendment })
    const { hash, creates } = await one(observer, amendment)
    const { version } = await chair.does('amendments', 'accept', { amendment })
    expect(version?.hash).toBe(hash)
    const made = await recommendation(creates ?? '')
    expect(made).toMatchObject({ number: 13, stage: 'frozen', version: { hash, number: 1 } })
    expect(made.fields).toMatchObject({ priority: 'high', findings: ['f2'] })
    expect(made.languages).toEqual({ kk: 'missing', ru: 'source', en: 'draft' })
    // It may be amended in its turn.
    const further = await tables(await w.person('m12'), {
      recommendation: creates,
      changes: [{ ...JOURNAL, from: 'единый журнал', to: 'общий журнал' }],
    })
    await decides(w, chair, further)
    expect(await says(chair, creates ?? '')).toBe('Вести общий журнал фиксации.')
    const { authors } = await chair.sees('recommendations', 'authors', { id: creates ?? '' })
    expect(authors.map(({ account }) => account).sort()).toEqual(['m03', 'm12'])
    expect(await findings()).toEqual([])
  })

  test('[AM39] the preamble stays where it is, and a text moved before all others stands behind it', async () => {
    const moves = await tables(member, { kind: 'move', whole: true, after: null, changes: [] })
    const { may } = await one(member, moves)
    expect(may.draft).toBe(false)
    await chair.does('amendments', 'accept', { amendment: moves })
    const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
    expect(recommendations.slice(0, 3).map(({ id, number }) => [id, number])).toEqual([
      ['p00', null],
      [TEXT, 12],
      ['r01', 1],
    ])
    expect(await listed(chair)).toHaveLength(1)
  })
})
