import { z } from 'zod'
import { FILE_KIND_NAMES } from '../files/kinds.ts'
import type {
  AccountId,
  AddresseeId,
  AgendaPointId,
  AnswerLinkId,
  DispatchId,
  FileId,
  LetterId,
  MeasureId,
  RecommendationId,
  SessionId,
  ThemeId,
} from '../ids.ts'
import { command, hash, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import {
  MOST_ANSWERS,
  MOST_NUMBER_LETTERS,
  MOST_SIGNATURE_LETTERS,
  MOST_STRIKING_LETTERS,
  MOST_WORDS,
  POSITIONS,
  REMINDER_KINDS,
  STATUSES,
  WAYS,
} from './model.ts'
import { repeatName, repeatsWire } from './repeats-wire.ts'

const session = id<SessionId>()
const recommendation = id<RecommendationId>()
const addressee = id<AddresseeId>()
const int = z.number().int()
const words = z.string().max(MOST_WORDS)
const number = z.string().trim().min(1).max(MOST_NUMBER_LETTERS)
const signedBy = z.string().trim().min(1).max(MOST_SIGNATURE_LETTERS)
const position = z.enum(POSITIONS)
const status = z.enum(STATUSES)
const clock = z.enum(['not-sent', 'running', 'soon', 'overdue', 'answered', 'answered-late'])
const person = z.object({ account: id<AccountId>(), name: localised })
const office = z.object({ id: addressee, abbr: localised, name: localised })
const secret = z.string().regex(/^[0-9a-z]{32}$/)
const said = z.object({ recommendation, position, words })
const doing = z.object({ recommendation, words: words.min(1), doneOn: localDate.nullable() })
const file = z.object({ id: id<FileId>(), name: z.string(), kind: z.enum(FILE_KIND_NAMES), size: int })
/** A table that was sent back, in base64: it travels in a JSON body. */
const base64 = z.string().min(1).max(1_000_000)

const answer = z.object({
  number: int,
  position,
  words: z.string(),
  language,
  way: z.enum(WAYS),
  signedBy: z.string(),
  on: localDate,
  at: instant,
  enteredBy: person.nullable(),
  letter: id<LetterId>().nullable(),
  /** Who struck it, when and why; null: it stands. */
  struck: z.object({ reason: z.string(), by: person, at: instant }).nullable(),
})
const dispatch = z.object({
  id: id<DispatchId>(),
  addressee: office,
  number: z.string(),
  sentOn: localDate,
  due: localDate,
  recommendations: z.array(recommendation),
})

export const followUpWire = {
  ...repeatsWire,
  table: query(
    'The table of a session: each adopted recommendation and addressee with answer, measures, assessment and clock. Refuses: not-found.',
    z.object({ session }),
    z.object({
      rows: z.array(
        z.object({
          recommendation,
          number: int.nullable(),
          title: localised,
          deadline: localDate.nullable(),
          themes: z.array(id<ThemeId>()),
          addressee,
          role: z.enum(['lead', 'co']),
          due: localDate.nullable(),
          clock,
          position: position.nullable(),
          answeredOn: localDate.nullable(),
          answers: int,
          measures: int,
          status: status.nullable(),
          earlier: z.array(repeatName),
        }),
      ),
      addressees: z.array(office),
      themes: z.array(z.object({ id: id<ThemeId>(), label: localised })),
      today: localDate,
      may: z.object({ keep: z.boolean(), assess: z.boolean() }),
      /** Sessions whose tables are taken up here, and where this one's is. */
      takesUp: z.array(z.object({ session, title: localised, point: id<AgendaPointId>() })),
    }),
  ),
  one: query(
    'One adopted recommendation with all that its addressees and the council said of it. Refuses: not-found.',
    z.object({ recommendation }),
    z.object({
      recommendation,
      session,
      number: int.nullable(),
      title: localised,
      text: localised,
      deadline: localDate.nullable(),
      today: localDate,
      may: z.object({ keep: z.boolean(), assess: z.boolean(), openEvidence: z.boolean() }),
      related: z.array(z.object({ number: int, source: z.string(), reference: z.string(), words: z.string() })),
      addressees: z.array(
        office.extend({
          role: z.enum(['lead', 'co']),
          clock,
          dispatch: z.object({ number: z.string(), sentOn: localDate, due: localDate }).nullable(),
          answers: z.array(answer),
          measures: z.array(
            z.object({
              id: id<MeasureId>(),
              words: z.string(),
              language,
              doneOn: localDate.nullable(),
              way: z.enum(WAYS),
              at: instant,
              files: z.array(file),
            }),
          ),
          assessments: z.array(z.object({ number: int, status, reason: z.string(), assessor: person, at: instant })),
        }),
      ),
      letters: z.array(
        z.object({
          id: id<LetterId>(),
          addressee,
          theirNumber: z.string(),
          theirDate: localDate,
          ourNumber: z.string(),
          receivedOn: localDate,
          files: z.array(file),
        }),
      ),
    }),
  ),
  desk: query(
    'For the secretariat: what was sent to whom, what waits to be sent, links and reminders. Refuses: not-found, no-right.',
    z.object({ session }),
    z.object({
      waiting: z.array(
        z.object({
          addressee: office,
          recommendations: z.array(z.object({ id: recommendation, number: int.nullable(), title: localised })),
        }),
      ),
      dispatches: z.array(
        dispatch.extend({
          contact: z.string().nullable(),
          open: int,
          clock,
          links: z.array(
            z.object({
              id: id<AnswerLinkId>(),
              at: instant,
              expiresAt: instant,
              state: z.enum(['live', 'used', 'revoked', 'expired']),
            }),
          ),
          reminded: z.array(z.object({ kind: z.enum(REMINDER_KINDS), at: instant, mailed: z.boolean() })),
        }),
      ),
      titles: z.array(z.object({ id: recommendation, number: int.nullable(), title: localised })),
      today: localDate,
      mail: z.boolean(),
    }),
  ),
  dispatch: command(
    'The secretariat notes that adopted recommendations were sent to an addressee; its clock runs. Refuses: no-right, not-found, not-sent, not-addressed, already-so, malformed.',
    z.object({
      session,
      addressee,
      recommendations: z.array(recommendation).min(1).max(MOST_ANSWERS),
      number,
      sentOn: localDate,
      due: localDate,
      contact: z.email().max(200).nullable(),
      requestId,
    }),
    z.object({ dispatch: id<DispatchId>() }),
  ),
  'make-link': command(
    'A link by which an addressee answers one dispatch without an account; those made before end. It is in this answer and nowhere else; with mail, it is mailed. Refuses: no-right, not-found.',
    z.object({ dispatch: id<DispatchId>(), language, mail: z.boolean() }),
    z.object({ path: z.string(), until: instant, mailed: z.boolean() }),
  ),
  'revoke-link': command(
    'Ends a link to answer. Refuses: no-right, not-found, link-over.',
    z.object({ link: id<AnswerLinkId>(), requestId }),
    z.object({}),
  ),
  'read-link': command(
    'What a link asks; reading it uses nothing up. Refuses: not-found, link-over, too-fast.',
    z.object({ code: secret }),
    z.object({
      addressee: office,
      session: localised,
      number: z.string(),
      sentOn: localDate,
      due: localDate,
      recommendations: z.array(
        z.object({
          id: recommendation,
          number: int.nullable(),
          title: localised,
          text: localised,
          deadline: localDate.nullable(),
          answers: int,
          files: z.array(file),
        }),
      ),
    }),
    { open: true },
  ),
  'answer-by-link': command(
    'The addressee answers, which uses the link up. Refuses: not-found, link-over, too-fast, not-addressed, reason-missing, malformed.',
    z.object({
      code: secret,
      signedBy,
      language,
      answers: z.array(said).min(1).max(MOST_ANSWERS),
      measures: z.array(doing).max(MOST_ANSWERS),
      requestId,
    }),
    z.object({ answers: int }),
    { open: true },
  ),
  'note-letter': command(
    'The secretariat enters a letter and what it answers. Refuses: no-right, not-found, not-sent, not-addressed, reason-missing, malformed.',
    z.object({
      session,
      addressee,
      language,
      signedBy,
      theirNumber: number,
      theirDate: localDate,
      ourNumber: number,
      receivedOn: localDate,
      answers: z.array(said).min(1).max(MOST_ANSWERS),
      requestId,
    }),
    z.object({ letter: id<LetterId>() }),
  ),
  'preview-table': command(
    'What a table that was sent back says, row by row, with what is wrong in it. Refuses: no-right, not-found, wrong-file.',
    z.object({ dispatch: id<DispatchId>(), base64 }),
    z.object({
      /** Of the file: what is taken in is what was shown. */
      hash,
      rows: z.array(
        z.object({
          row: int,
          recommendation: recommendation.nullable(),
          position: position.nullable(),
          words: z.string(),
          measure: z.string(),
          wrong: z.enum(['unknown-row', 'twice', 'unknown-answer', 'reason-missing', 'too-long']).nullable(),
        }),
      ),
      empty: int,
    }),
  ),
  'take-in-table': command(
    'Takes in the table that was shown, all of it or nothing. Refuses: no-right, not-found, wrong-file, changed-meanwhile, reason-missing, malformed.',
    z.object({ dispatch: id<DispatchId>(), base64, hash, language, signedBy, receivedOn: localDate, requestId }),
    z.object({ answers: int, measures: int }),
  ),
  'note-measure': command(
    'The secretariat enters what an addressee has done. Refuses: no-right, not-found, not-addressed, reason-missing.',
    z.object({
      session,
      recommendation,
      addressee,
      words,
      language,
      doneOn: localDate.nullable(),
      letter: id<LetterId>().nullable(),
      requestId,
    }),
    z.object({ measure: id<MeasureId>() }),
  ),
  'strike-answer': command(
    'Strikes an answer that was entered wrongly: it stays to be read, with the reason, and counts no more. Refuses: no-right, not-found, already-so, reason-missing.',
    z.object({
      recommendation,
      addressee,
      number: int,
      reason: z.string().trim().max(MOST_STRIKING_LETTERS),
      requestId,
    }),
    z.object({}),
  ),
  assess: command(
    'The council’s word on what has become of a recommendation; the newest one must have been shown. Refuses: no-right, not-found, not-addressed, reason-missing, changed-meanwhile.',
    z.object({ session, recommendation, addressee, status, reason: words, shown: int.min(0), requestId }),
    z.object({}),
  ),
  relate: command(
    'Names an earlier or international recommendation that this one goes on from. Refuses: no-right, not-found.',
    z.object({
      recommendation,
      source: z.string().trim().min(1).max(200),
      reference: z.string().trim().max(100),
      words: z.string().trim().max(2_000),
      requestId,
    }),
    z.object({ number: int }),
  ),
  unrelate: command(
    'Takes such a reference back. Refuses: no-right, not-found.',
    z.object({ recommendation, number: int, requestId }),
    z.object({}),
  ),
  remind: command(
    'Reminds every addressee without an answer in time, by mail to whose address is known. Refuses: no-right, not-found, no-mail.',
    z.object({ session }),
    z.object({ mailed: int, withoutAddress: int }),
  ),
  'place-table': command(
    'Puts the table of an earlier session as point 1 on the agenda of a planned one. Refuses: no-right, not-found, not-planned, wrong-stage, already-so.',
    z.object({ session, earlier: session, requestId }),
    z.object({ point: id<AgendaPointId>() }),
  ),
  earlier: query(
    'The sessions whose tables can be put on the agenda of this one, newest first. Refuses: not-found.',
    z.object({ session }),
    z.object({
      sessions: z.array(z.object({ id: session, title: localised, date: localDate, placed: z.boolean() })),
      may: z.boolean(),
    }),
  ),
} as const
