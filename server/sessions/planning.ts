import { Buffer } from 'node:buffer'
import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { AccountId, AgendaPointId, PaperId, SessionId, TextId } from '../../shared/ids.ts'
import type { Language, Localised } from '../../shared/language.ts'
import type { SessionRole } from '../../shared/sessions/model.ts'
import {
  type Intention,
  inEvery,
  PAPER_TYPES,
  type PaperKind,
  type Plan,
  type PlannedPoint,
} from '../../shared/sessions/planning.ts'
import {
  answerInvitation,
  changeAgenda,
  changePlan,
  filePaper,
  invite,
  planNew,
  prepare,
  soundPlan,
  uninvite,
} from '../../shared/sessions/planning-rules.ts'
import { instantIn } from '../../shared/time.ts'
import { loadAccount, mayBeNamed } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import { loadCouncils, loadSeats } from '../councils/queries.ts'
import { isSoundOffice } from '../office/soundness.ts'
import { loadPaper, loadPlan, pointsWithPapers } from './planning-queries.ts'
import { loadAgenda, sessionFor } from './queries.ts'

type Decided<Facts> = Promise<Decision<Facts>>

/** Plans a session. Refuses what `planNew` and `soundPlan` refuse. */
export async function planSessionAct(act: Act, plan: Plan): Decided<{ session: SessionId }> {
  const may = planNew((await loadAccount(act.tx, act.by))?.role ?? null)
  if (!may.ok) return may
  const sound = await isSound(act, plan)
  if (!sound.ok) return sound
  const session = act.newId() as SessionId
  await act.tx
    .insertInto('sessions')
    .values({
      id: session,
      stage: 'planned',
      ...rowOf(plan),
      current_point: null,
      sitting: 0,
      live_to_observers: 0,
      operator: null,
    })
    .execute()
  await writePlan(act, session, plan, 1)
  await act.record({ act: 'session-planned', subject: session, facts: factsOf(plan) })
  act.tell(session, 'session', 'plan')
  return allow({ session })
}

const isSound = async (act: Act, plan: Plan): Promise<Decision> =>
  soundPlan(
    plan,
    (await loadCouncils(act.tx)).map(({ id }) => id),
    await loadSeats(act.tx),
  )

const rowOf = (plan: Plan) => ({
  title: JSON.stringify(inEvery(plan.title)),
  date: plan.date,
  place: JSON.stringify(inEvery(plan.place)),
  timezone: plan.timezone,
  hybrid: plan.hybrid ? 1 : 0,
  counting: plan.counting,
  presiding: plan.presiding,
  amendment_deadline: deadlineOf(plan),
})

const deadlineOf = ({ amendmentDeadline: at, timezone }: Plan) => (at ? instantIn(timezone, at.date, at.time) : null)

/** Titles, places and links stay out of the record book: they name people now and then. */
const factsOf = (plan: Plan) => ({
  date: plan.date,
  councils: plan.councils,
  counting: plan.counting,
  presiding: plan.presiding,
  amendmentDeadline: deadlineOf(plan),
})

async function writePlan(act: Act, session: SessionId, plan: Plan, rev: number): Promise<void> {
  const row = { last_date: plan.lastDate, link: plan.link, rev }
  await act.tx
    .insertInto('session_plans')
    .values({ session, ...row, agenda_rev: 1, deadline_done: null })
    .onConflict((conflict) => conflict.column('session').doUpdateSet(row))
    .execute()
  await act.tx.deleteFrom('session_councils').where('session', '=', session).execute()
  for (const [position, council] of plan.councils.entries())
    await act.tx.insertInto('session_councils').values({ session, council, position }).execute()
}

/**
 * Changes the plan. `texts`: the live texts of the session (known to the recommendations' domain), whose rights hang on its councils.
 * Refuses what `changePlan` and `soundPlan` refuse.
 */
export async function changePlanAct(
  act: Act,
  input: Plan & { session: SessionId; rev: number },
  texts: readonly TextId[],
): Decided<{ rev: number }> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const { rev: shown, session: _, ...plan } = input
  const { rev: now } = await loadPlan(act.tx, session.id)
  const may = changePlan(session, capacity, { shown, now }, plan)
  if (!may.ok) return may
  if (session.stage === 'planned') {
    const sound = await isSound(act, plan)
    if (!sound.ok) return sound
  }
  await act.tx.updateTable('sessions').set(rowOf(plan)).where('id', '=', session.id).execute()
  await writePlan(act, session.id, plan, now + 1)
  await act.record({ act: 'plan-changed', subject: session.id, facts: { rev: now + 1, ...factsOf(plan) } })
  for (const text of texts) act.touchText(text)
  act.tell(session.id, 'session', 'plan', 'people', 'recommendations')
  return allow({ rev: now + 1 })
}

/** What the recommendations' domain knows of the agenda's points. */
export type TextsByPoint = readonly { readonly text: TextId; readonly point: AgendaPointId | null }[]

/** The agenda becomes these points, numbered in their order. Refuses what `changeAgenda` refuses. */
export async function changeAgendaAct(
  act: Act,
  input: { session: SessionId; rev: number; points: readonly PlannedPoint[] },
  texts: TextsByPoint,
): Decided<{ rev: number }> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const now = await loadAgenda(act.tx, session.id)
  const { agendaRev } = await loadPlan(act.tx, session.id)
  const inUse = new Set([
    ...texts.flatMap(({ point }) => (point === null ? [] : [point])),
    ...(await pointsWithPapers(act.tx, session.id)),
  ])
  const rev = { shown: input.rev, now: agendaRev }
  const may = changeAgenda(session, capacity, rev, now, input.points, inUse)
  if (!may.ok) return may
  const kept = input.points.map(({ id }) => id)
  for (const { id } of now)
    if (!kept.includes(id)) await act.tx.deleteFrom('agenda_points').where('id', '=', id).execute()
  for (const [position, point] of input.points.entries()) await writePoint(act, session.id, position, point)
  await raiseAgenda(act, session.id, agendaRev + 1)
  await act.record({
    act: 'agenda-changed',
    subject: session.id,
    facts: {
      rev: agendaRev + 1,
      points: input.points.length,
      closed: input.points.filter(({ closed }) => closed).length,
    },
  })
  for (const { text } of texts) act.touchText(text)
  act.tell(session.id, 'session', 'plan', 'recommendations')
  return allow({ rev: agendaRev + 1 })
}

async function writePoint(act: Act, session: SessionId, position: number, point: PlannedPoint): Promise<void> {
  const row = {
    position,
    number: String(position + 1),
    kind: point.kind,
    start: point.start,
    minutes: point.minutes,
    title: JSON.stringify(inEvery(point.title)),
    closed: point.closed ? 1 : 0,
  }
  if (point.id === null)
    await act.tx
      .insertInto('agenda_points')
      .values({ id: act.newId() as AgendaPointId, session, released: 0, ...row })
      .execute()
  else await act.tx.updateTable('agenda_points').set(row).where('id', '=', point.id).execute()
}

const raiseAgenda = (act: Act, session: SessionId, rev: number) =>
  act.tx
    .insertInto('session_plans')
    .values({ session, last_date: null, link: null, rev: 1, agenda_rev: rev, deadline_done: null })
    .onConflict((conflict) => conflict.column('session').doUpdateSet({ agenda_rev: rev }))
    .execute()

/** Invites somebody without a seat. Refuses what `invite` refuses, and not-found for nobody's account. */
export async function inviteAct(
  act: Act,
  input: { session: SessionId; account: AccountId; role: SessionRole; organisation: string | null },
): Decided<Nothing> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity, seats } = found.facts
  const people = await peopleOf(act, session.id)
  const may = invite(session, capacity, {
    seated: seats.some((seat) => seat.holder === input.account),
    invited: people.some(({ account }) => account === input.account),
  })
  if (!may.ok) return may
  const { account, role } = input
  const named = await mayBeNamed(act.tx, account, 'SE66')
  if (!named.ok) return named
  const position = Math.max(-1, ...people.map((person) => person.position)) + 1
  const organisation = input.organisation?.trim() || null
  await act.tx
    .insertInto('session_people')
    .values({ session: session.id, account, role, organisation, position })
    .execute()
  await act.record({ act: 'person-invited', subject: session.id, facts: { account, role } })
  act.tell(session.id, 'session', 'plan', 'people')
  return allow({})
}

const peopleOf = (act: Act, session: SessionId) =>
  act.tx.selectFrom('session_people').select(['account', 'position']).where('session', '=', session).execute()

/** Takes an invitation back, with the texts the person may have open. Refuses what `uninvite` refuses. */
export async function uninviteAct(
  act: Act,
  input: { session: SessionId; account: AccountId },
  texts: readonly TextId[],
): Decided<Nothing> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const invited = (await peopleOf(act, session.id)).some(({ account }) => account === input.account)
  const may = uninvite(session, capacity, { account: input.account, invited })
  if (!may.ok) return may
  for (const table of ['session_people', 'intentions'] as const)
    await act.tx.deleteFrom(table).where('session', '=', session.id).where('account', '=', input.account).execute()
  await act.record({ act: 'person-uninvited', subject: session.id, facts: { account: input.account } })
  for (const text of texts) act.touchText(text)
  act.tell(session.id, 'session', 'plan', 'people')
  return allow({})
}

/** Somebody says how they mean to take part. Refuses what `answerInvitation` refuses. */
export async function answerInvitationAct(
  act: Act,
  input: { session: SessionId; answer: Intention },
): Decided<Nothing> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = answerInvitation(session, capacity)
  if (!may.ok) return may
  const row = { answer: input.answer, at: act.at }
  await act.tx
    .insertInto('intentions')
    .values({ session: session.id, account: act.by, ...row })
    .onConflict((conflict) => conflict.columns(['session', 'account']).doUpdateSet(row))
    .execute()
  await act.record({ act: 'invitation-answered', subject: session.id, facts: { answer: input.answer } })
  act.tell(session.id, 'plan')
  return allow({})
}

type NewPaper = {
  readonly session: SessionId
  readonly point: AgendaPointId | null
  readonly kind: PaperKind
  readonly title: Localised
  readonly languages: readonly Language[]
  readonly source: { readonly link: string } | { readonly file: { readonly name: string; readonly base64: string } }
}

/** Looks into a file before the act that files it. Refuses: unsafe-file. Source: RULES.md SE68, FI4. */
export async function judgePaper(source: NewPaper['source']): Decided<Nothing> {
  if ('link' in source) return allow({})
  const content = new Uint8Array(Buffer.from(source.file.base64, 'base64'))
  const filed = filePaper(source.file.name, content)
  if (!filed.ok || filed.facts.type !== PAPER_TYPES.docx.type) return allow({})
  return (await isSoundOffice('docx', content)) ? allow({}) : refuse('unsafe-file', 'FI4')
}

/** Files a paper. Refuses what `prepare` and `filePaper` refuse. */
export async function addPaperAct(act: Act, input: NewPaper): Decided<{ paper: PaperId }> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = prepare(session, capacity)
  if (!may.ok) return may
  const agenda = await loadAgenda(act.tx, session.id)
  if (input.point !== null && !agenda.some(({ id }) => id === input.point)) return refuse('malformed', 'SE68')
  const source = sourceOf(input.source)
  if (!source.ok) return source
  const last = await act.tx
    .selectFrom('papers')
    .select((q) => q.fn.max('position').as('position'))
    .where('session', '=', session.id)
    .executeTakeFirst()
  const paper = act.newId() as PaperId
  await act.tx
    .insertInto('papers')
    .values({
      id: paper,
      session: session.id,
      point: input.point,
      position: Number(last?.position ?? 0) + 1,
      kind: input.kind,
      title: JSON.stringify(inEvery(input.title)),
      languages: JSON.stringify(input.languages),
      ...source.facts,
      added_at: act.at,
      added_by: act.by,
    })
    .execute()
  await act.record({ act: 'paper-added', subject: session.id, facts: { paper, point: input.point, kind: input.kind } })
  act.tell(session.id, 'plan')
  return allow({ paper })
}

function sourceOf(source: NewPaper['source']) {
  const none = { link: null, file_name: null, file_type: null, file_bytes: null, content: null }
  if ('link' in source) return allow({ ...none, link: source.link })
  const content = new Uint8Array(Buffer.from(source.file.base64, 'base64'))
  const filed = filePaper(source.file.name, content)
  if (!filed.ok) return filed
  return allow({
    ...none,
    file_name: source.file.name,
    file_type: filed.facts.type,
    file_bytes: content.length,
    content,
  })
}

/** Takes a paper out. Refuses what `prepare` refuses, and not-found. */
export async function removePaperAct(act: Act, input: { session: SessionId; paper: PaperId }): Decided<Nothing> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const may = prepare(session, capacity)
  if (!may.ok) return may
  const paper = await loadPaper(act.tx, input.paper)
  if (paper?.session !== session.id) return refuse('not-found', 'SE68')
  await act.tx.deleteFrom('papers').where('id', '=', paper.id).execute()
  await act.record({ act: 'paper-removed', subject: session.id, facts: { paper: paper.id } })
  act.tell(session.id, 'plan')
  return allow({})
}
