import type { SessionContent } from '../content.ts'
import { announces, type Ballots, freezes, opens } from './hall.ts'
import { type Players, Unexpected } from './people.ts'
import type { Report } from './report.ts'

/** Who votes how, council by council; m06 sits in both, and votes otherwise in each. */
const BALLOTS: Readonly<Record<'cc' | 'ec', Ballots>> = {
  cc: { for: ['m01', 'm02', 'm03', 'm04', 'm06', 'm07'], against: ['m05', 'm08', 'm10'], abstain: ['m11'] },
  ec: { for: ['m12', 'm13', 'm14', 'm15'], against: ['m06', 'm16', 'm18', 'm19', 'm20', 'm21', 'm22'] },
}
const PRESENT = [...new Set(Object.values(BALLOTS).flatMap((ballots) => Object.values(ballots).flat()))]

/** Plays the same people in a session of their own, where each council counts apart: carried in one, lost in the other. Source: RULES.md VO30, VO31. */
export async function playApart({ session: { date, timezone } }: SessionContent, players: Players, report: Report) {
  const [chair, secretary, observer] = await Promise.all([
    players.person('m01'),
    players.person('s01'),
    players.person('m22'),
  ])
  const { session } = await secretary.does('sessions', 'plan-session', {
    title: { kk: 'Кеңестер бөлек санайды', ru: 'Советы считают раздельно', en: 'The councils count apart' },
    place: { kk: 'Астана', ru: 'Астана', en: 'Astana' },
    date,
    lastDate: null,
    timezone,
    hybrid: false,
    link: null,
    councils: ['cc', 'ec'],
    counting: 'each-apart',
    presiding: 'm01',
    amendmentDeadline: null,
  })
  const one = (words: string) => [{ level: 0, words }]
  const paragraphs = {
    kk: one('Шағымға жауап беру мерзімі – бір ай.'),
    ru: one('Срок ответа на жалобу — один месяц.'),
    en: one('A complaint is answered within one month.'),
  }
  const title = { kk: 'Жауап беру мерзімі', ru: 'Срок ответа', en: 'Time for an answer' }
  const texts = [{ kind: 'recommendation', source: 'ru', title, paragraphs }]
  await secretary.does('recommendations', 'create-set', { session, point: null, texts })
  await chair.does('sessions', 'open', { session })
  await secretary.does('sessions', 'note-list', { session, accounts: PRESENT })
  const [listed] = (await chair.sees('recommendations', 'list', { session })).recommendations
  if (!listed) throw new Unexpected('the new session has no text')
  const put = await opens(chair, listed.id, await freezes(chair, listed.id))
  const { roll } = await chair.sees('votes', 'vote', { id: put.vote })
  report.step(
    'the roll names who sits in both councils twice',
    '21 places, m06 at cc-m06 and ec-m06',
    `${roll.length} places, m06 at ${roll.flatMap(({ account, place }) => (account === 'm06' ? [place] : [])).join(' and ')}`,
  )
  for (const [council, ballots] of Object.entries(BALLOTS))
    for (const [choice, ids] of Object.entries(ballots))
      for (const id of ids)
        await (await players.person(id)).does('votes', 'cast', { ...put, place: `${council}-${id}`, choice })
  const { outcome } = await announces(chair, observer, put.vote)
  const counts = outcome?.tallies.map((one) => `${one.scope} ${one.for}:${one.against}:${one.abstain} ${one.verdict}`)
  report.step(
    'each council counts apart',
    'cc 6:3:1 carried, ec 4:7:0 rejected; rejected',
    `${counts?.join(', ')}; ${outcome?.result}`,
  )
  report.step(
    'the outcome is explained',
    'Rejected: not every council carried it. Coordination Council (demo): 6 for, 3 against, 1 abstention; Expert Council (demo): 4 for, 7 against.',
    outcome?.headline.en ?? '',
  )
  await chair.does('sessions', 'close', { session })
}
