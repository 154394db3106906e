import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { LANGUAGES } from '../../shared/language.ts'
import type { Choice } from '../../shared/votes/model.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { freezes, type Person, SESSION, world } from '../world.ts'

/** Who votes how, seat by seat; m06 sits in both councils and votes otherwise in each. */
const BALLOTS: Readonly<Record<string, Partial<Record<Choice, readonly string[]>>>> = {
  cc: { for: ['m01', 'm02', 'm03', 'm04', 'm06', 'm07'], against: ['m05', 'm08', 'm10'], abstain: ['m11'] },
  ec: { for: ['m12', 'm13', 'm14', 'm15'], against: ['m06', 'm16', 'm18', 'm19', 'm20', 'm21', 'm22'] },
}

test('[VO30] [VO31] [VO45] [RB4] the same people in another session, each council apart: carried in one, lost in the other', async () => {
  const w = await world()
  const [chair, secretary, observer] = await w.people('m01', 's01', 'm22')
  const { session } = await secretary.does('sessions', 'plan-session', {
    ...ANOTHER_SESSION,
    councils: ['cc', 'ec'],
    counting: 'each-apart',
    date: '2026-04-24',
  })
  const text = { kind: 'recommendation', source: 'ru', title: { kk: 'Мерзім', ru: 'Срок', en: 'Deadline' } }
  const one = (words: string) => [{ level: 0, words }]
  const paragraphs = {
    kk: one('Мерзім – бір ай.'),
    ru: one('Срок – один месяц.'),
    en: one('The deadline is one month.'),
  }
  await secretary.does('recommendations', 'create-set', { session, point: null, texts: [{ ...text, paragraphs }] })
  await chair.does('sessions', 'open', { session })
  const people = [...new Set(Object.values(BALLOTS).flatMap((council) => Object.values(council).flat()))]
  await secretary.does('sessions', 'note-list', { session, accounts: people })
  expect((await chair.sees('sessions', 'session', { id: session })).quorum.every(({ reached }) => reached)).toBe(true)

  const [listed] = (await chair.sees('recommendations', 'list', { session })).recommendations
  const recommendation = listed?.id ?? ''
  const hash = await freezes(chair, recommendation)
  const { vote } = await chair.does('votes', 'open', { recommendation, hash })
  const { roll, carriedBy } = await chair.sees('votes', 'vote', { id: vote })
  expect(roll).toHaveLength(21)
  expect(roll.filter(({ account }) => account === 'm06').map(({ place }) => place)).toEqual(['cc-m06', 'ec-m06'])
  expect(carriedBy.en).toContain('Each council counts apart, and all must carry.')
  for (const [council, ballots] of Object.entries(BALLOTS))
    for (const [choice, ids] of Object.entries(ballots))
      for (const id of ids)
        await (await w.person(id)).does('votes', 'cast', { vote, hash, place: `${council}-${id}`, choice })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })

  const { outcome } = await observer.sees('votes', 'vote', { id: vote })
  expect(outcome).toMatchObject({ result: 'rejected', reason: 'no-majority' })
  expect(
    outcome?.tallies.map(({ scope, decides, verdict, places, notVoting, ...tally }) => [
      scope,
      decides,
      `${tally.for}:${tally.against}:${tally.abstain}`,
      places - notVoting,
      verdict,
    ]),
  ).toEqual([
    ['cc', true, '6:3:1', 10, 'carried'],
    ['ec', true, '4:7:0', 11, 'rejected'],
  ])
  expect(outcome?.headline).toEqual({
    en: 'Rejected: not every council carried it. Coordination Council (demo): 6 for, 3 against, 1 abstention; Expert Council (demo): 4 for, 7 against.',
    kk: 'Қабылданбады: барлық кеңес бірдей мақұлдаған жоқ. Үйлестіру кеңесі (көрсетілім): жақтап – 6, қарсы – 3, қалыс қалғаны – 1; Сараптамалық кеңес (көрсетілім): жақтап – 4, қарсы – 7.',
    ru: 'Отклонено: одобрено не всеми советами. Координационный совет (демо): за — 6, против — 3, воздержался — 1; Экспертный совет (демо): за — 4, против — 7.',
  })
  // The outcome explains itself in each language with the same numbers, council by council.
  for (const language of LANGUAGES) {
    const words = [
      outcome?.explanation[language] ?? '',
      ...(outcome?.steps ?? []).map(({ sentence }) => sentence[language]),
    ]
    expect(words.every((one) => one.trim() !== '')).toBe(true)
    const all = words.join(' ')
    for (const { name } of (await chair.sees('sessions', 'session', { id: session })).councils)
      expect(all).toContain(name[language])
  }
  await isLost(chair, recommendation, vote, hash)

  // The first session has not noticed.
  const { recommendations } = await chair.sees('recommendations', 'list', { session: SESSION })
  expect(new Set(recommendations.map(({ stage }) => stage))).toEqual(new Set(['drafting']))
  expect((await verifyStore(w.app.house.db, null)).findings).toEqual([])
  await w.close()
})

/** Nothing is adopted on it, and nobody dissents from what was not carried. */
async function isLost(chair: Person, recommendation: string, vote: string, hash: string): Promise<void> {
  expect((await chair.sees('recommendations', 'recommendation', { id: recommendation })).stage).toBe('rejected')
  expect(await chair.act('adoption', 'adopt', { vote, hash })).toMatchObject({ ok: false, code: 'not-carried' })
  const words = { kk: '', ru: 'Жаль.', en: '' }
  const dissent = await chair.act('votes', 'give-opinion', { vote, kind: 'dissent', words })
  expect(dissent).toMatchObject({ ok: false, code: 'nothing-decided' })
}
