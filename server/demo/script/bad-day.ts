import type { SessionContent } from '../content.ts'
import { objectsToAnOutcome, votesOnAWrongRoll, votesOnPaper } from './bad-day-after.ts'
import { announces, cast, freezes, opens, resultOf } from './hall.ts'
import { castAndCut } from './lost-answer.ts'
import type { Answered, Player, Players } from './people.ts'
import type { Report } from './report.ts'

export type BadDay = {
  readonly session: string
  readonly players: Players
  readonly report: Report
  readonly chair: Player
  readonly secretary: Player
  readonly observer: Player
}

const codeOf = (answered: Answered<unknown>): string => (answered.ok ? 'done' : `refused, ${answered.code}`)
const MAJORITY = ['m01', 'm02', 'm12', 'm13', 'm14'] as const

/** Plays what goes wrong in a sitting, one thing after another, each on a text of its own. */
export async function playBadDay(content: SessionContent, players: Players, report: Report): Promise<void> {
  const [chair, secretary, observer] = await Promise.all(['m01', 's01', 'o06'].map((id) => players.person(id)))
  if (!chair || !secretary || !observer) return
  const day = { session: content.session.id, players, report, chair, secretary, observer }
  await freezesTheWrongText(day)
  await comesLate(day)
  await losesAnAnswer(day)
  await losesTheQuorum(day)
  await losesADevice(day)
  await meetsAnObjection(day)
  await votesOnAWrongRoll(day)
  await votesOnPaper(day)
  await objectsToAnOutcome(day)
}

/** The wrong text is frozen: the chair takes it back, and drafting goes on. */
async function freezesTheWrongText({ chair, report }: BadDay): Promise<void> {
  await freezes(chair, 'r02')
  await chair.does('votes', 'take-back-freeze', { recommendation: 'r02' })
  const { stage } = await chair.sees('recommendations', 'recommendation', { id: 'r02' })
  report.step('a wrong freeze is taken back', 'drafting', stage)
}

/** Who comes after the opening is not on the roll, and votes in the next. */
async function comesLate({ session, players, chair, secretary, observer, report }: BadDay): Promise<void> {
  const put = await opens(chair, 'r01', await freezes(chair, 'r01'), 'open')
  await secretary.does('sessions', 'note-attendance', { session, account: 'm09', event: 'came' })
  const late = await players.person('m09')
  const ballot = (vote: typeof put) => late.act('votes', 'cast', { ...vote, place: 'm09', choice: 'for' })
  const first = codeOf(await ballot(put))
  await cast(players, put, { for: MAJORITY })
  const result = resultOf(await announces(chair, observer, put.vote))
  report.step('a late member votes', 'refused, not-on-the-roll; 5:0:0 carried', `${first}; ${result}`)
  const next = await opens(chair, 'r02', await freezes(chair, 'r02'), 'open')
  const second = codeOf(await ballot(next))
  await cast(players, next, { against: MAJORITY })
  const lost = resultOf(await announces(chair, observer, next.vote))
  report.step('the late member votes in the next', 'done; 1:5:0 rejected', `${second}; ${lost}`)
}

/** The line is cut before the receipt comes: the device sends again under the same id, and it is one ballot. */
async function losesAnAnswer({ players, chair, observer, report }: BadDay): Promise<void> {
  const put = await opens(chair, 'r03', await freezes(chair, 'r03'))
  const member = await players.person('m03')
  const ballot = { ...put, place: 'm03', choice: 'against', requestId: 'bad-day-m03-ballot' }
  await castAndCut(member, ballot)
  const again = codeOf(await member.act('votes', 'cast', ballot))
  const once = codeOf(await member.act('votes', 'cast', ballot))
  const { progress } = await chair.sees('votes', 'vote', { id: put.vote })
  await cast(players, put, { for: MAJORITY })
  const result = resultOf(await announces(chair, observer, put.vote))
  report.step(
    'a ballot without an answer is sent again',
    'done, done, 1 ballot; 5:1:0 carried',
    `${again}, ${once}, ${progress.cast} ballot; ${result}`,
  )
}

/** Five leave without a ballot: no decision; they come back and the text is put again. */
async function losesTheQuorum({ session, players, chair, secretary, observer, report }: BadDay): Promise<void> {
  const hash = await freezes(chair, 'r04')
  const put = await opens(chair, 'r04', hash, 'open')
  await cast(players, put, { for: ['m01', 'm02', 'm06'] })
  const leaving = ['m13', 'm14', 'm15', 'm16', 'm18']
  const all = async (event: 'left' | 'came') => {
    for (const account of leaving) await secretary.does('sessions', 'note-attendance', { session, account, event })
  }
  await all('left')
  const lost = await announces(chair, observer, put.vote)
  const { stage } = await chair.sees('recommendations', 'recommendation', { id: 'r04' })
  report.step(
    'the quorum is lost while a vote is open',
    'no-quorum-at-close, text no-decision',
    `${lost.outcome?.reason}, text ${stage}`,
  )
  await all('came')
  const next = await opens(chair, 'r04', hash, 'open')
  await cast(players, next, { for: MAJORITY })
  report.step('it is put again', '5:0:0 carried', resultOf(await announces(chair, observer, next.vote)))
}

/** A phone is lost: its seat's devices are switched off, and the member votes by word. */
async function losesADevice({ session, players, chair, secretary, observer, report }: BadDay): Promise<void> {
  const put = await opens(chair, 'r05', await freezes(chair, 'r05'))
  const member = await players.person('m08')
  await secretary.does('accounts', 'switch-off-devices', { session, account: 'm08' })
  const device = codeOf(await member.act('votes', 'cast', { ...put, place: 'm08', choice: 'for' }))
  const { source } = await secretary.does('votes', 'record-word', { ...put, place: 'm08', choice: 'against' })
  await cast(players, put, { for: MAJORITY })
  const result = resultOf(await announces(chair, observer, put.vote))
  report.step(
    'a seat whose devices are off votes by word',
    'refused, signed-out; word; 5:1:0 carried',
    `${device}; ${source}; ${result}`,
  )
  await secretary.does('accounts', 'switch-on-devices', { session, account: 'm08' })
  const back = await players.again('m08')
  const { mine } = await back.sees('votes', 'vote', { id: put.vote })
  report.step('it signs in again and reads its ballot', 'against', mine[0]?.receipt?.choice ?? 'none')
}

/** Somebody objects to deciding without a vote: it is voted on. */
async function meetsAnObjection({ players, chair, observer, report }: BadDay): Promise<void> {
  const hash = await freezes(chair, 'r06')
  const { vote } = await chair.does('votes', 'ask-without-vote', {
    question: { kind: 'adopt-recommendation', recommendation: 'r06' },
    hash,
  })
  await (await players.person('m07')).does('votes', 'object', { vote, place: 'm07' })
  const asked = await observer.sees('votes', 'vote', { id: vote })
  const put = await opens(chair, 'r06', hash, 'open')
  await cast(players, put, { for: MAJORITY, against: ['m07'] })
  const result = resultOf(await announces(chair, observer, put.vote))
  report.step(
    'an objection makes it a vote',
    'objected by m07; 5:1:0 carried',
    `${asked.outcome?.reason} by ${asked.window?.objection?.account}; ${result}`,
  )
}
