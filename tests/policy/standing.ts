import type { SessionId } from '../../shared/ids.ts'
import { enrols } from '../commands/door.ts'
import { checks, shown } from '../commands/translating.ts'
import { freezes, type Person, SESSION, type World } from '../world.ts'
import type { Raised } from './moments.ts'
import { CLOSED, session } from './places.ts'
import { waitingErasures } from './standing-accounts.ts'
import { filed } from './standing-evidence.ts'
import { followedUp } from './standing-follow-up.ts'
import { amendedBy, changedSince, discussedBy, markedPassages, newestVersion } from './standing-texts.ts'
import { carries, wentWrong } from './standing-votes.ts'

/** What acts name: all of it is there at every stage. */
export type Standing = Awaited<ReturnType<Awaited<ReturnType<typeof prepare>>['standing']>>

const COMMENT = { kind: 'comment', language: 'ru', words: 'Уточнить срок.', proposed: null }
/** A membership list that says what is so already. */
const LIST = {
  name: 'list.csv',
  content: Buffer.from('Council;Name (Russian);E-mail;From\r\ncc;;m11@demo.kenes.example;').toString('base64'),
}
const PAPER = { kind: 'report', title: { kk: '', ru: 'Доклад', en: '' }, languages: ['ru'] }
const FILE = { file: { name: 'доклад.pdf', base64: Buffer.from('%PDF-1.7 x').toString('base64') } }

/** An open sitting in which everything is there that acts name. */
export async function prepare(w: World) {
  const [chair, secretary, member, other, fifth, third] = await w.people('m01', 's01', 'm03', 'm04', 'm05', 'm20')
  const paper = async (point: string) =>
    (await secretary.does('sessions', 'add-paper', { ...session, point, ...PAPER, source: FILE })).paper
  const papers = { paper: await paper('a04'), closedPaper: await paper(CLOSED.point) }
  await secretary.does('versions', 'circulate', {
    ...session,
    commentsUntil: { date: '2026-05-10', time: '18:00' },
    toObservers: true,
  })
  const commentOn = async (recommendation: string) =>
    (await member.does('comments', 'leave', { ...session, recommendation, revision: 1, ...COMMENT })).comment
  const comments = { comment: await commentOn('r01'), closedComment: await commentOn(CLOSED.drafted) }

  const discussion = await discussedBy(member, secretary)
  const amendments = await amendedBy(w)

  const announced = await carries(w, 'r03')
  const scan = { place: 'm06', base64: Buffer.from('%PDF-1.7 x').toString('base64') }
  await secretary.does('votes', 'attach-scan', { vote: announced.vote, ...scan })
  const counted = await carries(w, 'r04', false)
  const remedies = await wentWrong(w)
  const adopted = await carries(w, 'r06')
  const closedVote = await carries(w, CLOSED.adopted)
  for (const one of [adopted, closedVote]) await chair.does('adoption', 'adopt', one)
  const { opinion } = await member.does('votes', 'give-opinion', {
    vote: announced.vote,
    kind: 'explanation',
    words: { kk: '', ru: 'Потому.', en: '' },
  })
  const olderVersion = await changedSince(secretary)
  const redactions = await markedPassages(w)
  const frozen = await freezes(chair, 'r02')
  await chair.does('versions', 'freeze', { recommendation: 'r05', inSeconds: 10 })
  for (const recommendation of [CLOSED.drafted, CLOSED.adopted])
    await secretary.does('recommendations', 'move-to-point', { recommendation, point: CLOSED.point })
  await chair.does('sessions', 'change-privacy', { ...session, point: CLOSED.point, closed: true, released: false })

  await third.does('floor', 'declare-interest', { ...session, point: 'a07', account: 'm20', reason: 'works there' })
  const asks = async (person: Person) => (await person.does('floor', 'ask', { ...session, account: person.id })).entry
  const speaking = await asks(fifth)
  await chair.does('floor', 'call', { ...session, entry: speaking, after: null })
  const waiting = await asks(other)
  const { motion } = await member.does('floor', 'raise-motion', { ...session, account: 'm03', kind: 'close-list' })

  const link = await secretary.does('screens', 'create-link', { ...session, name: 'Hall', languages: ['kk', 'ru'] })
  await chair.does('sessions', 'name-operator', { ...session, operator: 's02' })

  const { state } = await secretary.does('councils', 'preview-list', LIST)
  const list = { ...LIST, state }
  const { code: card } = await secretary.does('accounts', 'give-card', { account: 'x04' })
  const invited = await secretary.does('accounts', 'invite', { account: 'x04' })
  await enrols(w, await w.person('x05'))
  const erasures = await waitingErasures(w)
  const { people } = await secretary.sees('accounts', 'people')
  const { signIns } = await member.sees('accounts', 'sign-ins')

  await secretary.does('translations', 'name-translators', { ...session, language: 'en', accounts: ['m03'] })
  await checks(await w.person('s03'), 'r02', 'kk')
  const translations = {
    kazakh: await shown(secretary, 'r01', 'kk'),
    english: await shown(secretary, 'r01', 'en'),
    checked: await shown(secretary, 'r02', 'kk'),
  }

  const things = {
    ...translations,
    ...(await followedUp(w)),
    ...(await filed(secretary)),
    card,
    invitation: invited.link?.split('#')[1] ?? '',
    people,
    memberSignIn: signIns.find(({ mine }) => mine)?.id ?? '',
    ...papers,
    ...comments,
    ...discussion,
    ...amendments,
    announced: announced.vote,
    opinion,
    carried: announced.hash,
    counted: counted.vote,
    ...remedies,
    closedVote: closedVote.vote,
    frozen,
    speaking,
    waiting,
    motion,
    screen: link.id,
    secret: link.path.split('#')[1] ?? '',
    version: await newestVersion(chair, 'r02'),
    olderVersion,
    ...redactions,
    ...erasures,
    closedVersion: await newestVersion(chair, CLOSED.adopted),
  }
  return {
    /** What stands now. */
    async standing(raised: Raised) {
      const { votes } = await chair.sees('votes', 'list', session)
      const { recommendations } = await chair.sees('recommendations', 'list', session)
      const council = await secretary.sees('councils', 'council', { id: 'cc' })
      const minutesHash = (await secretary.sees('minutes', 'minutes', session)).hash
      const { orders } = await secretary.sees('councils', 'orders', { council: 'cc' })
      const plan = await planOf(w)
      return {
        ...things,
        ...raised,
        ...plan,
        /** The vote that is open, where one is; else one that was announced. */
        vote: votes.find(({ stage }) => stage === 'open')?.id ?? announced.vote,
        hash: votes.some(({ stage }) => stage === 'open') ? frozen : announced.hash,
        order: recommendations.map(({ id }) => id),
        council,
        minutesHash,
        orders,
        list,
      }
    },
  }
}

/** The plan as it is changed by nobody else: read from the rows, for a closed session shows it to nobody. */
async function planOf({ app }: World) {
  const { db } = app.house
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', SESSION as SessionId)
    .executeTakeFirstOrThrow()
  const plan = await db.selectFrom('session_plans').selectAll().where('session', '=', row.id).executeTakeFirst()
  const points = db.selectFrom('agenda_points').selectAll().where('session', '=', row.id).orderBy('position')
  return {
    planRev: plan?.rev ?? 1,
    agendaRev: plan?.agenda_rev ?? 1,
    title: JSON.parse(row.title),
    place: JSON.parse(row.place),
    agenda: (await points.execute()).map(({ id, kind, start, minutes, title, closed }) => ({
      id,
      kind,
      start,
      minutes,
      title: JSON.parse(title),
      closed: closed === 1,
    })),
  }
}
