import { z } from 'zod'
import { SEAT_ROLES } from '../accounts/model.ts'
import type { AccountId, AgendaPointId, CouncilId, PaperId, SessionId } from '../ids.ts'
import { command, id, instant, language, localDate, localised, query, requestId } from '../wire.ts'
import { COUNTINGS, SESSION_ROLES, SESSION_STAGES } from './model.ts'
import { AGENDA_KINDS, INTENTIONS, PAPER_KINDS } from './planning.ts'

const session = id<SessionId>()
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const webLink = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\/\S+$/i)

/** Words in at least one language; the others may follow. */
const named = (most: number) =>
  z
    .object({ kk: z.string().max(most), ru: z.string().max(most), en: z.string().max(most) })
    .refine((words) => Object.values(words).some((each) => each.trim() !== ''))

const plan = {
  title: named(300),
  date: localDate,
  lastDate: localDate.nullable(),
  place: named(300),
  timezone: z.string().min(1).max(60),
  hybrid: z.boolean(),
  link: webLink.nullable(),
  councils: z.array(id<CouncilId>()).min(1).max(20),
  counting: z.enum(COUNTINGS),
  presiding: id<AccountId>(),
  amendmentDeadline: z.object({ date: localDate, time: hour }).nullable(),
}

const point = z.object({
  id: id<AgendaPointId>().nullable(),
  kind: z.enum(AGENDA_KINDS),
  start: hour,
  minutes: z.number().int().min(1).max(1_440),
  title: named(500),
  closed: z.boolean(),
})

/** A point of the agenda as it is answered. */
export const agendaPoint = z.object({
  id: id<AgendaPointId>(),
  number: z.string(),
  kind: z.string(),
  start: z.string(),
  minutes: z.number().int(),
  title: localised,
  closed: z.boolean(),
})

const forecast = z.object({
  council: id<CouncilId>(),
  /** Seats whose members said that they will be in the hall, on-line, or away; the others have not answered. */
  hall: z.number().int(),
  remote: z.number().int(),
  absent: z.number().int(),
  unanswered: z.number().int(),
  base: z.number().int(),
  needed: z.number().int(),
  reached: z.boolean(),
})

export const planningWire = {
  'plan-choices': query(
    'For who plans sessions: councils with those who may preside, and accounts to invite. Refuses: no-right, not-found, session-closed.',
    z.object({ session: session.optional() }),
    z.object({
      councils: z.array(
        z.object({
          id: id<CouncilId>(),
          name: localised,
          seats: z.array(
            z.object({
              account: id<AccountId>(),
              role: z.enum(SEAT_ROLES),
              name: localised,
              from: localDate,
              until: localDate.nullable(),
            }),
          ),
        }),
      ),
      accounts: z.array(z.object({ account: id<AccountId>(), name: localised, organisation: z.string().nullable() })),
    }),
  ),
  'plan-session': command(
    'The secretariat plans a session; it begins as planned. Refuses: no-right, malformed, not-presiding.',
    z.object({ ...plan, requestId }),
    z.object({ session }),
  ),
  plan: query(
    'The plan of a session as the secretariat keeps it. Refuses: no-right, not-found, session-closed.',
    z.object({ session }),
    z.object({
      session,
      stage: z.enum(SESSION_STAGES),
      rev: z.number().int(),
      ...plan,
      title: localised,
      place: localised,
      agendaRev: z.number().int(),
      agenda: z.array(agendaPoint),
      people: z.array(
        z.object({
          account: id<AccountId>(),
          name: localised,
          /** Null: a member by seat. */
          role: z.enum(SESSION_ROLES).nullable(),
          organisation: z.string().nullable(),
          answer: z.enum(INTENTIONS).nullable(),
        }),
      ),
      forecast: z.array(forecast),
    }),
  ),
  'change-plan': command(
    'Changes the plan; `rev` is the one that was shown. Refuses: no-right, not-found, session-closed, changed-meanwhile, not-planned, malformed, not-presiding.',
    z.object({ session, rev: z.number().int(), ...plan, requestId }),
    z.object({ rev: z.number().int() }),
  ),
  'change-agenda': command(
    'The agenda becomes these points in this order, numbered by the server; `rev` is the one that was shown. Refuses: no-right, not-found, session-closed, changed-meanwhile, malformed, point-in-use, not-planned.',
    z.object({ session, rev: z.number().int(), points: z.array(point).max(100), requestId }),
    z.object({ rev: z.number().int() }),
  ),
  invite: command(
    'Invites somebody without a seat. Refuses: no-right, not-found, session-closed, already-on-the-session.',
    z.object({
      session,
      account: id<AccountId>(),
      role: z.enum(SESSION_ROLES),
      organisation: z.string().max(200).nullable(),
      requestId,
    }),
    z.object({}),
  ),
  uninvite: command(
    'Takes an invitation back. Refuses: no-right, not-found, session-closed, not-on-the-session.',
    z.object({ session, account: id<AccountId>(), requestId }),
    z.object({}),
  ),
  'answer-invitation': command(
    'Somebody on the session says how they mean to take part. Refuses: not-found, not-on-the-session, session-closed.',
    z.object({ session, answer: z.enum(INTENTIONS), requestId }),
    z.object({}),
  ),
  preparation: query(
    'What a person reads before the session: the own answer, papers, and for who runs it the forecast of quorum. Refuses: not-found.',
    z.object({ session }),
    z.object({
      mayAnswer: z.boolean(),
      answer: z.enum(INTENTIONS).nullable(),
      mayPrepare: z.boolean(),
      link: z.string().nullable(),
      lastDate: localDate.nullable(),
      /** Empty for who may not see it. */
      forecast: z.array(forecast),
      papers: z.array(
        z.object({
          id: id<PaperId>(),
          point: id<AgendaPointId>().nullable(),
          kind: z.enum(PAPER_KINDS),
          title: localised,
          languages: z.array(language),
          link: z.string().nullable(),
          file: z.object({ name: z.string(), type: z.string(), bytes: z.number().int() }).nullable(),
          addedAt: instant,
        }),
      ),
    }),
  ),
  'add-paper': command(
    'Files a paper under a point or the session: a link, or a PDF or DOCX of at most 700 kB in base64. Refuses: no-right, not-found, session-closed, malformed, too-large, wrong-file, unsafe-file.',
    z.object({
      session,
      point: id<AgendaPointId>().nullable(),
      kind: z.enum(PAPER_KINDS),
      title: named(300),
      languages: z.array(language).max(3),
      source: z.union([
        z.object({ link: webLink }),
        z.object({ file: z.object({ name: z.string().min(1).max(200), base64: z.base64().max(1_000_000) }) }),
      ]),
      requestId,
    }),
    z.object({ paper: id<PaperId>() }),
  ),
  'remove-paper': command(
    'Takes a paper out. Refuses: no-right, not-found, session-closed.',
    z.object({ session, paper: id<PaperId>(), requestId }),
    z.object({}),
  ),
} as const
