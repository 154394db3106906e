import type { BadDay } from './bad-day.ts'
import { announces, cast, freezes, opens, resultOf } from './hall.ts'

// What goes wrong in counting and is put right: a void vote, paper keyed twice, an objection to the outcome.

const MAJORITY = ['m01', 'm02', 'm12', 'm13', 'm14'] as const
const ON_PAPER = ['m03', 'm04', 'm05', 'm07', 'm10'] as const

/** Choices were shown already when the roll is found to be wrong: both chairs make the vote void, and it is put again. */
export async function votesOnAWrongRoll({ players, chair, observer, report }: BadDay): Promise<void> {
  const hash = await freezes(chair, 'r07')
  const put = await opens(chair, 'r07', hash, 'open')
  await cast(players, put, { against: MAJORITY })
  const { voiding, void: alone } = await chair.does('votes', 'void', {
    vote: put.vote,
    ground: 'wrong-roll',
    words: 'A member was checked in who had left.',
  })
  const other = await players.person('m12')
  const together = await other.does('votes', 'agree-to-void', { voiding })
  const { stage } = await observer.sees('votes', 'vote', { id: put.vote })
  report.step(
    'a vote on a wrong roll is void when both chairs say so',
    'not by one, by both; void',
    `${alone ? 'by one' : 'not by one'}, ${together.void ? 'by both' : 'not by both'}; ${stage}`,
  )
  const next = await opens(chair, 'r07', hash, 'open')
  await cast(players, next, { for: MAJORITY })
  const seen = await announces(chair, observer, next.vote)
  const cites = seen.remedies.repeats?.vote === put.vote ? 'cites the void one' : 'cites nothing'
  report.step('the new vote', '5:0:0 carried, cites the void one', `${resultOf(seen)}, ${cites}`)
}

/** Five seats vote on paper; one sheet is keyed wrong by the second teller, and both key it again. */
export async function votesOnPaper({ players, chair, secretary, observer, report }: BadDay): Promise<void> {
  const put = await opens(chair, 'r08', await freezes(chair, 'r08'))
  const second = await players.person('s02')
  const keys = async (teller: typeof second, place: string, choice: string) =>
    (await teller.does('votes', 'key-sheet', { ...put, place, choice })).standing
  for (const place of ON_PAPER) await secretary.does('votes', 'hand-sheet', { vote: put.vote, place })
  const standings: string[] = []
  for (const place of ON_PAPER) {
    await keys(secretary, place, 'for')
    standings.push(await keys(second, place, place === 'm05' ? 'against' : 'for'))
  }
  await keys(secretary, 'm05', 'for')
  standings.push(await keys(second, 'm05', 'for'))
  await cast(players, put, { against: ['m01', 'm02'] })
  report.step(
    'five seats vote on paper, one sheet is keyed wrong and keyed again',
    'agree, agree, differ, agree, agree, agree; 5:2:0 carried',
    `${standings.join(', ')}; ${resultOf(await announces(chair, observer, put.vote))}`,
  )
}

/** A member objects to an outcome: nothing is adopted on it before the chair has ruled. */
export async function objectsToAnOutcome({ players, chair, observer, report }: BadDay): Promise<void> {
  const put = await opens(chair, 'r11', await freezes(chair, 'r11'), 'open')
  await cast(players, put, { for: MAJORITY, against: ['m07'] })
  const result = resultOf(await announces(chair, observer, put.vote))
  const member = await players.person('m07')
  const { objection } = await member.does('votes', 'lodge-objection', {
    vote: put.vote,
    ground: 'wrong-count',
    words: 'I counted otherwise.',
  })
  const early = await chair.act('adoption', 'adopt', put)
  await chair.does('votes', 'rule-on-objection', { objection, upheld: false, words: 'The roll shows each ballot.' })
  const late = await chair.act('adoption', 'adopt', put)
  const { remedies } = await observer.sees('votes', 'vote', { id: put.vote })
  report.step(
    'an objection to an outcome waits for its ruling',
    '5:1:0 carried; refused, objection-waits; not-upheld; adopted',
    `${result}; ${early.ok ? 'adopted' : `refused, ${early.code}`}; ${remedies.objections[0]?.stage}; ${late.ok ? 'adopted' : `refused, ${late.code}`}`,
  )
}
