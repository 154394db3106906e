import { lastDayOf } from '../../../shared/councils/orders-rules.ts'
import { localDateOf } from '../../../shared/messages/format.ts'
import { DEMO_CALENDAR, type ScriptStep, type SessionContent } from '../content.ts'
import { acceptsAmendment, votesOnAmendment } from './amendments.ts'
import { announces, type Ballots, cast, closesWhenOver, freezes, opens, resultOf, roomOf } from './hall.ts'
import type { Player, Players } from './people.ts'
import type { Report } from './report.ts'

/** How long the chair waits for objections, in seconds: the least there is. */
const WINDOW_S = 10

export type Day = {
  readonly content: SessionContent
  readonly players: Players
  readonly report: Report
  readonly chair: Player
  readonly observer: Player
}

/** Plays the script as it is written, step by step. */
export async function playMainDay(content: SessionContent, players: Players, report: Report): Promise<void> {
  const chair = await players.person(content.session.joint.presiding)
  const observer = await players.person('o06')
  const day = { content, players, report, chair, observer }
  await comesTogether(day)
  for (const step of content.script.steps) await play(day, step)
}

function play(day: Day, step: ScriptStep): Promise<void> {
  if ('accept' in step) return acceptsAmendment(day, step)
  if ('freeze' in step) return freezesTexts(day, step.freeze)
  if ('dissent' in step) return dissents(day, step)
  if (step.vote === 'set') return agreesOnSet(day, step)
  return step.ballots ? votesOnText(day, step, step.ballots) : votesOnAmendment(day, step)
}

/** Who is there, and that nothing has been played yet. */
async function comesTogether({ content, chair, report }: Day): Promise<void> {
  const { id: session } = content.session
  const { seats, quorum } = await chair.sees('sessions', 'session', { id: session })
  const people = (present: boolean) =>
    [...new Set(seats.filter((seat) => seat.present === present).map(({ account }) => account))].sort()
  const remote = seats.filter((seat) => seat.mode === 'remote').map(({ account }) => account)
  const present = content.members.length - content.script.absent.length
  report.step(
    'who is present',
    `${present} present, absent ${content.script.absent.join(', ')}, remote ${content.script.remote.join(', ')}, quorum`,
    `${people(true).length} present, absent ${people(false).join(', ')}, remote ${remote.join(', ')}, ${quorum.every(({ reached }) => reached) ? 'quorum' : 'no quorum'}`,
  )
  const { recommendations } = await chair.sees('recommendations', 'list', { session })
  const stages = [...new Set(recommendations.map(({ stage }) => stage))].join(', ')
  report.step('every text', 'drafting', stages)
}

/** Freezes texts; a member who has one open is told so over the live text. */
async function freezesTexts(
  { content, players, chair, report }: Day,
  named: string | readonly string[],
): Promise<void> {
  const { recommendations } = await chair.sees('recommendations', 'list', { session: content.session.id })
  const isNamed = (id: string) => named === id || (Array.isArray(named) && named.includes(id))
  const all = !recommendations.some(({ id }) => isNamed(id))
  const texts = recommendations.filter(({ id, stage }) => (all ? stage === 'drafting' : isNamed(id)))
  for (const { id } of texts) await freezes(chair, id)
  const member = await players.person('m02')
  const last = texts.at(-1)
  const room = last && (await roomOf(member, last.textId, ({ reason }) => reason === 'frozen'))
  const now = await chair.sees('recommendations', 'list', { session: content.session.id })
  const stages = now.recommendations.filter(({ id }) => texts.some((one) => one.id === id)).map(({ stage }) => stage)
  report.step(
    `freeze ${all ? `${texts.length} other texts` : texts.map(({ id }) => id).join(', ')}`,
    'frozen, live text read only',
    `${[...new Set(stages)].join(', ')}, live text ${room?.access === 'read' ? 'read only' : 'open'}`,
  )
}

export type VoteStep = Extract<ScriptStep, { readonly vote: string }>
const expected = ({ for: inFavour = 0, against = 0, abstain = 0, expect }: VoteStep) =>
  `${inFavour}:${against}:${abstain} ${expect}`

/** The vote on a text with the script's own ballots, and its adoption. */
async function votesOnText({ players, chair, observer, report }: Day, step: VoteStep, ballots: Ballots): Promise<void> {
  const { version } = await chair.sees('recommendations', 'recommendation', { id: step.vote })
  const put = await opens(chair, step.vote, version?.hash ?? '')
  const { recused } = await chair.sees('votes', 'vote', { id: put.vote })
  await cast(players, put, ballots)
  report.step(
    `vote ${step.vote}`,
    `recused ${(step.recused ?? []).join(', ')}; ${expected(step)}`,
    `recused ${recused.map(({ account }) => account).join(', ')}; ${resultOf(await announces(chair, observer, put.vote))}`,
  )
  await chair.does('adoption', 'adopt', put)
  const text = await observer.sees('adoption', 'text', { recommendation: step.vote })
  report.step(`adopt ${step.vote}`, `${step.then ?? 'adopted'} as ${put.hash}`, `adopted as ${text.hash}`)
}

/** The set as a whole, when nobody objects. */
async function agreesOnSet({ content, chair, observer, report }: Day, { expect }: VoteStep): Promise<void> {
  const { id: session } = content.session
  const { hash } = await chair.sees('votes', 'prepare-question', { session, kind: 'adopt-set' })
  const { vote } = await chair.does('votes', 'ask-without-vote', {
    question: { kind: 'adopt-set', session },
    hash: hash ?? '',
    seconds: WINDOW_S,
  })
  await closesWhenOver(chair, vote, WINDOW_S)
  await chair.does('votes', 'announce', { vote })
  const { outcome } = await observer.sees('votes', 'vote', { id: vote })
  await chair.does('adoption', 'adopt', { vote, hash: hash ?? '' })
  const { recommendations } = await observer.sees('recommendations', 'list', { session })
  const adopted = recommendations.filter(({ stage }) => stage === 'adopted').length
  report.step(
    'vote set',
    `${expect}, ${recommendations.length} of ${recommendations.length} texts`,
    `${outcome?.reason === 'no-objection' ? 'adopted without a vote' : outcome?.reason}, ${adopted} of ${recommendations.length} texts`,
  )
}

/** A dissenting opinion within the days, read by everybody with the adopted text. */
async function dissents(
  { players, observer, report }: Day,
  { dissent, on, withinWorkingDays }: Extract<ScriptStep, { readonly dissent: string }>,
): Promise<void> {
  const member = await players.person(dissent)
  const { vote, timezone } = await observer.sees('adoption', 'text', { recommendation: on })
  await member.does('votes', 'give-opinion', {
    vote,
    kind: 'dissent',
    recommendation: on,
    words: { kk: '', ru: 'Дисциплинарное право вне мандата.', en: 'Disciplinary law is outside the mandate.' },
  })
  const { lastDay } = await member.sees('votes', 'opinions', { vote })
  const { announcedAt } = await observer.sees('votes', 'vote', { id: vote })
  const last = lastDayOf(DEMO_CALENDAR, localDateOf(announcedAt ?? 0, timezone), withinWorkingDays)
  const { opinions } = await observer.sees('adoption', 'text', { recommendation: on })
  report.step(
    `dissent of ${dissent} on ${on}`,
    `dissent of ${dissent}, open until ${last}`,
    `${opinions.map(({ kind, account }) => `${kind} of ${account}`).join(', ')}, open until ${lastDay}`,
  )
}
