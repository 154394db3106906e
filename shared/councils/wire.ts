import { z } from 'zod'
import { SEAT_ROLES } from '../accounts/model.ts'
import type { AccountId, CouncilId, SeatId, StandingOrdersId } from '../ids.ts'
import { LANGUAGES } from '../language.ts'
import { command, id, instant, language, localised, query, requestId } from '../wire.ts'
import { ENCODINGS, LIST_FORMATS, MOST_FILE_CHARACTERS, ROW_EFFECTS, ROW_PROBLEMS, SEPARATORS } from './membership.ts'
import {
  ANNEXES,
  DEVICE_RULES,
  LANGUAGE_STATES,
  MAJORITY_BASES,
  MANNER_ASKERS,
  ORDERS_MANNERS,
  PROPOSERS,
  type QUESTION_KINDS,
  SIGNERS,
  TIE_RULES,
} from './model.ts'
import { PROFILE_NAMES } from './orders.ts'

const int = z.number().int()
const council = id<CouncilId>()
const seat = id<SeatId>()
const account = id<AccountId>()
const seatRole = z.enum(SEAT_ROLES)
const rev = int.min(1)
/** A day that is in the calendar. */
const day = z.iso.date()
/** A council's name as it is typed, in every language. */
const name = z.object({
  kk: z.string().trim().min(1).max(200),
  ru: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200),
})
const number = int.min(1).max(1_000)

const fraction = z.object({ numerator: int.min(-1_000).max(1_000), denominator: int.min(-1_000).max(1_000) })
const quorum = z.object({ base: z.enum(['seats', 'members']), fraction, strict: z.boolean() })
const majority = z.object({
  base: z.enum(MAJORITY_BASES),
  fraction,
  strict: z.boolean(),
  leastFor: int.min(-1_000).max(1_000).optional(),
})
const manner = z.enum(ORDERS_MANNERS)
const question = z.object({
  quorum,
  majority,
  tie: z.enum(TIE_RULES),
  manner,
  otherManners: z.array(manner).max(ORDERS_MANNERS.length),
})
const byKind = z.object({
  recommendation: question.partial().optional(),
  set: question.partial().optional(),
  amendment: question.partial().optional(),
  procedure: question.partial().optional(),
  election: question.partial().optional(),
} satisfies Record<(typeof QUESTION_KINDS)[number], unknown>)

const orders = question.extend({
  mannerAskers: z.enum(MANNER_ASKERS),
  device: z.enum(DEVICE_RULES),
  recusal: z.object({ countsForQuorum: z.boolean(), countsForMajority: z.boolean() }),
  advanceBallots: z.boolean(),
  writtenProcedure: z.boolean(),
  mayPropose: z.enum(PROPOSERS),
  reopening: z.object({ base: z.enum(MAJORITY_BASES), fraction, strict: z.boolean() }),
  dissent: z.object({ allowed: z.boolean(), workingDays: int.min(0).max(1_000), annexedTo: z.enum(ANNEXES) }),
  minutes: z.object({ workingDays: int.min(0).max(1_000), signedBy: z.array(z.enum(SIGNERS)).max(SIGNERS.length) }),
  adoption: z.enum(['at-once', 'with-the-set']),
  languagesOfRecord: z.array(language).max(LANGUAGES.length),
  leastState: z.enum(LANGUAGE_STATES),
  translationToFollow: z.boolean(),
  calendar: z.object({
    weekend: z.array(int.min(1).max(7)).max(7),
    holidays: z.array(day).max(400),
    movedWorkdays: z.array(day).max(400),
  }),
  byKind,
  verified: z.boolean(),
})

const seatInput = { council, rev, holder: account, role: seatRole, from: day, until: day.nullable() }
const done = z.object({ rev })

const summary = z.object({
  id: council,
  name: localised,
  seats: int,
  /** Seats in force today. */
  held: int,
  chair: localised.nullable(),
  ordersVersion: int,
})

const heldSeat = z.object({
  id: seat,
  holder: account,
  name: localised,
  role: seatRole,
  from: day,
  until: day.nullable(),
  /** Whether its term covers today. */
  term: z.enum(['past', 'now', 'to-come']),
  /** Whether it has taken part, so that it is only ended, never removed. */
  tookPart: z.boolean(),
  /** For the secretariat only. */
  contact: z
    .object({
      email: z.string(),
      phone: z.string().nullable(),
      organisation: z.string().nullable(),
      languages: z.array(language),
    })
    .nullable(),
})

/** A file that was chosen: its bytes as base64, and how it is to be read where that is not left to be found out. */
const file = {
  name: z.string().max(255),
  content: z.base64().max(MOST_FILE_CHARACTERS),
  encoding: z.enum(ENCODINGS).optional(),
  separator: z.enum(SEPARATORS).optional(),
}

const problem = z.object({ code: z.enum(ROW_PROBLEMS), values: z.record(z.string(), z.string()) })

export const councilsWire = {
  list: query(
    'The councils with how many of their seats are held. Refuses: no-right.',
    z.object({}),
    z.object({ councils: z.array(summary), may: z.object({ keep: z.boolean() }) }),
  ),
  council: query(
    'One council: seats past, present and to come; contact is for the secretariat. Refuses: no-right, not-found.',
    z.object({ id: council }),
    summary.extend({
      rev,
      secretary: z.object({ account, name: localised }).nullable(),
      places: z.array(heldSeat),
      may: z.object({ keep: z.boolean() }),
    }),
  ),
  candidates: query(
    'Accounts that a seat may be given to, for the secretariat. Refuses: no-right.',
    z.object({}),
    z.object({ accounts: z.array(z.object({ id: account, name: localised, email: z.string() })) }),
  ),
  'seat-history': query(
    'What was done about one seat, oldest first, read off the record book. Refuses: no-right, not-found.',
    z.object({ id: seat }),
    z.object({
      entries: z.array(
        z.object({
          number: int,
          at: instant,
          by: localised.nullable(),
          act: z.string(),
          holder: localised.nullable(),
          role: seatRole.nullable(),
          from: day.nullable(),
          until: day.nullable(),
        }),
      ),
    }),
  ),
  found: command(
    'Founds a council with its first standing orders from a ready profile. Refuses: no-right.',
    z.object({ name, seats: number, profile: z.enum(PROFILE_NAMES), requestId }),
    z.object({ council }),
  ),
  change: command(
    'Changes a council’s name, number of seats and secretary. Refuses: no-right, not-found, changed-meanwhile, seats-full.',
    z.object({ id: council, rev, name, seats: number, secretary: account.nullable(), requestId }),
    done,
  ),
  'give-seat': command(
    'Gives a person a seat. Refuses: no-right, not-found, changed-meanwhile, ends-before-start, seats-full, role-taken, already-seated.',
    z.object({ ...seatInput, requestId }),
    done.extend({ seat }),
  ),
  'end-seat': command(
    'Ends a seat on a day, which is its last. Refuses: no-right, not-found, changed-meanwhile, ends-before-start, seats-full, role-taken, already-seated.',
    z.object({ seat, rev, until: day, requestId }),
    done,
  ),
  'correct-seat': command(
    'Corrects what was entered of a seat. Refuses: no-right, not-found, changed-meanwhile, seat-used, ends-before-start, seats-full, role-taken, already-seated.',
    z.object({
      seat,
      rev,
      holder: account,
      role: seatRole,
      from: day,
      until: day.nullable(),
      requestId,
    }),
    done,
  ),
  'remove-seat': command(
    'Takes a seat that was entered by mistake off the list. Refuses: no-right, not-found, changed-meanwhile, seat-used.',
    z.object({ seat, rev, requestId }),
    done,
  ),
  orders: query(
    'A council’s standing orders, the newest or the version named, and which versions there are. Refuses: not-found.',
    z.object({ council, version: z.coerce.number().int().min(1).optional() }),
    z.object({
      council: z.object({ id: council, name: localised, seats: int, held: int }),
      id: id<StandingOrdersId>(),
      version: int,
      newest: int,
      orders,
      versions: z.array(z.object({ version: int, at: instant })),
      may: z.object({ change: z.boolean() }),
    }),
  ),
  'set-orders': command(
    'Adds a version of a council’s standing orders, made on the version named; open votes keep theirs. Refuses: no-right, not-found, changed-meanwhile, impossible-orders.',
    z.object({ council, basedOn: int.min(1), orders, requestId }),
    z.object({ version: int }),
  ),
  'preview-list': command(
    'What taking in a membership list would do, row by row; nothing is changed. Refuses: no-right.',
    z.object({ ...file, requestId }),
    z.object({
      encoding: z.enum(ENCODINGS).nullable(),
      separator: z.enum(SEPARATORS).nullable(),
      format: z.enum(LIST_FORMATS),
      /** What is wrong with the file as a whole. */
      problems: z.array(problem),
      rows: z.array(
        z.object({
          /** As the file counts its lines or rows, the first row of people being 2. */
          line: int,
          council: z.string(),
          /** Who it would be about, as the list and the store name them; empty where neither does. */
          name: localised,
          email: z.string(),
          effects: z.array(z.enum(ROW_EFFECTS)),
          problems: z.array(problem),
        }),
      ),
      /** Seats of the councils in the file that the file does not name; they stay as they are. */
      untouched: int,
      /** Names exactly this preview. */
      state: z.string(),
    }),
  ),
  'take-in-list': command(
    'Takes in a membership list as it was previewed, all of it or nothing. Refuses: no-right, list-has-errors, changed-meanwhile.',
    z.object({ ...file, state: z.string().max(64), requestId }),
    z.object({ accounts: int, seats: int, changed: int }),
  ),
  'export-list': query(
    'The membership list of all councils as a file, for the secretariat. Refuses: no-right.',
    z.object({ format: z.enum(LIST_FORMATS), language }),
    z.object({ name: z.string(), type: z.string(), content: z.base64() }),
  ),
} as const
