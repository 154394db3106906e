import { allow, type Decision, type Nothing, refuse } from '../../shared/decision.ts'
import type { Dispatch, Letter, Pair, Status, Way } from '../../shared/follow-up/model.ts'
import {
  keepFollowUp,
  type Said,
  send,
  strikeAnswer,
  takeAnswers,
  takeAssessment,
} from '../../shared/follow-up/rules.ts'
import type {
  AccountId,
  AddresseeId,
  AnswerLinkId,
  DispatchId,
  LetterId,
  MeasureId,
  RecommendationId,
  SessionId,
} from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { type LocalDate, utcDay } from '../../shared/time.ts'
import type { Act } from '../act.ts'
import { recommendationFor } from '../recommendations/queries.ts'
import { sessionFor } from '../sessions/queries.ts'
import { adoptedFacts, loadAdopted, loadAllAnswers, loadDispatches } from './queries.ts'

type Sending = Pick<Dispatch, 'addressee' | 'number' | 'sentOn' | 'due' | 'contact' | 'recommendations'>

/** Notes that adopted recommendations were sent to an addressee: from then on its clock runs. Refuses what `send` refuses. */
export async function dispatchAct(
  act: Act,
  input: Sending & { session: SessionId },
): Promise<Decision<{ dispatch: DispatchId }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const texts = adoptedFacts(await loadAdopted(act.tx, input.session))
  const may = send(found.facts.capacity, input, texts, await loadDispatches(act.tx, input.session))
  if (!may.ok) return may
  const id = act.newId() as DispatchId
  const { addressee, number, sentOn, due, contact, recommendations } = input
  await act.tx
    .insertInto('dispatches')
    .values({
      id,
      session: input.session,
      addressee,
      number: number.normalize('NFC').trim(),
      sent_on: sentOn,
      due,
      contact: contact?.trim() || null,
      sent_by: act.by,
      at: act.at,
    })
    .execute()
  await act.tx
    .insertInto('dispatched')
    .values(recommendations.map((recommendation) => ({ dispatch: id, recommendation })))
    .execute()
  await act.record({
    act: 'recommendations-sent',
    subject: id,
    facts: { addressee, sentOn, due, recommendations: [...recommendations] },
    rows: [{ table: 'dispatches', key: { id } }],
  })
  act.tell(input.session, 'follow-up')
  return allow({ dispatch: id })
}

type LetterFields = Omit<Letter, 'id' | 'session' | 'addressee'>

/** Enters a letter with what it answers. Refuses: no-right, not-found, not-addressed, reason-missing, malformed. Source: RULES.md FO5. */
export async function noteLetterAct(
  act: Act,
  input: LetterFields & {
    session: SessionId
    addressee: AddresseeId
    language: Language
    signedBy: string
    answers: readonly Said[]
  },
): Promise<Decision<{ letter: LetterId }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const may = keepFollowUp(found.facts.capacity)
  if (!may.ok) return may
  if (input.receivedOn < input.theirDate) return refuse('malformed', 'FO5')
  const sent = (await loadDispatches(act.tx, input.session)).filter(({ addressee }) => addressee === input.addressee)
  if (sent.length === 0) return refuse('not-sent', 'FO5')
  const taken = takeAnswers({ recommendations: sent.flatMap((one) => one.recommendations) }, input.answers)
  if (!taken.ok) return taken
  const id = act.newId() as LetterId
  await act.tx
    .insertInto('letters')
    .values({
      id,
      session: input.session,
      addressee: input.addressee,
      their_number: input.theirNumber.normalize('NFC').trim(),
      their_date: input.theirDate,
      our_number: input.ourNumber.normalize('NFC').trim(),
      received_on: input.receivedOn,
      entered_by: act.by,
      at: act.at,
    })
    .execute()
  await writeAnswers(act, input.answers, { ...input, way: 'letter', letter: id, on: input.receivedOn, by: act.by })
  await act.record({
    act: 'letter-entered',
    subject: id,
    facts: { addressee: input.addressee, receivedOn: input.receivedOn },
    rows: [{ table: 'letters', key: { id } }],
  })
  act.tell(input.session, 'follow-up')
  return allow({ letter: id })
}

/** How answers came, and whose they are. */
export type Came = {
  readonly addressee: AddresseeId
  readonly language: Language
  readonly signedBy: string
  readonly on: LocalDate
  readonly way: Way
  readonly letter?: LetterId
  readonly link?: AnswerLinkId
  /** Null: the addressee itself. */
  readonly by: AccountId | null
}

/** Adds answers behind those that are there, and says each in the record book. Source: RULES.md FO4. */
export async function writeAnswers(act: Act, answers: readonly Said[], came: Came): Promise<void> {
  for (const { recommendation, position, words } of answers) {
    const number = (await lastOf(act, 'answers', { recommendation, addressee: came.addressee })) + 1
    await act.tx
      .insertInto('answers')
      .values({
        recommendation,
        addressee: came.addressee,
        number,
        position,
        words: words.normalize('NFC').trim(),
        language: came.language,
        way: came.way,
        letter: came.letter ?? null,
        link: came.link ?? null,
        signed_by: came.signedBy.normalize('NFC').trim(),
        answered_on: came.on,
        entered_by: came.by,
        at: act.at,
      })
      .execute()
    const key = { recommendation, addressee: came.addressee, number }
    await act.record({
      act: 'answer-taken',
      subject: recommendation,
      by: came.by,
      facts: { addressee: came.addressee, number, position, way: came.way },
      rows: [{ table: 'answers', key }],
    })
  }
}

/** Strikes an answer: it stays to be read and counts no more. Refuses what `strikeAnswer` refuses. Source: RULES.md FO24. */
export async function strikeAnswerAct(
  act: Act,
  input: Pair & { number: number; reason: string },
): Promise<Decision<Nothing>> {
  const found = await recommendationFor(act.tx, input.recommendation, act.by, act.at)
  if (!found.ok) return found
  const { session, capacity } = found.facts
  const { recommendation, addressee, number } = input
  const answers = await loadAllAnswers(act.tx, session.id)
  const answer = answers.find(
    (one) => one.recommendation === recommendation && one.addressee === addressee && one.number === number,
  )
  const may = strikeAnswer(capacity, answer ?? null, input.reason)
  if (!may.ok) return may
  const key = { recommendation, addressee, number }
  await act.tx
    .insertInto('struck_answers')
    .values({ ...key, reason: input.reason.normalize('NFC').trim(), struck_by: act.by, at: act.at })
    .execute()
  await act.record({
    act: 'answer-struck',
    subject: recommendation,
    facts: { addressee, number },
    rows: [{ table: 'struck_answers', key }],
  })
  act.tell(session.id, 'follow-up')
  return allow({})
}

async function lastOf(
  act: Act,
  table: 'answers' | 'assessments',
  { recommendation, addressee }: Pair,
): Promise<number> {
  const row = await act.tx
    .selectFrom(table)
    .select('number')
    .where('recommendation', '=', recommendation)
    .where('addressee', '=', addressee)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row?.number ?? 0
}

export type Doing = {
  readonly recommendation: RecommendationId
  readonly words: string
  readonly doneOn: LocalDate | null
}

/** Adds what an addressee has done, and says so in the record book. Source: RULES.md FO6. */
export async function writeMeasure(
  act: Act,
  { recommendation, words, doneOn }: Doing,
  came: Omit<Came, 'signedBy' | 'on'>,
) {
  const id = act.newId() as MeasureId
  await act.tx
    .insertInto('measures')
    .values({
      id,
      recommendation,
      addressee: came.addressee,
      words: words.normalize('NFC').trim(),
      language: came.language,
      done_on: doneOn,
      way: came.way,
      letter: came.letter ?? null,
      link: came.link ?? null,
      entered_by: came.by,
      at: act.at,
    })
    .execute()
  await act.record({
    act: 'measure-reported',
    subject: recommendation,
    by: came.by,
    facts: { measure: id, addressee: came.addressee, way: came.way },
    rows: [{ table: 'measures', key: { id } }],
  })
  return id
}

/** Enters a measure from a letter, or from what is known otherwise. Refuses: no-right, not-found, not-addressed, reason-missing. Source: RULES.md FO6. */
export async function noteMeasureAct(
  act: Act,
  input: Doing & { session: SessionId; addressee: AddresseeId; language: Language; letter: LetterId | null },
): Promise<Decision<{ measure: MeasureId }>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const may = keepFollowUp(found.facts.capacity)
  if (!may.ok) return may
  if (!(await wasSent(act, input.session, input))) return refuse('not-addressed', 'FO6')
  if (input.words.trim() === '') return refuse('reason-missing', 'FO6')
  if (input.letter !== null) {
    const row = act.tx.selectFrom('letters').select(['session', 'addressee']).where('id', '=', input.letter)
    const letter = await row.executeTakeFirst()
    if (letter?.session !== input.session || letter.addressee !== input.addressee) return refuse('not-found', 'FO6')
  }
  const { addressee, language } = input
  const by = { addressee, language, way: 'letter', by: act.by, ...(input.letter && { letter: input.letter }) } as const
  const measure = await writeMeasure(act, input, by)
  act.tell(input.session, 'follow-up')
  return allow({ measure })
}

async function wasSent(act: Act, session: SessionId, { recommendation, addressee }: Pair): Promise<boolean> {
  const sent = await loadDispatches(act.tx, session)
  return sent.some((one) => one.addressee === addressee && one.recommendations.includes(recommendation))
}

/** Says what the council finds has become of a recommendation. Refuses what `takeAssessment` refuses, and not-addressed. Source: RULES.md FO7. */
export async function assessAct(
  act: Act,
  input: Pair & { session: SessionId; status: Status; reason: string; shown: number },
): Promise<Decision<Nothing>> {
  const found = await sessionFor(act.tx, input.session, act.by, act.at)
  if (!found.ok) return found
  const now = await lastOf(act, 'assessments', input)
  const may = takeAssessment(found.facts.capacity, input, { shown: input.shown, now })
  if (!may.ok) return may
  if (!(await wasSent(act, input.session, input))) return refuse('not-addressed', 'FO7')
  const { recommendation, addressee, status } = input
  const key = { recommendation, addressee, number: now + 1 }
  await act.tx
    .insertInto('assessments')
    .values({ ...key, status, reason: input.reason.normalize('NFC').trim(), assessor: act.by, at: act.at })
    .execute()
  await act.record({
    act: 'recommendation-assessed',
    subject: recommendation,
    facts: { addressee, number: key.number, status },
    rows: [{ table: 'assessments', key }],
  })
  act.tell(input.session, 'follow-up')
  return allow({})
}

/** The day on which something reaches us, where nobody says another. */
export const today = (act: Act): LocalDate => utcDay(act.at)
