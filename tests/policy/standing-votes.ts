import { cast, opensVote, type Person, type World } from '../world.ts'

/** A text is put and carried; announced, or only counted. */
export async function carries(w: World, recommendation: string, announces = true) {
  const chair = await w.person('m01')
  const put = await opensVote(chair, recommendation, 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm03', 'm04', 'm05'] })
  const secretary = await w.person('s01')
  for (const place of ['m06', 'm07']) await secretary.does('votes', 'hand-sheet', { vote: put.vote, place })
  await chair.does('votes', 'close', { vote: put.vote })
  if (announces) await chair.does('votes', 'announce', { vote: put.vote })
  return put
}

/** Votes in which something went wrong: one that the other chair would have void, one objected to, two keyed wrongly. */
export async function wentWrong(w: World) {
  const [secretary, chair, member] = (await w.people('s01', 'm12', 'm03')) as [Person, Person, Person]
  const ground = { ground: 'wrong-roll', words: 'Somebody was missing.' }
  const { vote: doubted } = await carries(w, 'r09')
  const { voiding } = await chair.does('votes', 'void', { vote: doubted, ...ground })
  const { vote: disputed } = await carries(w, 'r10')
  const { objection } = await member.does('votes', 'lodge-objection', { vote: disputed, ...ground })
  const wrong = await keyedWrongly(w, 'r11')
  const right = { place: 'm05', right: { choice: 'for' }, words: 'Heard wrongly.' }
  const { correction } = await secretary.does('votes', 'propose-correction', { vote: wrong, ...right })
  return { voiding, objection, correction, keyed: await keyedWrongly(w, 'r12') }
}

/** A vote that is counted, with a word that was recorded. */
async function keyedWrongly(w: World, recommendation: string): Promise<string> {
  const [chair, secretary] = (await w.people('m01', 's01')) as [Person, Person]
  const put = await opensVote(chair, recommendation, 'open')
  await cast(w, put, { for: ['m01', 'm02', 'm03'] })
  await secretary.does('votes', 'record-word', { ...put, place: 'm05', choice: 'against' })
  await chair.does('votes', 'close', { vote: put.vote })
  return put.vote
}
