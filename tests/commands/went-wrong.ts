import { cast, must, opensVote, type Person, SESSION, type World } from '../world.ts'

export const DISORDER = { ground: 'disorder', words: 'The hall had to be cleared.' } as const
export const TEXT = { kk: '', ru: 'Признать голосование недействительным?', en: '' }

/** A text is put in the open manner, five vote for it, and the chair closes and announces. */
export async function announces(w: World, recommendation: string): Promise<{ vote: string; hash: string }> {
  const chair = await w.person('m01')
  const put = await opensVote(chair, recommendation, 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm03', 'm04', 'm12'] })
  await chair.does('votes', 'close', { vote: put.vote })
  await chair.does('votes', 'announce', { vote: put.vote })
  return put
}

/** A vote on procedure, carried and announced. */
export async function decidesOnProcedure(w: World, choice: 'for' | 'against' = 'for'): Promise<string> {
  const chair = await w.person('m01')
  const question = { kind: 'procedure', session: SESSION, words: TEXT }
  const { vote } = must(await chair.act('votes', 'open-question', { question, manner: 'open' }))
  const { hash } = await chair.sees('votes', 'vote', { id: vote })
  await cast(w, { vote, hash }, { [choice]: ['m01', 'm02', 'm03'] })
  await chair.does('votes', 'close', { vote })
  await chair.does('votes', 'announce', { vote })
  return vote
}

/** A vote that is closed, in which the secretary recorded the word of m08 as against; three voted for. */
export async function keysWrongly(w: World, recommendation: string): Promise<{ vote: string; hash: string }> {
  const [chair, secretary] = (await w.people('m01', 's01')) as [Person, Person]
  const put = await opensVote(chair, recommendation, 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm03'] })
  await secretary.does('votes', 'record-word', { ...put, place: 'm08', choice: 'against' })
  await chair.does('votes', 'close', { vote: put.vote })
  return put
}

/** Everything that can go wrong with a vote, once each: what `verify` must find its way through. */
export async function everythingGoesWrong(w: World): Promise<void> {
  const [chair, other, secretary, second, member] = (await w.people('m01', 'm12', 's01', 's02', 'm03')) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
  const { vote } = await keysWrongly(w, 'r07')
  const right = { vote, place: 'm08', right: { choice: 'for' }, words: 'Heard wrongly in the hall.' }
  const { correction } = await secretary.does('votes', 'propose-correction', right)
  await second.does('votes', 'confirm-correction', { correction })
  await member.does('votes', 'state-intention', { vote, place: 'm03', choice: 'abstain', words: 'My finger slipped.' })
  await chair.does('votes', 'announce', { vote })
  const { objection } = await member.does('votes', 'lodge-objection', { vote, ...DISORDER })
  await chair.does('votes', 'rule-on-objection', { objection, upheld: true, words: 'It was so.' })
  await chair.does('votes', 'open', { recommendation: 'r07', hash: await version(chair, 'r07') })
  const again = (await chair.sees('votes', 'list', { session: SESSION })).votes[0]?.id ?? ''
  await chair.does('votes', 'void', { vote: again, ...DISORDER })
  const { vote: doubted } = await announces(w, 'r08')
  const { voiding } = await other.does('votes', 'void', { vote: doubted, ...DISORDER })
  await chair.does('votes', 'agree-to-void', { voiding })
  const { vote: decidedOn } = await announces(w, 'r09')
  const follows = await decidesOnProcedure(w)
  await chair.does('votes', 'void', { vote: decidedOn, ...DISORDER, follows })
}

/** The hash a text is frozen at. */
export const version = async (person: Person, id: string): Promise<string> =>
  (await person.sees('recommendations', 'recommendation', { id })).version?.hash ?? ''
