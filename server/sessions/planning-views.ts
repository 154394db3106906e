import { Buffer } from 'node:buffer'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import type { AccountId, PaperId, SessionId } from '../../shared/ids.ts'
import { formatTime, localDateOf } from '../../shared/messages/format.ts'
import { answerInvitation, planNew, prepare, seeForecast, seePaper } from '../../shared/sessions/planning-rules.ts'
import { loadAccount, loadNames } from '../accounts/queries.ts'
import { loadCouncils, loadSeats } from '../councils/queries.ts'
import type { House } from '../house.ts'
import { answerRefusal, type Server, whoAsks } from '../http/serve.ts'
import { loadForecast, loadIntentions, loadPaper, loadPapers, loadPlan } from './planning-queries.ts'
import { loadAgenda, sessionFor } from './queries.ts'
import { nameIn } from './views.ts'

/** Councils with those who may preside, and accounts to invite; without a session for a new one. Refuses: no-right, not-found, session-closed. */
export async function viewPlanChoices(house: House, account: AccountId, input: { session?: SessionId | undefined }) {
  const { db } = house
  const may = await mayPlan(house, account, input.session)
  if (!may.ok) return may
  const names = await loadNames(db)
  const seats = await loadSeats(db)
  const reached = db.selectFrom('accounts').select(['id', 'organisation']).where('erased', 'is', null).execute()
  const organisations = new Map((await reached).map((row) => [row.id, row.organisation]))
  return allow({
    councils: (await loadCouncils(db)).map(({ id, name }) => ({
      id,
      name,
      seats: seats
        .filter((seat) => seat.council === id && seat.role !== 'member')
        .map(({ holder, role, from, until }) => ({ account: holder, role, from, until, name: nameIn(names, holder) })),
    })),
    accounts: [...names]
      .filter(([id]) => organisations.has(id))
      .map(([id, name]) => ({ account: id, name, organisation: organisations.get(id) ?? null })),
  })
}

async function mayPlan(house: House, account: AccountId, id: SessionId | undefined): Promise<Decision> {
  if (!id) return planNew((await loadAccount(house.db, account))?.role ?? null)
  const found = await sessionFor(house.db, id, account, house.clock.now())
  return found.ok ? prepare(found.facts.session, found.facts.capacity) : found
}

/** The plan as the secretariat keeps it. Refuses: no-right, not-found, session-closed. */
export async function viewPlan(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const may = prepare(session, capacity)
  if (!may.ok) return may
  const { title, date, place, timezone, hybrid, councils, counting, presiding, amendmentDeadline: at } = session
  const kept = await loadPlan(db, session.id)
  const names = await loadNames(db)
  const answers = await loadIntentions(db, session.id)
  const invited = db.selectFrom('session_people').selectAll().where('session', '=', session.id).orderBy('position')
  const members = [...new Set(seats.map(({ holder }) => holder))]
  const person = (one: AccountId) => ({ account: one, name: nameIn(names, one), answer: answers.get(one) ?? null })
  return allow({
    session: session.id,
    stage: session.stage,
    rev: kept.rev,
    title,
    date,
    lastDate: kept.lastDate,
    place,
    timezone,
    hybrid,
    link: kept.link,
    councils,
    counting,
    presiding,
    amendmentDeadline: at === null ? null : { date: localDateOf(at, timezone), time: formatTime(at, timezone) },
    agendaRev: kept.agendaRev,
    agenda: await loadAgenda(db, session.id),
    people: [
      ...members.map((one) => ({ ...person(one), role: null, organisation: null })),
      ...(await invited.execute()).map((one) => ({
        ...person(one.account),
        role: one.role,
        organisation: one.organisation,
      })),
    ],
    forecast: await loadForecast(db, found.facts),
  })
}

/** What a person reads before the session. Refuses: not-found. Source: RULES.md SE67, SE68. */
export async function viewPreparation(house: House, account: AccountId, input: { session: SessionId }) {
  const { db } = house
  const found = await sessionFor(db, input.session, account, house.clock.now())
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const kept = await loadPlan(db, session.id)
  const agenda = await loadAgenda(db, session.id)
  const papers = await loadPapers(db, session.id)
  return allow({
    mayAnswer: answerInvitation(session, capacity).ok,
    answer: (await loadIntentions(db, session.id)).get(account) ?? null,
    mayPrepare: prepare(session, capacity).ok,
    link: kept.link,
    lastDate: kept.lastDate,
    forecast: seeForecast(capacity).ok ? await loadForecast(db, found.facts) : [],
    papers: papers.filter(({ point }) => seePaper(capacity, agenda.find(({ id }) => id === point) ?? null).ok),
  })
}

/** `GET /api/sessions/paper?id=ID`: a paper's file, to be saved and never shown in place. Source: RULES.md SE68. */
export function servePaper(server: Server, house: House): void {
  server.get('/api/sessions/paper', async (call) => {
    call.header('cache-control', 'no-store')
    const asker = await whoAsks(house, call)
    if (!asker) return answerRefusal(call, { code: 'signed-out', rule: 'AC1' })
    const paper = await readPaper(house, asker.account, (call.req.query('id') ?? '') as PaperId)
    if (!paper.ok) return answerRefusal(call, paper.refusal)
    const { name, type, content } = paper.facts
    call.header('content-type', type)
    call.header('x-content-type-options', 'nosniff')
    call.header('content-security-policy', "default-src 'none'; sandbox")
    call.header(
      'content-disposition',
      `attachment; filename="${plainName(name)}"; filename*=UTF-8''${escapedName(name)}`,
    )
    return call.body(new Uint8Array(Buffer.from(content)))
  })
}

async function readPaper(house: House, account: AccountId, id: PaperId) {
  const { db } = house
  const paper = await loadPaper(db, id)
  if (!paper || paper.content === null || paper.file_name === null || paper.file_type === null)
    return refuse('not-found', 'SE68')
  const found = await sessionFor(db, paper.session, account, house.clock.now())
  if (!found.ok) return refuse('not-found', 'SE68')
  const point = (await loadAgenda(db, paper.session)).find((one) => one.id === paper.point) ?? null
  const seen = seePaper(found.facts.capacity, point)
  if (!seen.ok) return seen
  return allow({ name: paper.file_name, type: paper.file_type, content: paper.content })
}

/** A file's name in the letters every header carries. */
const plainName = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, '_').slice(-100)

const escapedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
