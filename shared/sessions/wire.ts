import { z } from 'zod'
import { SEAT_ROLES } from '../accounts/model.ts'
import type { AccountId, AgendaPointId, CouncilId, RecommendationId, SeatId, SessionId } from '../ids.ts'
import { command, id, instant, localDate, localised, query, requestId } from '../wire.ts'
import { ATTENDANCE_EVENTS, COUNTINGS, SESSION_ROLES, SESSION_STAGES } from './model.ts'

const session = id<SessionId>()
const mode = z.enum(['hall', 'remote'])

const summary = z.object({
  id: session,
  stage: z.enum(SESSION_STAGES),
  title: localised,
  date: localDate,
  place: localised,
  timezone: z.string(),
  hybrid: z.boolean(),
  counting: z.enum(COUNTINGS),
  presiding: id<AccountId>(),
  /** Who presses on the presiding chair's word; null: nobody. */
  operator: id<AccountId>().nullable(),
  amendmentDeadline: instant.nullable(),
  currentPoint: id<AgendaPointId>().nullable(),
  sitting: z.number().int(),
  councils: z.array(z.object({ id: id<CouncilId>(), name: localised, seats: z.number().int() })),
})

/** Quorum of one council as it stands; the sentence and the gauge show these numbers. */
const quorum = z.object({
  council: id<CouncilId>(),
  present: z.number().int(),
  base: z.number().int(),
  needed: z.number().int(),
  reached: z.boolean(),
})

export const sessionsWire = {
  list: query('The sessions this account may see.', z.object({}), z.object({ sessions: z.array(summary) })),
  session: query(
    'One session: agenda, councils with their seats and who is present, quorum, other people, recusals. Refuses: not-found.',
    z.object({ id: session }),
    summary.extend({
      agenda: z.array(
        z.object({
          id: id<AgendaPointId>(),
          number: z.string(),
          kind: z.string(),
          start: z.string(),
          minutes: z.number().int(),
          title: localised,
        }),
      ),
      seats: z.array(
        z.object({
          id: id<SeatId>(),
          council: id<CouncilId>(),
          role: z.enum(SEAT_ROLES),
          account: id<AccountId>(),
          name: localised,
          /** By the attendance log of this sitting. */
          present: z.boolean(),
          mode: mode.nullable(),
        }),
      ),
      others: z.array(
        z.object({
          account: id<AccountId>(),
          name: localised,
          role: z.enum(SESSION_ROLES),
          organisation: z.string().nullable(),
        }),
      ),
      quorum: z.array(quorum),
      recusals: z.array(
        z.object({ recommendation: id<RecommendationId>(), account: id<AccountId>(), reason: z.string() }),
      ),
      /** What the asking account may do here; each act is still decided by its own rule. */
      may: z.object({
        noteAttendance: z.boolean(),
        /** With their own sign-in as the presiding chair. */
        preside: z.boolean(),
        /** Presses what runs the session: the presiding chair, or the operator on the chair's word. */
        run: z.boolean(),
        seeAttendanceLog: z.boolean(),
      }),
    }),
  ),
  connected: query(
    'Accounts with an open page or live text in this session, and where; a connection is not presence. Refuses: not-found.',
    z.object({ session }),
    z.object({
      accounts: z.array(
        z.object({
          account: id<AccountId>(),
          name: localised,
          texts: z.array(z.object({ text: z.string(), typing: z.boolean() })),
        }),
      ),
    }),
  ),
  attendance: query(
    'The attendance log of a session. Refuses: no-right, not-found.',
    z.object({ session }),
    z.object({
      events: z.array(
        z.object({
          number: z.number().int(),
          sitting: z.number().int(),
          account: id<AccountId>(),
          event: z.enum(ATTENDANCE_EVENTS),
          mode,
          at: instant,
          by: id<AccountId>(),
        }),
      ),
    }),
  ),
  'note-attendance': command(
    'The secretary notes that a seated person came or left. Refuses: no-right, session-not-open, not-on-the-session, already-present, not-present.',
    z.object({
      session,
      account: id<AccountId>(),
      event: z.enum(ATTENDANCE_EVENTS),
      mode: mode.default('hall'),
      requestId,
    }),
    z.object({ number: z.number().int() }),
  ),
  'declare-recusal': command(
    'A seated person (or the secretary for them) declares an interest in a recommendation. Refuses: no-right, not-on-the-session, already-recused, vote-running.',
    z.object({
      session,
      recommendation: id<RecommendationId>(),
      account: id<AccountId>(),
      reason: z.string().min(1).max(500),
      requestId,
    }),
    z.object({}),
  ),
  'withdraw-recusal': command(
    'Takes a declared interest back. Refuses: no-right, not-recused, vote-running.',
    z.object({ session, recommendation: id<RecommendationId>(), account: id<AccountId>(), requestId }),
    z.object({}),
  ),
} as const
