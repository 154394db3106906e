import type { AccountId, SeatId, SessionId } from '../../shared/ids.ts'
import type { PolicyStage } from '../../shared/policy.ts'
import { enrols } from '../commands/door.ts'
import { classes, confirms, signs, types } from '../commands/final.ts'
import { LETTER_FIELDS, linked } from '../commands/following.ts'
import { LETTER } from '../commands/keeping.ts'
import { checks, shown } from '../commands/translating.ts'
import { cast, freezes, opensVote, type Person, SESSION, type World } from '../world.ts'

/**
 * `quiet`; `raised`: the member has asked for the floor and raised a point of order, and the chair lets guests ask; `ruled`: on that
 * point; `appealed`: from the ruling; `unread`: those who look on may not read live texts. Then the steps of the final text of one that
 * was adopted: `copied`, with a change that is classed; `given` to the chairs; `confirmed` and `signed` by them; `published`.
 */
const STEPS = ['copied', 'given', 'confirmed', 'signed', 'published'] as const
export const MOMENTS = ['quiet', 'raised', 'ruled', 'appealed', 'unread', ...STEPS] as const
export type Moment = (typeof MOMENTS)[number]

/** What acts name: all of it is there at every stage. */
export type Standing = Awaited<ReturnType<Awaited<ReturnType<typeof prepare>>['standing']>>
type Raised = { readonly entry: string; readonly point: string; readonly change: string; readonly final: string }

/** The point that is closed to those who look on, with a text in drafting and an adopted one. */
export const CLOSED = { point: 'a08', drafted: 'r08', adopted: 'r07' } as const
const NONE: Raised = { entry: 'none', point: 'none', change: 'none', final: '0'.repeat(64) }
const session = { session: SESSION }

/** The adopted text that is made final. */
export const MADE_FINAL = { recommendation: 'r06' }

/** The text to whose discussion those who look on are invited. */
export const INVITED_TO = 'r09'

/** People whom the demo does not have: an administrator, a stranger, somebody of this session's secretariat alone, a drafter, a guest, an addressee, a former member. */
export async function invite({ app }: World): Promise<void> {
  const { db } = app.house
  const known = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', 'm01' as AccountId)
    .executeTakeFirstOrThrow()
  const made = [
    ['x01', 'administrator'],
    ['x02', 'person'],
    ['x03', 'person'],
    ['x04', 'person'],
    ['x05', 'person'],
    ['x06', 'person'],
    ['x07', 'person'],
  ] as const
  for (const [id, role] of made)
    await db
      .insertInto('accounts')
      .values({ ...known, id: id as AccountId, email: `${id}@demo.kenes.example`, role })
      .execute()
  const people = { session: SESSION as SessionId, organisation: null, position: 90 }
  await db
    .insertInto('session_people')
    .values({ ...people, account: 'x03' as AccountId, role: 'secretariat' })
    .execute()
  const turned = [
    ['o03', 'drafter'],
    ['o04', 'guest'],
    ['o02', 'addressee'],
  ] as const
  for (const [id, role] of turned)
    await db
      .updateTable('session_people')
      .set({ role })
      .where('account', '=', id as AccountId)
      .execute()
  await db
    .updateTable('seats')
    .set({ until_date: '2025-04-01' })
    .where('id', '=', 'cc-m09' as SeatId)
    .execute()
}

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
    invitation: invited.link?.split('code=')[1] ?? '',
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

const newestVersion = async (person: Person, recommendation: string) =>
  (await person.sees('versions', 'list', { recommendation })).versions[0]?.id ?? ''

/** An adopted text sent to one of its two addressees, answered by letter, with a measure, a file and a live link. */
async function followedUp(w: World) {
  const secretary = await w.person('s01')
  const { dispatch, code: answerCode } = await linked(secretary, 'adr-moh', ['r06'])
  const { dispatches } = await secretary.sees('follow-up', 'desk', session)
  const answers = [{ recommendation: 'r06', position: 'accepted', words: '' }]
  const { letter } = await secretary.does('follow-up', 'note-letter', {
    ...LETTER_FIELDS,
    addressee: 'adr-moh',
    answers,
  })
  const file = { letter, name: 'Скан.pdf' }
  const kept = await secretary.raw('POST', `/api/follow-up/upload?${new URLSearchParams(file)}`, LETTER.toString())
  const { id: evidence } = (await kept.json()) as { id: string }
  const related = { recommendation: 'r06', source: 'УПО', reference: '139.45', words: '' }
  await secretary.does('follow-up', 'relate', related)
  return { dispatch, answerCode, answerLink: dispatches[0]?.links[0]?.id ?? '', letter, evidence }
}

/** A passage that may be marked, one that waits for its second person, and one that the secretary marked. */
async function markedPassages(w: World) {
  const [secretary, another] = await w.people('s01', 's03')
  const { plain } = await secretary.sees('recommendations', 'text', { id: 'r01' })
  const said = plain.text.ru.slice(0, 12)
  const place = { part: 'text', language: 'ru', paragraph: 0, start: 0, length: said.length }
  const passage = { recommendation: 'r01', ...place, said, reason: 'child', words: '' }
  const marks = async (person: Person) => (await person.does('versions', 'ask-redaction', passage)).redaction
  return { passage, redaction: await marks(another), ownRedaction: await marks(secretary) }
}

/** Two who are to be erased: one waits for a second person, the other was asked for by the secretary. */
async function waitingErasures(w: World) {
  const [secretary, another] = await w.people('s01', 's03')
  const asks = async (person: Person, account: string) =>
    (await person.does('accounts', 'ask-erasure', { account, reason: 'left', words: '' })).erasure
  return { erasure: await asks(another, 'x06'), ownErasure: await asks(secretary, 'x07') }
}

/** A version of the preamble, which was changed since. */
async function changedSince(secretary: Person): Promise<string> {
  const { recommendations } = await secretary.sees('recommendations', 'list', session)
  const id = recommendations.find(({ kind }) => kind === 'preamble')?.id ?? ''
  const { fields, fieldsRev: rev } = await secretary.sees('recommendations', 'recommendation', { id })
  await secretary.does('recommendations', 'change-fields', { id, rev, fields: { ...fields, priority: 'low' } })
  return newestVersion(secretary, id)
}

/** A text is put and carried; announced, or only counted. */
async function carries(w: World, recommendation: string, announces = true) {
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
async function wentWrong(w: World) {
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

/**
 * The member's amendments: a draft, one that is tabled, one that somebody else signed, one that was typed for them, one that clashes with the
 * text, and one to the text that will be closed; and one that somebody else gave up.
 */
async function amendedBy(w: World) {
  const [chair, secretary, member, other] = await w.people('m01', 's01', 'm03', 'm04')
  const one = (to: string, from = '', recommendation = 'r01') => ({
    ...session,
    recommendation,
    kind: 'replace',
    language: 'ru',
    changes: [{ part: 'text', language: 'ru', from, to }],
  })
  const tables = async (person: Person, begun: ReturnType<typeof one>) => {
    const { amendment } = await person.does('amendments', 'start', begun)
    await person.does('amendments', 'table', { amendment })
    return amendment as string
  }
  const reviewed = await tables(member, one('изучив', 'рассмотрев', 'p00'))
  const accepted = await tables(member, one('обсудив', 'рассмотрев', 'p00'))
  await chair.does('amendments', 'accept', { amendment: accepted })
  const clash = (await secretary.sees('amendments', 'amendment', { id: reviewed })).review[0]?.key ?? ''
  const { amendment: drafted } = await member.does('amendments', 'start', one('Вести учёт.'))
  // Of its own: what was written in an open text cannot be put back under it.
  const { amendment: reworded } = await member.does('amendments', 'start', one('Вести учёт.'))
  const tabled = await tables(member, one('обязательный единый порядок', 'обязательный порядок'))
  const signed = await tables(member, one('междисциплинарной группой', 'междисциплинарной комиссией'))
  await (await w.person('m12')).does('amendments', 'sign', { amendment: signed })
  // Accepted it writes no words either, for the same reason.
  const { amendment: moves } = await member.does('amendments', 'start', {
    ...one(''),
    kind: 'move',
    whole: true,
    after: 'r05',
    changes: [],
  })
  await member.does('amendments', 'table', { amendment: moves })
  const { amendment: typed } = await secretary.does('amendments', 'from-floor', {
    ...one('интересов каждого ребёнка', 'интересов ребёнка'),
    mover: 'm03',
  })
  const givenUp = await tables(other, one('и немедленному обжалованию', 'и подлежащей обжалованию'))
  await other.does('amendments', 'withdraw', { amendment: givenUp })
  const closedAmendment = await tables(member, one('Вести учёт.', '', CLOSED.drafted))
  return {
    reviewed,
    clash,
    drafted: drafted as string,
    reworded: reworded as string,
    tabled,
    signed,
    moves: moves as string,
    typed: typed as string,
    givenUp,
    closedAmendment,
  }
}

/** The member's threads: one, one that is resolved, one for those who look on, and one of the point that will be closed. */
async function discussedBy(member: Person, secretary: Person) {
  const opens = (recommendation: string) =>
    member.does('comments', 'open-thread', { recommendation, passage: null, words: 'Почему так?', toObservers: true })
  for (const recommendation of [INVITED_TO, CLOSED.drafted])
    await secretary.does('comments', 'invite-observers', { recommendation, on: true })
  const { thread, remark } = await opens('r01')
  const { thread: resolvedThread } = await opens('r01')
  await member.does('comments', 'resolve-thread', { thread: resolvedThread })
  const { thread: shownThread } = await opens(INVITED_TO)
  const { thread: closedThread } = await opens(CLOSED.drafted)
  return { thread, remark, resolvedThread, shownThread, closedThread }
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

/** Goes on from the prepared sitting. */
export async function momentOf(w: World, moment: Moment): Promise<Raised> {
  if (moment === 'quiet') return NONE
  const [chair, member] = await w.people('m01', 'm03')
  if (moment === 'unread') {
    await chair.does('sessions', 'let-observers-read', { ...session, on: false })
    return NONE
  }
  const step = (STEPS as readonly Moment[]).indexOf(moment)
  if (step >= 0) return madeFinal(w, step)
  const own = { ...session, account: 'm03' }
  await chair.does('floor', 'set-list', { ...session, guestsMayAsk: true })
  const { entry } = await member.does('floor', 'ask', own)
  const { point } = await member.does('floor', 'raise-point', { ...own, conduct: true })
  if (moment === 'raised') return { ...NONE, entry, point }
  await chair.does('floor', 'rule', { ...session, point, ruling: 'sustained', words: 'So it is.' })
  if (moment === 'appealed') await member.does('floor', 'appeal', { ...own, point })
  return { ...NONE, entry, point }
}

/** Goes on with the final text as far as a step. */
async function madeFinal(w: World, step: number): Promise<Raised> {
  const secretary = await w.person('s01')
  const { textId } = await secretary.does('adoption', 'begin-final', MADE_FINAL)
  await types(w, textId, ' Always.')
  await classes(w, 'typographic', MADE_FINAL)
  const change = (await secretary.sees('adoption', 'final', MADE_FINAL)).changes[0]?.key ?? ''
  if (step === 0) return { ...NONE, change }
  const { hash } = await secretary.does('adoption', 'submit-final', MADE_FINAL)
  if (step > 1) await confirms(w, hash, MADE_FINAL)
  if (step > 2) await signs(w, hash, MADE_FINAL)
  if (step > 2)
    await secretary.does('adoption', 'number-final', { ...MADE_FINAL, number: '2026/7', date: '2026-05-02' })
  if (step > 3) await secretary.does('adoption', 'publish-final', { ...MADE_FINAL, hash, nobodyRecognised: true })
  return { ...NONE, change, final: hash }
}

/** Brings the sitting to its stage; *planned* is written into the row, for no act leads back there. */
export async function bringTo(w: World, stage: PolicyStage): Promise<void> {
  const chair = await w.person('m01')
  if (stage === 'voting') {
    const { version } = await chair.sees('recommendations', 'recommendation', { id: 'r02' })
    const hash = version?.hash ?? ''
    const { vote } = await chair.does('votes', 'open', { recommendation: 'r02', hash, manner: 'open' })
    await cast(w, { vote, hash }, { for: ['m05'] })
    await (await w.person('s03')).does('votes', 'hand-sheet', { vote, place: 'm06' })
  }
  if (stage === 'suspended') await chair.does('sessions', 'suspend', session)
  if (stage === 'closed') await chair.does('sessions', 'close', session)
  // An act first, so that nothing the server remembers of the open sitting is as far as the store.
  if (stage === 'planned') await chair.does('sessions', 'state-quorum', session)
  if (stage === 'planned')
    await w.app.house.db
      .updateTable('sessions')
      .set({ stage: 'planned' })
      .where('id', '=', SESSION as SessionId)
      .execute()
}

const REPORT = {
  kind: 'visit',
  title: { kk: '', ru: 'Доклад', en: '' },
  source: { kk: '', ru: '', en: '' },
  date: null,
}
export const FINDING = {
  title: { kk: '', ru: 'Вывод', en: '' },
  text: { kk: '', ru: 'Установлено.', en: '' },
  report: null,
  reference: '',
  place: '',
  visited: null,
  themes: [],
  standards: [],
}

/** Evidence with files: a report, a finding of which nothing hangs, another one's restricted annex, an earlier recommendation. */
async function filed(secretary: Person) {
  const send = async (place: Record<string, string>) => {
    const query = new URLSearchParams({ ...place, name: 'a.pdf' })
    must(await secretary.raw('POST', `/api/evidence/upload?${query}`, '%PDF-1.7 x'))
  }
  const must = (answer: Response) => {
    if (!answer.ok) throw new Error(`the file is refused: ${answer.status}`)
  }
  const { report } = await secretary.does('evidence', 'set-report', {
    ...session,
    ...REPORT,
    link: null,
    restricted: false,
  })
  await send({ report })
  const { finding } = await secretary.does('evidence', 'set-finding', { ...session, ...FINDING, number: 'F90' })
  const annexed = { ...session, finding: 'f1', title: 'Names', words: 'A. B.' }
  const { annex } = await secretary.does('evidence', 'add-annex', annexed)
  await send({ annex })
  const table = { ...session, ...EARLIER_TABLE }
  const { state } = await secretary.does('evidence', 'preview-import', table)
  await secretary.does('evidence', 'import', { ...table, state })
  const { earlier } = await secretary.sees('evidence', 'evidence', session)
  const of = { kind: 'listed', id: earlier[1]?.id ?? '' }
  await secretary.does('follow-up', 'link-earlier', { recommendation: 'r01', way: 'repeats', of })
  const preview = await secretary.does('evidence', 'preview-import', { ...session, ...FINDINGS_TABLE })
  return { report, finding, annex, earlier: earlier[0]?.id ?? '', previewOfFindings: preview.state }
}

const base64 = (...rows: string[]) => Buffer.from(rows.join('\n')).toString('base64')
const EARLIER_TABLE = {
  kind: 'earlier',
  name: 'a.csv',
  base64: base64('source;number;textEn', 'CAT;21;End it.', 'CAT;22;Say so.'),
}
export const FINDINGS_TABLE = {
  kind: 'findings',
  name: 'a.csv',
  base64: base64('number;titleEn;textEn', 'F91;A finding;Found.'),
}
