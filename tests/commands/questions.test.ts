import { describe, expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { cast, freezes, must, type Person, SESSION } from '../world.ts'
import { chair, inTheHall, member, observer, w } from './hall.ts'
import { refuses } from './store.ts'

inTheHall()

const NOBODY_SAID = { kk: '', ru: '', en: '' }
const FOR = ['m01', 'm02', 'm03', 'm12', 'm13'] as const

/** The chair puts a question, all of `FOR` vote for it or against it, and the chair announces. */
async function decides(
  question: Record<string, unknown>,
  hash: string | null,
  choice: 'for' | 'against' = 'for',
): Promise<{ id: string; hash: string }> {
  const { vote: id } = await chair.does('votes', 'open-question', { question, ...(hash && { hash }), manner: 'open' })
  const { hash: put } = await chair.sees('votes', 'vote', { id })
  await cast(w, { vote: id, hash: put }, { [choice]: FOR })
  await chair.does('votes', 'close', { vote: id })
  await chair.does('votes', 'announce', { vote: id })
  return { id, hash: put }
}
const prepared = (kind: 'adopt-set' | 'procedure') =>
  chair.sees('votes', 'prepare-question', { session: SESSION, kind })
const stages = async () =>
  (await chair.sees('recommendations', 'list', { session: SESSION })).recommendations.map(({ stage }) => stage)
/** Freezes the preamble and every text but those named. */
async function freezesAllBut(...ids: string[]): Promise<void> {
  const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
  for (const { id } of recommendations) if (!ids.includes(id)) await freezes(chair, id)
}

describe('a question of procedure', () => {
  const asks = (words: Record<string, string>) => ({
    kind: 'procedure',
    session: SESSION,
    words: { ...NOBODY_SAID, ...words },
  })

  test('[VO100] [VO103] is put in its own words, by the rules for procedure, and changes no text', async () => {
    const before = await stages()
    const { mayOpen, hash, manners } = await prepared('procedure')
    expect(mayOpen.ok).toBe(true)
    expect(hash).toBeNull()
    expect(manners).toContain('open')
    const vote = await decides(asks({ ru: 'Перерыв на час?', en: 'Suspend for an hour?' }), null)
    const seen = await member.sees('votes', 'vote', { id: vote.id })
    expect(seen).toMatchObject({
      version: null,
      question: { kind: 'procedure', recommendation: null, sentence: { ru: 'Перерыв на час?' }, texts: [], part: null },
      outcome: { result: 'carried' },
      may: { adopt: false },
    })
    expect(await stages()).toEqual(before)
    await refuses(w, () => chair.act('adoption', 'adopt', { vote: vote.id, hash: vote.hash }), 'not-carried', 'AD1')
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO103] needs words, and one who presides', async () => {
    await refuses(w, () => chair.act('votes', 'open-question', { question: asks({}) }), 'malformed', 'VO103')
    await refuses(w, () => member.act('votes', 'open-question', { question: asks({ en: 'Now?' }) }), 'no-right', 'SE2')
  })
})

describe('a part of a text', () => {
  const asks = (words: Record<string, string>) => ({
    kind: 'keep-part',
    recommendation: 'r09',
    words: { ...NOBODY_SAID, ...words },
  })
  const partOf = async (language: 'ru' | 'en') =>
    (await chair.sees('recommendations', 'text', { id: 'r09' })).plain.text[language].split(/\s+/).slice(0, 4).join(' ')

  test('[VO100] [VO102] is voted on apart: the outcome is the part’s, the text stays frozen and is put after it', async () => {
    const hash = await freezes(chair, 'r09')
    const words = await partOf('ru')
    const vote = await decides(asks({ ru: words }), hash)
    expect(vote.hash).not.toBe(hash)
    expect(await observer.sees('votes', 'vote', { id: vote.id })).toMatchObject({
      question: { kind: 'keep-part', recommendation: 'r09', part: { ru: words, en: '' } },
      outcome: { result: 'carried' },
      may: { adopt: false },
    })
    expect((await member.sees('recommendations', 'recommendation', { id: 'r09' })).stage).toBe('frozen')
    expect(await chair.act('votes', 'open', { recommendation: 'r09', hash })).toMatchObject({ ok: true })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO1] [VO102] a part that falls can be taken out: the freeze is taken back after it, as no vote was on the whole', async () => {
    const hash = await freezes(chair, 'r09')
    await decides(asks({ ru: await partOf('ru') }), hash, 'against')
    await chair.does('votes', 'take-back-freeze', { recommendation: 'r09' })
    expect((await member.sees('recommendations', 'recommendation', { id: 'r09' })).stage).toBe('drafting')
  })

  test('[VO102] only words that stand in the frozen text as they are, and not all of it', async () => {
    const put = (words: Record<string, string>, hash: string) => () =>
      chair.act('votes', 'open-question', { question: asks(words), hash })
    const words = await partOf('en')
    await refuses(w, put({ en: words }, 'a'.repeat(64)), 'not-frozen', 'VO2')
    const hash = await freezes(chair, 'r09')
    await refuses(w, put({ en: `${words} never written` }, hash), 'not-in-the-text', 'VO102')
    await refuses(w, put({}, hash), 'not-in-the-text', 'VO102')
    const { plain } = await chair.sees('recommendations', 'text', { id: 'r09' })
    await refuses(w, put({ en: plain.text.en }, hash), 'not-in-the-text', 'VO102')
    await refuses(w, put({ en: words }, 'a'.repeat(64)), 'wrong-text', 'VO2')
  })
})

describe('the set as a whole', () => {
  const asks = { kind: 'adopt-set', session: SESSION }

  test('[VO101] [AD5] every text is fixed by its hash in the set’s, and adopted with it by one act', async () => {
    await freezesAllBut()
    const { hash, mayOpen } = await prepared('adopt-set')
    expect(mayOpen.ok).toBe(true)
    const vote = await decides(asks, hash)
    expect(vote.hash).toBe(hash)
    const seen = await chair.sees('votes', 'vote', { id: vote.id })
    expect(seen).toMatchObject({ version: null, adopted: false, may: { adopt: true } })
    expect(seen.question.texts).toHaveLength(13)
    expect(seen.question.texts[0]).toMatchObject({ kind: 'preamble', number: null })
    expect(seen.question.texts.every(({ title }) => title.ru !== '')).toBe(true)
    const { adopted } = await chair.does('adoption', 'adopt', { vote: vote.id, hash: vote.hash })
    expect(adopted).toHaveLength(13)
    expect(new Set(await stages())).toEqual(new Set(['adopted']))
    expect(await observer.sees('adoption', 'text', { recommendation: 'r04' })).toMatchObject({
      vote: vote.id,
      question: { en: 'Adopt the set of recommendations as a whole?' },
      outcome: { result: 'carried' },
    })
    await refuses(w, () => chair.act('adoption', 'adopt', { vote: vote.id, hash: vote.hash }), 'already-adopted', 'AD2')
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO101] what is rejected is left out, what is adopted stays in it and is not adopted twice', async () => {
    for (const [id, choice] of [
      ['r01', 'for'],
      ['r02', 'against'],
    ] as const) {
      const hash = await freezes(chair, id)
      const { vote } = await chair.does('votes', 'open', { recommendation: id, hash, manner: 'open' })
      await cast(w, { vote, hash }, { [choice]: FOR })
      await chair.does('votes', 'close', { vote })
      await chair.does('votes', 'announce', { vote })
      if (choice === 'for') await chair.does('adoption', 'adopt', { vote, hash })
    }
    await freezesAllBut('r01', 'r02')
    const vote = await decides(asks, (await prepared('adopt-set')).hash)
    const { texts } = (await chair.sees('votes', 'vote', { id: vote.id })).question
    expect(texts.map(({ recommendation }) => recommendation)).not.toContain('r02')
    const { adopted } = await chair.does('adoption', 'adopt', { vote: vote.id, hash: vote.hash })
    expect(adopted).toHaveLength(11)
    expect(adopted).not.toContain('r01')
  })

  test('[VO101] not while a text is drafted, nor on another set than the one shown; a text in it stays frozen', async () => {
    await freezesAllBut('r12')
    const put = (hash: string) => () => chair.act('votes', 'open-question', { question: asks, hash })
    await refuses(w, put('a'.repeat(64)), 'not-frozen', 'VO101')
    const hash = await freezes(chair, 'r12')
    await refuses(w, put(hash), 'wrong-text', 'VO2')
    await chair.does('votes', 'open-question', { question: asks, hash: (await prepared('adopt-set')).hash })
    await refuses(w, () => chair.act('votes', 'take-back-freeze', { recommendation: 'r12' }), 'vote-opened', 'VO1')
  })

  test('[VO104] who is recused from a text votes on the set', async () => {
    await freezesAllBut()
    const { entitled, recused } = await prepared('adopt-set')
    expect(entitled.map(({ account }) => account)).toContain('m20')
    expect(recused).toEqual([])
  })

  test('[AD5] a set that was not carried adopts nothing', async () => {
    await freezesAllBut()
    const vote = await decides(asks, (await prepared('adopt-set')).hash, 'against')
    await refuses(w, () => chair.act('adoption', 'adopt', { vote: vote.id, hash: vote.hash }), 'not-carried', 'AD1')
    expect(new Set(await stages())).toEqual(new Set(['frozen']))
  })
})

describe('without a vote', () => {
  const asks = (hash: string, more = {}) =>
    chair.act('votes', 'ask-without-vote', {
      question: { kind: 'adopt-recommendation', recommendation: 'r03' },
      hash,
      ...more,
    })
  const asked = async () => {
    const hash = await freezes(chair, 'r03')
    const { vote, until } = must(await asks(hash))
    return { vote, until, hash }
  }
  const close = (vote: string) => chair.act('votes', 'close', { vote })

  test('[VO105] nobody objects, and when the time is over the chair says so: carried, announced, adopted', async () => {
    const { vote, until, hash } = await asked()
    expect(until - w.clock.now()).toBe(60_000)
    expect(await member.sees('votes', 'vote', { id: vote })).toMatchObject({
      manner: 'without-a-vote',
      window: { until, objection: null },
      progress: { cast: 0 },
    })
    await refuses(w, () => close(vote), 'window-open', 'VO105')
    w.clock.move(60_000)
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    const seen = await observer.sees('votes', 'vote', { id: vote })
    expect(seen.outcome).toMatchObject({ result: 'carried', reason: 'no-objection', tallies: [] })
    expect(seen.outcome?.headline.ru).toBe('Одобрено без голосования: никто не возразил.')
    expect((await chair.does('adoption', 'adopt', { vote, hash })).adopted).toEqual(['r03'])
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO106] one objection ends it for everybody to see, and the text is put to the vote', async () => {
    const { vote, hash } = await asked()
    await member.does('votes', 'object', { vote, place: 'm03' })
    const seen = await observer.sees('votes', 'vote', { id: vote })
    expect(seen).toMatchObject({
      stage: 'announced',
      outcome: { result: 'no-decision', reason: 'objected' },
      window: { objection: { account: 'm03', source: 'device' } },
    })
    await refuses(w, () => member.act('votes', 'object', { vote, place: 'm03' }), 'vote-not-open', 'VO7')
    await refuses(w, () => chair.act('adoption', 'adopt', { vote, hash }), 'not-carried', 'AD1')
    expect(await chair.act('votes', 'open', { recommendation: 'r03', hash })).toMatchObject({ ok: true })
    expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  })

  test('[VO106] the secretary notes who spoke up; nobody objects for another, from beside the roll, or by a ballot', async () => {
    const { vote, hash } = await asked()
    const [secretary, absent] = (await w.people('s01', 'm09')) as [Person, Person]
    await refuses(w, () => member.act('votes', 'object', { vote, place: 'm02' }), 'not-your-place', 'VO10')
    await refuses(w, () => absent.act('votes', 'object', { vote, place: 'm09' }), 'not-on-the-roll', 'VO9')
    const ballot = { vote, hash, place: 'm03', choice: 'against' }
    await refuses(w, () => member.act('votes', 'cast', ballot), 'wrong-manner', 'VO106')
    await refuses(w, () => secretary.act('votes', 'record-word', ballot), 'wrong-manner', 'VO106')
    await secretary.does('votes', 'object', { vote, place: 'm02' })
    expect((await member.sees('votes', 'vote', { id: vote })).window?.objection).toMatchObject({
      account: 'm02',
      source: 'word',
    })
  })

  test('[VO106] to a vote by ballots nobody objects in this way', async () => {
    const hash = await freezes(chair, 'r03')
    const { vote } = await chair.does('votes', 'open', { recommendation: 'r03', hash })
    await refuses(w, () => member.act('votes', 'object', { vote, place: 'm03' }), 'wrong-manner', 'VO106')
  })

  test('[VO105] the time is between 10 and 600 seconds, and the set may be asked about too', async () => {
    const hash = await freezes(chair, 'r03')
    for (const seconds of [9, 601])
      expect(await asks(hash, { seconds })).toMatchObject({ ok: false, code: 'malformed' })
    await freezesAllBut('r03')
    const set = await prepared('adopt-set')
    const { vote } = await chair.does('votes', 'ask-without-vote', {
      question: { kind: 'adopt-set', session: SESSION },
      hash: set.hash,
      seconds: 10,
    })
    w.clock.move(10_000)
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect((await chair.does('adoption', 'adopt', { vote, hash: set.hash })).adopted).toHaveLength(13)
  })

  test('[VO107] silence without a quorum at the close decides nothing', async () => {
    const { vote } = await asked()
    const [secretary] = (await w.people('s01')) as [Person]
    for (const account of ['m12', 'm13', 'm14', 'm15'])
      await secretary.does('sessions', 'note-attendance', { session: SESSION, account, event: 'left' })
    w.clock.move(60_000)
    await chair.does('votes', 'close', { vote })
    await chair.does('votes', 'announce', { vote })
    expect((await observer.sees('votes', 'vote', { id: vote })).outcome).toMatchObject({
      result: 'no-decision',
      reason: 'no-quorum-at-close',
    })
  })
})

describe('texts put one after another', () => {
  const prepare = (person: Person, ...recommendations: string[]) =>
    person.act('votes', 'prepare-series', { session: SESSION, recommendations })
  const series = () => member.sees('votes', 'series', { session: SESSION })

  test('[VO108] the next is the first that was not put since; a vote on a part puts no text, and a new series takes its place', async () => {
    const hash = await freezes(chair, 'r04')
    await freezes(chair, 'r05')
    must(await prepare(chair, 'r04', 'r05'))
    expect(await series()).toMatchObject({
      next: 'r04',
      texts: [{ recommendation: 'r04', put: false }, { put: false }],
    })
    const words = (await chair.sees('recommendations', 'text', { id: 'r04' })).plain.text.ru.slice(0, 20)
    const part = { kind: 'keep-part', recommendation: 'r04', words: { ...NOBODY_SAID, ru: words } }
    w.clock.move(1_000)
    await decides(part, hash)
    expect((await series()).next).toBe('r04')
    const { vote } = await chair.does('votes', 'open', { recommendation: 'r04', hash, manner: 'open' })
    expect(await series()).toMatchObject({ next: 'r05', texts: [{ put: true }, { put: false }] })
    await cast(w, { vote, hash }, { for: FOR })
    w.clock.move(1_000)
    must(await prepare((await w.people('s01'))[0] as Person, 'r05'))
    expect(await series()).toMatchObject({ next: 'r05', texts: [{ recommendation: 'r05' }] })
    must(await prepare(chair))
    expect(await series()).toMatchObject({ next: null, texts: [] })
  })

  test('[VO108] prepared by who runs the session or the secretariat, of texts of this session, each once', async () => {
    await refuses(w, () => prepare(member, 'r04'), 'no-right', 'VO108')
    await refuses(w, () => prepare(chair, 'r04', 'r04'), 'malformed', 'VO108')
    await refuses(w, () => prepare(chair, 'r99'), 'not-found', 'VO108')
  })
})

describe('a vote for practice', () => {
  const trial = async (person: Person) => (await person.sees('votes', 'trial', { session: SESSION })).trial
  const act = (person: Person, name: 'open-trial' | 'close-trial' | 'press-trial') =>
    person.act('votes', name, { session: SESSION })

  test('[VO109] keeps who has pressed and never what; the desk sees from whom nothing arrived', async () => {
    const before = await chair.sees('record', 'head', {})
    must(await act(chair, 'open-trial'))
    expect(await trial(member)).toMatchObject({ mine: false, pressed: 0, of: 22, missing: [] })
    must(await act(member, 'press-trial'))
    must(await act(member, 'press-trial'))
    expect(await trial(member)).toMatchObject({ mine: true, pressed: 1 })
    expect((await trial(chair))?.missing.map(({ account }) => account)).not.toContain('m03')
    expect((await trial(chair))?.missing).toHaveLength(21)
    expect(await trial(observer)).toMatchObject({ mine: null, missing: [] })
    must(await act(chair, 'close-trial'))
    expect(await trial(member)).toBeNull()
    expect(await chair.sees('record', 'head', {})).toEqual(before)
  })

  test('[VO109] one at a time, by who presides, with a seat, and not while a vote is open', async () => {
    await refuses(w, () => act(member, 'open-trial'), 'no-right', 'SE2')
    await refuses(w, () => act(chair, 'close-trial'), 'vote-not-open', 'VO109')
    await refuses(w, () => act(member, 'press-trial'), 'vote-not-open', 'VO109')
    must(await act(chair, 'open-trial'))
    await refuses(w, () => act(chair, 'open-trial'), 'already-so', 'VO109')
    await refuses(w, () => act(observer, 'press-trial'), 'not-on-the-roll', 'VO109')
    const hash = await freezes(chair, 'r03')
    await chair.does('votes', 'open', { recommendation: 'r03', hash })
    expect(await trial(member)).toBeNull()
    await refuses(w, () => act(member, 'press-trial'), 'vote-not-open', 'VO109')
    await refuses(w, () => act(chair, 'open-trial'), 'vote-running', 'VO109')
  })
})
