import { z } from 'zod'
import { REFUSAL_CODES } from '../decision.ts'
import type { AccountId, AgendaPointId, FloorEntryId, MotionId, PointOfOrderId, SessionId, VoteId } from '../ids.ts'
import { command, id, instant, localised, query, requestId } from '../wire.ts'
import { MOTION_KINDS, RULINGS } from './model.ts'

const session = id<SessionId>()
const account = id<AccountId>()
const entry = id<FloorEntryId>()
const point = id<AgendaPointId>().nullable()
const MOST_SECONDS = 3_600
const seconds = z.number().int().min(10).max(MOST_SECONDS)
const sentence = z.string().trim().max(500)
const count = z.number().int().min(0).max(10_000)
const counts = z.object({ for: count, against: count, abstain: count })
const entered = z.discriminatedUnion('how', [
  z.object({ how: z.literal('no-objection') }),
  counts.extend({ how: z.literal('counts') }),
  z.object({ how: z.literal('out-of-order') }),
])
const result = z.discriminatedUnion('how', [
  ...entered.options,
  z.object({ how: z.literal('vote'), vote: id<VoteId>() }),
])
/** The newest vote by which something was put. */
const put = z.object({
  vote: id<VoteId>(),
  number: z.number().int(),
  stage: z.enum(['open', 'closed', 'announced', 'void']),
})

/** What a rule says of an act now, so that its button says why it is off. */
const verdict = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    code: z.enum(REFUSAL_CODES),
    rule: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
])

const person = { account, name: localised }
const speaker = z.object({ id: entry, ...person, mode: z.enum(['hall', 'remote']).nullable(), point, askedAt: instant })

export const floorWire = {
  floor: query(
    'The floor of a session: who speaks and how long, who waits, points of order, motions, interests in agenda points, and what the asking account may do. Refuses: not-found.',
    z.object({ session }),
    z.object({
      /** The server's clock when it answered; times left are counted from it. */
      now: instant,
      sitting: z.number().int(),
      /** The current point is closed to who asks. */
      hidden: z.boolean(),
      /** Only points of order on its conduct are taken. */
      voteOpen: z.boolean(),
      listOpen: z.boolean(),
      debateClosed: z.boolean(),
      secondsEach: z.number().int(),
      guestsMayAsk: z.boolean(),
      speaking: speaker
        .extend({
          calledAt: instant,
          seconds: z.number().int(),
          /** How much of it is used at `now`, in ms. */
          usedMs: z.number().int(),
          /** False while a vote is open: the time stands still. */
          running: z.boolean(),
        })
        .nullable(),
      waiting: z.array(speaker),
      pointsOfOrder: z.array(
        z.object({
          id: id<PointOfOrderId>(),
          ...person,
          mode: z.enum(['hall', 'remote']).nullable(),
          conduct: z.boolean(),
          at: instant,
          stage: z.enum(['waiting', 'withdrawn', 'ruled', 'appealed', 'settled']),
          ruling: z.enum(RULINGS).nullable(),
          words: z.string(),
          appeal: z
            .object({
              ...person,
              at: instant,
              put: put.nullable(),
              counts: counts.nullable(),
              overturned: z.boolean().nullable(),
            })
            .nullable(),
        }),
      ),
      /** In the order in which they are taken. */
      motions: z.array(
        z.object({
          id: id<MotionId>(),
          ...person,
          kind: z.enum(MOTION_KINDS),
          point,
          words: z.string(),
          at: instant,
          stage: z.enum(['waiting', 'withdrawn', 'carried', 'rejected', 'out-of-order']),
          put: put.nullable(),
          result: result.nullable(),
        }),
      ),
      /** Reasons are left out for who looks on. */
      interests: z.array(z.object({ point: id<AgendaPointId>(), ...person, reason: z.string() })),
      may: z.object({
        ask: verdict,
        raisePoint: verdict,
        /** About the newest ruling. */
        appeal: verdict,
        appealable: id<PointOfOrderId>().nullable(),
        motions: z.object({
          suspend: verdict,
          adjourn: verdict,
          'close-debate': verdict,
          'close-list': verdict,
          division: verdict,
          manner: verdict,
        }),
        /** Runs the list: ends, gives time, closes, moves. */
        run: verdict,
        call: verdict,
        /** Acts for somebody in the hall, and enters results. */
        actForOthers: z.boolean(),
      }),
    }),
  ),
  ask: command(
    'Puts a person on the speakers’ list: themselves, or somebody in the hall by the secretary. Refuses: no-right, session-not-open, not-on-the-session, guests-may-not-ask, check-in-first, list-closed, already-on-the-list.',
    z.object({ session, account, requestId }),
    z.object({ entry }),
  ),
  withdraw: command(
    'Takes one who waits off the list. Refuses: no-right, session-not-open, changed-meanwhile.',
    z.object({ session, entry, requestId }),
    z.object({}),
  ),
  call: command(
    'Gives the floor to one who waits; who had it before is done. `after`: who has it on the page that was pressed. Refuses: no-right, session-not-open, only-on-conduct, ruling-waits, changed-meanwhile, not-on-the-session.',
    z.object({ session, entry, after: entry.nullable(), seconds: seconds.optional(), requestId }),
    z.object({ calledAt: instant, seconds: z.number().int() }),
  ),
  'end-speech': command(
    'Ends the speech under way. Refuses: no-right, session-not-open, changed-meanwhile.',
    z.object({ session, entry, requestId }),
    z.object({}),
  ),
  'give-time': command(
    'Gives who speaks more time. Refuses: no-right, session-not-open, changed-meanwhile.',
    z.object({ session, entry, seconds, requestId }),
    z.object({ seconds: z.number().int() }),
  ),
  move: command(
    'Moves one who waits before another, or with null to the end. Refuses: no-right, session-not-open, changed-meanwhile.',
    z.object({ session, entry, before: entry.nullable(), requestId }),
    z.object({}),
  ),
  'set-list': command(
    'Sets the time of each speaker, closes or opens the list, lets those without a seat ask or not. Refuses: no-right, session-not-open.',
    z.object({
      session,
      seconds: seconds.optional(),
      open: z.boolean().optional(),
      guestsMayAsk: z.boolean().optional(),
      requestId,
    }),
    z.object({}),
  ),
  'raise-point': command(
    'Raises a point of order, for oneself or by the secretary for somebody in the hall; while a vote is open on its conduct only. Refuses: no-right, session-not-open, not-on-the-session, check-in-first, only-on-conduct, already-raised.',
    z.object({ session, account, conduct: z.boolean().default(false), requestId }),
    z.object({ point: id<PointOfOrderId>() }),
  ),
  'withdraw-point': command(
    'Takes a point of order back before its ruling. Refuses: no-right, not-found, session-not-open, already-ruled.',
    z.object({ session, point: id<PointOfOrderId>(), requestId }),
    z.object({}),
  ),
  rule: command(
    'Records the presiding chair’s ruling on a point of order, in one sentence. Refuses: no-right, not-found, session-not-open, already-ruled.',
    z.object({
      session,
      point: id<PointOfOrderId>(),
      ruling: z.enum(RULINGS),
      words: sentence.min(1),
      requestId,
    }),
    z.object({}),
  ),
  appeal: command(
    'Appeals from a ruling at once: the ruling is put to the vote. Refuses: no-right, not-found, session-not-open, not-on-the-session, check-in-first, not-ruled, already-appealed, appeal-too-late.',
    z.object({ session, point: id<PointOfOrderId>(), account, requestId }),
    z.object({}),
  ),
  'settle-appeal': command(
    'The secretary enters how the vote on a ruling came out: it is overturned only by more against than for. Refuses: no-right, not-found, session-not-open, not-ruled, already-decided, is-put, too-many-counted.',
    counts.extend({ session, point: id<PointOfOrderId>(), requestId }),
    z.object({ overturned: z.boolean() }),
  ),
  'raise-motion': command(
    'Raises a motion, for oneself or by the secretary for somebody in the hall. Refuses: no-right, session-not-open, not-on-the-session, check-in-first, only-on-conduct, already-moved.',
    z.object({ session, account, kind: z.enum(MOTION_KINDS), words: sentence.default(''), requestId }),
    z.object({ motion: id<MotionId>() }),
  ),
  'withdraw-motion': command(
    'Takes a motion back. Refuses: no-right, not-found, session-not-open, already-decided, is-put.',
    z.object({ session, motion: id<MotionId>(), requestId }),
    z.object({}),
  ),
  'decide-motion': command(
    'Enters what became of a motion. Refuses: no-right, not-found, session-not-open, already-decided, is-put, only-on-conduct, ruling-waits, outranked, too-many-counted.',
    z.object({ session, motion: id<MotionId>(), result: entered, requestId }),
    z.object({ stage: z.enum(['carried', 'rejected', 'out-of-order']) }),
  ),
  'declare-interest': command(
    'A seated person (or the secretary for them) declares an interest in an agenda point: their seats are recused in votes on its texts. Refuses: no-right, not-on-the-session, session-closed, not-found, vote-running, already-recused.',
    z.object({ session, point: id<AgendaPointId>(), account, reason: sentence.min(1), requestId }),
    z.object({}),
  ),
  'withdraw-interest': command(
    'Takes a declared interest in an agenda point back. Refuses: no-right, not-on-the-session, session-closed, not-found, vote-running, not-recused.',
    z.object({ session, point: id<AgendaPointId>(), account, requestId }),
    z.object({}),
  ),
} as const
