import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, must, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'
import { announces, DISORDER, keysWrongly } from './went-wrong.ts'

inTheHall()

const seen = (id: string, person = observer) => person.sees('votes', 'vote', { id })
const findings = async () => (await verifyStore(w.app.house.db, null)).findings
const states = (person: Person, vote: string, more = {}) =>
  person.act('votes', 'state-intention', { vote, place: person.id, choice: 'against', words: 'It slipped.', ...more })
const objects = (person: Person, vote: string, more = {}) =>
  person.act('votes', 'lodge-objection', { vote, ground: 'wrong-count', words: 'Mine is missing.', ...more })
const rules = (person: Person, objection: string, upheld: boolean) =>
  person.act('votes', 'rule-on-objection', { objection, upheld, words: 'I have looked at the roll.' })

describe('a statement of intended vote', () => {
  test('[VO89] is read with the outcome and changes nothing in it', async () => {
    const { vote } = await announces(w, 'r01')
    const before = await seen(vote)
    must(await states(member, vote))
    const after = await seen(vote)
    expect(after.remedies.intentions).toMatchObject([
      { place: 'm03', cast: 'for', meant: 'against', words: 'It slipped.', at: w.clock.now() },
    ])
    expect({ ...after, remedies: null, head: null }).toEqual({ ...before, remedies: null, head: null })
    expect((await actsOn(w, vote)).at(-1)).toEqual({ act: 'intention-stated', by: 'm03' })
    await refuses(w, () => states(member, vote, { choice: 'abstain' }), 'already-stated', 'VO89')
    expect(await findings()).toEqual([])
  })

  test('[VO89] only of a ballot of one’s own device, after the close, and only another choice', async () => {
    const open = await opensVote(chair, 'r02', 'open')
    await cast(w, open, { for: ['m03'] })
    await refuses(w, () => states(member, open.vote), 'vote-not-closed', 'VO89')
    await chair.does('votes', 'close', { vote: open.vote })
    await refuses(w, () => states(member, open.vote, { choice: 'for' }), 'already-so', 'VO89')
    await refuses(w, () => states(member, open.vote, { place: 'm04' }), 'not-your-place', 'VO89')
    for (const person of [observer, secretary, await w.person('m09')])
      await refuses(w, () => states(person, open.vote), 'not-on-the-roll', 'VO89')
    await refuses(w, async () => states(await w.person('m04'), open.vote), 'no-own-ballot', 'VO89')
    const { vote } = await keysWrongly(w, 'r01')
    await refuses(w, async () => states(await w.person('m08'), vote, { choice: 'for' }), 'no-own-ballot', 'VO89')
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, () => states(member, vote), 'session-closed', 'VO89')
  })
})

describe('an objection to the outcome', () => {
  test('[VO90] [VO91] [VO93] while it waits nothing is adopted; not upheld, both are read with the outcome and the text is adopted', async () => {
    const one = await announces(w, 'r01')
    const { objection } = must(await objects(member, one.vote))
    await refuses(w, () => chair.act('adoption', 'adopt', one), 'objection-waits', 'VO93')
    for (const person of [member, secretary, await w.person('m12')])
      await refuses(w, () => rules(person, objection, true), 'no-right', 'SE2')
    must(await rules(chair, objection, false))
    await refuses(w, () => rules(chair, objection, true), 'already-ruled-on', 'VO91')
    expect((await seen(one.vote)).remedies.objections).toMatchObject([
      {
        ground: 'wrong-count',
        words: 'Mine is missing.',
        stage: 'not-upheld',
        ruling: 'I have looked at the roll.',
        ruledAt: w.clock.now(),
      },
    ])
    await chair.does('adoption', 'adopt', one)
    await refuses(w, () => objects(member, one.vote, DISORDER), 'already-adopted', 'VO90')
    expect(await findings()).toEqual([])
  })

  test('[VO92] upheld, the vote is void on its ground by the same act and the question is put again', async () => {
    const { vote, hash } = await announces(w, 'r01')
    const { objection } = must(await objects(member, vote))
    must(await rules(chair, objection, true))
    expect(await seen(vote)).toMatchObject({
      stage: 'void',
      remedies: { void: { way: 'objection', ground: 'wrong-count' }, objections: [{ stage: 'upheld' }] },
    })
    expect((await actsOn(w, vote)).slice(-2).map(({ act }) => act)).toEqual(['objection-ruled', 'vote-void'])
    await refuses(w, () => chair.act('adoption', 'adopt', { vote, hash }), 'vote-void', 'VO83')
    const again = await chair.does('votes', 'open', { recommendation: 'r01', hash })
    expect((await seen(again.vote)).remedies.repeats).toMatchObject({ vote, ground: 'wrong-count' })
    expect(await findings()).toEqual([])
  })

  test('[VO90] is for those on the roll, after the announcement, once on each ground', async () => {
    const open = await opensVote(chair, 'r01', 'open')
    await cast(w, open, { for: ['m03'] })
    await refuses(w, () => objects(member, open.vote), 'not-announced', 'VO90')
    await chair.does('votes', 'close', { vote: open.vote })
    await refuses(w, () => objects(member, open.vote), 'not-announced', 'VO90')
    await chair.does('votes', 'announce', { vote: open.vote })
    for (const person of [observer, secretary, await w.person('m09')])
      await refuses(w, () => objects(person, open.vote), 'not-on-the-roll', 'VO90')
    const { objection } = must(await objects(member, open.vote))
    await refuses(w, () => objects(member, open.vote, DISORDER), 'already-objected', 'VO90')
    must(await rules(chair, objection, false))
    await refuses(w, () => objects(member, open.vote), 'already-objected', 'VO90')
    must(await objects(member, open.vote, DISORDER))
    must(await objects(await w.person('m04'), open.vote))
  })

  test('[VO90] [VO91] not once the session is closed; one that was lodged before is still ruled on', async () => {
    const one = await announces(w, 'r01')
    const { objection } = must(await objects(member, one.vote))
    await chair.does('sessions', 'close', { session: SESSION })
    await refuses(w, async () => objects(await w.person('m04'), one.vote), 'session-closed', 'VO90')
    must(await rules(chair, objection, false))
    expect((await chair.act('adoption', 'adopt', one)).ok).toBe(true)
  })
})
