import { z } from 'zod'
import { SEAT_ROLES } from '../accounts/model.ts'
import type { AccountId, AgendaPointId, CouncilId, RecommendationId, SeatId, SessionId } from '../ids.ts'
import { command, hash, id, instant, localDate, localised, query, requestId } from '../wire.ts'
import { ATTENDANCE_EVENTS, COUNTINGS, SESSION_ROLES, SESSION_STAGES } from './model.ts'
import { agendaPoint, planningWire } from './planning-wire.ts'

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
  ...planningWire,
  list: query('The sessions this account may see.', z.object({}), z.object({ sessions: z.array(summary) })),
  session: query(
    'One session: agenda, councils with their seats and who is present, quorum, other people, recusals. Refuses: not-found.',
    z.object({ id: session }),
    summary.extend({
      /** Its title is empty where it is `hidden`. */
      agenda: z.array(
        agendaPoint.extend({
          released: z.boolean(),
          /** Closed, and who asks looks on: they see that there is a point, and nothing of it. */
          hidden: z.boolean(),
        }),
      ),
      /** Whether observers read live texts now. */
      liveToObservers: z.boolean(),
      sittings: z.array(
        z.object({
          number: z.number().int(),
          openedAt: instant,
          endedAt: instant.nullable(),
          endedHow: z.enum(['suspended', 'closed']).nullable(),
        }),
      ),
      /** Number and hash of the entry that suspended or closed the session; null while it is open. */
      head: z.object({ number: z.number().int(), hash }).nullable(),
      /** The quorum as the chair stated it last in this sitting. */
      statement: z.object({ at: instant, by: id<AccountId>(), counts: z.array(quorum) }).nullable(),
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
      /** The standing orders the session goes by; of a closed one those it was closed under. */
      orders: z.array(z.object({ council: id<CouncilId>(), version: z.number().int() })),
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
        checkIn: z.boolean(),
        checkOut: z.boolean(),
        changePrivacy: z.boolean(),
        /** Who may preside after the asking person, or operate for them. */
        handOverTo: z.array(id<AccountId>()),
        operators: z.array(id<AccountId>()),
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
    'A seated person (or the secretary for them) declares an interest in a recommendation. Refuses: no-right, not-on-the-session, session-closed, already-recused, vote-running.',
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
    'Takes a declared interest back. Refuses: no-right, not-on-the-session, session-closed, not-recused, vote-running.',
    z.object({ session, recommendation: id<RecommendationId>(), account: id<AccountId>(), requestId }),
    z.object({}),
  ),
  open: command(
    'The presiding chair opens a planned session: its first sitting begins. Refuses: no-right, not-found, wrong-stage, vote-running.',
    z.object({ session, requestId }),
    z.object({ sitting: z.number().int() }),
  ),
  suspend: command(
    'The presiding chair suspends an open session. Refuses: no-right, not-found, wrong-stage, vote-running.',
    z.object({ session, requestId }),
    z.object({ sitting: z.number().int() }),
  ),
  resume: command(
    'The presiding chair resumes a suspended session: a new sitting begins and nobody is present in it. Refuses: no-right, not-found, wrong-stage, vote-running.',
    z.object({ session, requestId }),
    z.object({ sitting: z.number().int() }),
  ),
  close: command(
    'The presiding chair closes a session. Refuses: no-right, not-found, wrong-stage, vote-running.',
    z.object({ session, requestId }),
    z.object({ sitting: z.number().int() }),
  ),
  'take-point': command(
    'Takes a point of the agenda. Refuses: no-right, not-found, session-not-open, already-so.',
    z.object({ session, point: id<AgendaPointId>(), requestId }),
    z.object({}),
  ),
  'change-privacy': command(
    'Closes a point to observers, opens it, or releases what was closed. Refuses: no-right, not-found, already-so.',
    z.object({ session, point: id<AgendaPointId>(), closed: z.boolean(), released: z.boolean(), requestId }),
    z.object({}),
  ),
  'let-observers-read': command(
    'Lets observers read live texts, without carets or names, or stops it. Refuses: no-right, not-found, session-not-open, already-so.',
    z.object({ session, on: z.boolean(), requestId }),
    z.object({}),
  ),
  'hand-over': command(
    'The presiding chair hands the presiding over. Refuses: no-right, not-found, wrong-stage, already-presiding, no-chair, not-present.',
    z.object({ session, to: id<AccountId>(), requestId }),
    z.object({}),
  ),
  'name-operator': command(
    'The presiding chair names who of the secretariat presses on their word; null: nobody. Refuses: no-right, not-found, wrong-stage, not-secretariat, already-so.',
    z.object({ session, operator: id<AccountId>().nullable(), requestId }),
    z.object({}),
  ),
  'state-quorum': command(
    'The presiding chair states the quorum for the record. Refuses: no-right, not-found, session-not-open.',
    z.object({ session, requestId }),
    z.object({ number: z.number().int() }),
  ),
  'check-in': command(
    'A seated person checks in, or out, by themselves. Refuses: not-found, session-not-open, not-on-the-session, already-present, not-present.',
    z.object({ session, event: z.enum(ATTENDANCE_EVENTS).default('came'), mode: mode.default('hall'), requestId }),
    z.object({ number: z.number().int() }),
  ),
  'note-list': command(
    'The secretary keys in a list of people who came, all or none; who is checked in already is passed over and named. Refuses: no-right, not-found, session-not-open, not-on-the-session.',
    z.object({ session, accounts: z.array(id<AccountId>()).min(1).max(300), mode: mode.default('hall'), requestId }),
    z.object({ noted: z.array(id<AccountId>()), already: z.array(id<AccountId>()) }),
  ),
} as const
