import { beforeEach, describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import type { Language } from '../../shared/language.ts'
import { cast, opensVote, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, secretary, w } from './hall.ts'
import { actsOn, refuses } from './store.ts'

inTheHall()

const session = { session: SESSION }
const read = (by: Person) => by.sees('minutes', 'minutes', session)
type Minutes = Awaited<ReturnType<typeof read>>
const entry = ({ entries }: Minutes, begin: string) => {
  const found = entries.find(({ id }) => id.startsWith(begin))
  if (!found) throw new Error(`no entry ${begin} in ${entries.map(({ id }) => id).join(' ')}`)
  return found
}
const said = (minutes: Minutes, begin: string, language: Language = 'en') =>
  entry(minutes, begin)
    .said[language].map(({ words }) => words)
    .join('')

/** A vote on r10 that carries with five for, two against, one abstained; adopted. */
async function decides(): Promise<string> {
  const put = await opensVote(chair, 'r10')
  w.clock.move(60_000)
  await cast(w, put, { for: ['m01', 'm02', 'm03', 'm12', 'm15'], against: ['m13', 'm14'], abstain: ['m04'] })
  await chair.does('votes', 'close', put)
  await chair.does('votes', 'announce', { vote: put.vote })
  await chair.does('adoption', 'adopt', put)
  return put.vote
}
const closes = () => chair.does('sessions', 'close', session)
const words = (by: Person, id: string, language: Language, pieces: unknown) =>
  by.act('minutes', 'word', { ...session, entry: id, language, pieces } as never)

describe('minutes are made from the record', () => {
  test('[MI1] attendance, quorum, points, floor, motions, each decision with its numbers, in the order of the hours', async () => {
    await chair.does('sessions', 'state-quorum', session)
    w.clock.move(1_000)
    await chair.does('sessions', 'take-point', { ...session, point: 'a03' })
    w.clock.move(1_000)
    const { entry: asked } = await member.does('floor', 'ask', { ...session, account: 'm03' })
    await chair.does('floor', 'call', { ...session, entry: asked, after: null })
    w.clock.move(1_000)
    const vote = await decides()
    w.clock.move(1_000)
    await secretary.does('sessions', 'note-attendance', { ...session, account: 'm05', event: 'left' } as never)
    await closes()
    const minutes = await read(member)
    const ids = minutes.entries.map(({ id }) => id)
    const places = [
      'sitting:1',
      'opened:1',
      'attendance:1:',
      'quorum:',
      'point:',
      'floor:',
      `vote:${vote}`,
      'adopted:r10',
      'moved:',
      'ended:1',
    ].map((begin) => ids.findIndex((id) => id.startsWith(begin)))
    expect(
      places.every((place) => place >= 0),
      ids.join(' '),
    ).toBe(true)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    const shown = await member.sees('votes', 'vote', { id: vote })
    const outcome = shown.outcome
    for (const language of ['kk', 'ru', 'en'] as const) {
      expect(said(minutes, `vote:${vote}`, language)).toContain(outcome?.headline[language])
      expect(said(minutes, `vote:${vote}`, language)).toContain(outcome?.explanation[language])
    }
    const head = (await member.sees('sessions', 'session', { id: SESSION })).head
    expect(said(minutes, 'ended:1')).toContain(String(head?.number))
    expect(entry(minutes, 'point:').kind).toBe('point')
  })

  test('[MI1] a vote that became void stays with its counts, and says so', async () => {
    const put = await opensVote(chair, 'r10')
    await cast(w, put, { for: ['m01', 'm02', 'm12', 'm15'], against: ['m03'], abstain: [] })
    await chair.does('votes', 'close', put)
    await chair.does('votes', 'announce', { vote: put.vote })
    w.clock.move(1_000)
    const ground = { vote: put.vote, ground: 'wrong-text', words: 'Another text was shown.' } as const
    const { voiding } = await chair.does('votes', 'void', ground)
    await (await w.person('m12')).does('votes', 'agree-to-void', { voiding })
    const minutes = await read(member)
    expect(said(minutes, 'void:')).toContain('Another text was shown.')
    expect(said(minutes, `vote:${put.vote}`)).toMatch(/^Vote 1 .* 4 for, 1 against/)
  })
})

describe('the secretariat words minutes', () => {
  let vote = ''
  beforeEach(async () => {
    vote = await decides()
  })
  const worded = (before: string) => [
    { words: before },
    ...[
      'number',
      'manner',
      'opened',
      'closed',
      'question',
      'quorum',
      'headline',
      'explanation',
      'notVoting',
      'recused',
    ].flatMap((fact) => [{ fact }, { words: ' ' }]),
  ]

  test('[MI2] facts stay linked: none is left out, none is invented, and no figure is typed beside them', async () => {
    const id = `vote:${vote}`
    const pieces = worded('After a long debate: ')
    expect((await words(secretary, id, 'en', pieces)).ok).toBe(true)
    const minutes = await read(member)
    expect(said(minutes, id)).toMatch(/^After a long debate: 1 /)
    expect(said(minutes, id, 'ru')).not.toContain('debate')
    await refuses(w, () => words(secretary, id, 'en', pieces.slice(0, -2)), 'fact-missing', 'MI2')
    await refuses(w, () => words(secretary, id, 'en', [...pieces, { fact: 'nothing' }]), 'malformed', 'MI2')
    await refuses(w, () => words(secretary, id, 'en', worded('With 12 for: ')), 'figure-typed', 'MI2')
    await refuses(w, () => words(secretary, id, 'en', worded('Ⅻ ½ ٣ ')), 'figure-typed', 'MI2')
    // A count that the sentence does not say by itself is put in from the record.
    expect((await words(secretary, id, 'en', [...pieces, { words: 'For: ' }, { fact: 'for' }])).ok).toBe(true)
    expect(said(await read(member), id)).toMatch(/For: 5$/)
    expect((await words(secretary, id, 'en', null)).ok).toBe(true)
    expect(said(await read(member), id)).toMatch(/^Vote 1/)
  })

  test('[MI2] nobody else words them, and only entries that there are', async () => {
    const id = `vote:${vote}`
    for (const by of [member, chair, observer])
      await refuses(w, () => words(by, id, 'en', worded('')), 'no-right', 'MI2')
    await refuses(w, () => words(secretary, 'vote:none', 'en', worded('')), 'not-found', 'MI2')
    await refuses(w, () => words(secretary, 'sitting:1', 'en', worded('')), 'not-found', 'MI2')
    expect(entry(await read(member), id).wording).toBeNull()
    expect(entry(await read(secretary), id).wording?.facts.map(({ name }) => name)).toContain('against')
  })

  test('[MI3] a fact that is corrected later is in the words at once, and the secretariat is shown what it was', async () => {
    const id = `adopted:r10`
    const pieces = [
      { words: 'Adopted: ' },
      { fact: 'text' },
      { words: ', ' },
      { fact: 'title' },
      { words: ' ' },
      { fact: 'time' },
      { fact: 'hash' },
    ]
    expect((await words(secretary, id, 'en', pieces)).ok).toBe(true)
    expect(entry(await read(secretary), id).wording?.states.en.state).toBe('worded')
    const basis = JSON.stringify({ text: 'Recommendation 9', title: 'x', time: '09:00', hash: '0' })
    await w.app.house.db.updateTable('minute_wordings').set({ basis }).execute()
    const { state, was } = entry(await read(secretary), id).wording?.states.en ?? { state: '', was: [] }
    expect(state).toBe('stale')
    expect(was).toContainEqual({ fact: 'text', words: 'Recommendation 9' })
    expect(said(await read(member), id)).toContain('Proposal 10')
  })

  test('[MI4] a paragraph of its own stands below an entry, figures and all, and is gone when it says nothing', async () => {
    const id = `vote:${vote}+`
    expect((await words(secretary, id, 'en', [{ words: 'Article 12 of the standing orders was read out.' }])).ok).toBe(
      true,
    )
    expect(said(await read(member), id)).toBe('Article 12 of the standing orders was read out.')
    expect(said(await read(member), id, 'kk')).toBe('')
    expect((await words(secretary, id, 'en', [{ words: '  ' }])).ok).toBe(true)
    expect((await read(member)).entries.map(({ id: one }) => one)).not.toContain(id)
  })
})

describe('closed, signed, approved', () => {
  beforeEach(async () => {
    await decides()
  })

  test('[MI5] drafts are for those who sit; who looks on reads what is approved', async () => {
    await refuses(w, () => observer.ask('minutes', 'minutes', session), 'no-right', 'MI5')
    expect((await read(member)).stage).toBe('draft')
  })

  test('[MI6] [MI7] [MI8] closed after the session as they were shown; taken back until all have signed', async () => {
    const { hash } = await read(secretary)
    await refuses(w, () => secretary.act('minutes', 'close', { ...session, hash }), 'wrong-stage', 'MI6')
    await closes()
    await refuses(w, () => secretary.act('minutes', 'close', { ...session, hash }), 'changed-meanwhile', 'MI6')
    await refuses(
      w,
      async () => chair.act('minutes', 'close', { ...session, hash: (await read(chair)).hash }),
      'no-right',
      'MI2',
    )
    await secretary.does('minutes', 'close', { ...session, hash: (await read(secretary)).hash })
    const closed = await read(member)
    expect([closed.stage, closed.closed?.hash]).toEqual(['closed', closed.hash])
    await refuses(w, () => words(secretary, 'ended:1+', 'en', [{ words: 'x' }]), 'minutes-closed', 'MI6')
    await secretary.does('minutes', 'reopen', session)
    expect((await read(member)).stage).toBe('draft')
    await refuses(w, () => secretary.act('minutes', 'reopen', session), 'already-so', 'MI6')
    await words(secretary, 'ended:1+', 'en', [{ words: 'Thanks were said.' }])
    const again = (await read(secretary)).hash
    expect(again).not.toBe(closed.hash)
    await secretary.does('minutes', 'close', { ...session, hash: again })
    await refuses(w, () => member.act('minutes', 'sign', { ...session, hash: again }), 'no-right', 'MI7')
    await refuses(w, () => chair.act('minutes', 'sign', { ...session, hash: closed.hash }), 'changed-meanwhile', 'MI7')
    for (const { account } of (await read(member)).signatures) {
      const signer = await w.person(account)
      await signer.does('minutes', 'sign', { ...session, hash: again })
      await refuses(w, () => signer.act('minutes', 'sign', { ...session, hash: again }), 'already-so', 'MI7')
    }
    expect((await read(observer)).stage).toBe('approved')
    await refuses(w, () => secretary.act('minutes', 'reopen', session), 'minutes-signed', 'MI6')
    expect((await actsOn(w, SESSION)).map(({ act }) => act)).toEqual(
      expect.arrayContaining(['minutes-closed', 'minutes-reopened', 'minutes-signed']),
    )
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
    expect((await read(member)).differs).toEqual([])
  })
})
