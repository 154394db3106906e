import { z } from 'zod'
import { SEAT_ROLES } from '../accounts/model.ts'
import { AMENDMENT_KINDS, AMENDMENT_STAGES } from '../amendments/model.ts'
import { changes } from '../amendments/wire.ts'
import { MAJORITY_BASES, MANNERS } from '../councils/model.ts'
import type {
  AccountId,
  AmendmentId,
  CouncilId,
  PlaceId,
  RecommendationId,
  SeatId,
  SessionId,
  StandingOrdersId,
  TrialId,
  VersionId,
  VoteId,
} from '../ids.ts'
import { RECOMMENDATION_KINDS } from '../recommendations/model.ts'
import { parts } from '../recommendations/wire.ts'
import { COUNTINGS } from '../sessions/model.ts'
import { command, hash, id, instant, localised, query, requestId } from '../wire.ts'
import { chairsWords, hands, handsWire } from './hands-wire.ts'
import { kitWire } from './kit-wire.ts'
import { CHOICES, SOURCES, VOTE_MANNERS, VOTED_KINDS } from './model.ts'
import { opinionsWire } from './opinions-wire.ts'
import { paperWire, sheet } from './paper-wire.ts'
import { adopting, asked, decides, prepared } from './questions-wire.ts'
import { remedies, remediesWire } from './remedies-wire.ts'
import { MOST_IN_SERIES } from './series.ts'
import { tellers, tellersWire } from './tellers-wire.ts'
import { WINDOW_S } from './without-vote.ts'

const choice = z.enum(CHOICES)
/** What a page adds to a sealed choice, so that no length on the way tells which it is. */
const pad = z.string().max(8).optional()
const int = z.number().int()
const rule = z.string()

const seat = z.object({
  seat: id<SeatId>(),
  council: id<CouncilId>(),
  account: id<AccountId>(),
  role: z.enum(SEAT_ROLES),
  name: localised,
})

const quorumCount = z.object({ council: id<CouncilId>(), present: int, base: int, needed: int, reached: z.boolean() })

export const outcome = z.object({
  result: z.enum(['carried', 'rejected', 'no-decision']),
  reason: z.enum([
    'majority',
    'no-majority',
    'tie',
    'no-quorum-at-opening',
    'no-quorum-at-close',
    'only-abstentions',
    'no-objection',
    'objected',
    'no-ballots',
  ]),
  quorum: z.object({ opening: z.array(quorumCount), close: z.array(quorumCount) }),
  tallies: z.array(
    z.object({
      scope: z.string(),
      decides: z.boolean(),
      places: int,
      for: int,
      against: int,
      abstain: int,
      notVoting: int,
      majority: z.object({
        base: z.enum(MAJORITY_BASES),
        fraction: z.object({ numerator: int, denominator: int }),
        strict: z.boolean(),
        leastFor: int.nullable(),
      }),
      base: int,
      needed: int,
      verdict: z.enum(['carried', 'rejected', 'none']),
      tie: z.object({ place: id<PlaceId>().nullable(), choice: choice.nullable() }).nullable(),
    }),
  ),
  headline: localised,
  explanation: localised,
  steps: z.array(
    z.object({
      key: z.enum(['quorum', 'entitled', 'majority', 'tie', 'council', 'result']),
      holds: z.boolean().nullable(),
      sentence: localised,
      rule,
    }),
  ),
})

const receipt = z.object({
  vote: id<VoteId>(),
  place: id<PlaceId>(),
  choice,
  at: instant,
  source: z.enum(SOURCES),
  /** In a sealed vote: makes every receipt equally long. */
  pad: z.string().optional(),
})

const vote = z.object({
  id: id<VoteId>(),
  session: id<SessionId>(),
  number: int,
  stage: z.enum(['open', 'closed', 'announced', 'void']),
  question: z.object({
    kind: z.enum(VOTED_KINDS),
    /** The one text it is about; null for the set and for procedure. */
    recommendation: id<RecommendationId>().nullable(),
    number: int.nullable(),
    title: localised,
    /** The question as it is put, such as "Adopt recommendation 5?". */
    sentence: localised,
    /** The words of a part that is voted on apart. */
    part: localised.nullable(),
    /** The amendment that is voted on, and what it changes in the text that was put. */
    amendment: z
      .object({
        id: id<AmendmentId>(),
        number: int.nullable(),
        kind: z.enum(AMENDMENT_KINDS),
        whole: z.boolean(),
        /** Moved: behind which it is to stand. */
        after: id<RecommendationId>().nullable(),
        stage: z.enum(AMENDMENT_STAGES),
        mover: z.object({ account: id<AccountId>(), name: localised }),
        /** Who else signed it. */
        sponsors: z.array(localised),
        reason: localised,
        /** Of the text as amended. */
        hash,
        amended: parts.nullable(),
        changes,
      })
      .nullable(),
    /** The texts of the set, those the reader may see. */
    texts: z.array(
      z.object({
        recommendation: id<RecommendationId>(),
        kind: z.enum(RECOMMENDATION_KINDS),
        number: int.nullable(),
        hash,
        title: localised,
      }),
    ),
    /** The motion or the ruling that it decides, and what became of it. */
    decides: decides.nullable(),
  }),
  version: id<VersionId>().nullable(),
  hash,
  manner: z.enum(VOTE_MANNERS),
  counting: z.enum(COUNTINGS),
  councils: z.array(
    z.object({ id: id<CouncilId>(), name: localised, orders: id<StandingOrdersId>(), ordersVersion: int }),
  ),
  /** How it is carried, in words, for the sheet and the desk. */
  carriedBy: localised,
  openedAt: instant,
  closedAt: instant.nullable(),
  announcedAt: instant.nullable(),
  progress: z.object({ places: int, cast: int }),
  roll: z.array(
    z.object({
      place: id<PlaceId>(),
      account: id<AccountId>(),
      name: localised,
      mode: z.enum(['hall', 'remote']),
      seats: z.array(z.object({ seat: id<SeatId>(), council: id<CouncilId>(), role: z.enum(SEAT_ROLES) })),
      /** Null in a show of hands, and while a sealed vote is open, but for the desk and of one’s own place: only how many have cast is told. */
      cast: z.boolean().nullable(),
      /** Roll call and open: shown as it is recorded; sealed: from the close. */
      choice: choice.nullable(),
      source: z.enum(SOURCES).nullable(),
      /** Set once a paper sheet was handed to the place. */
      sheet: sheet.nullable(),
      /** A first person has asked to withdraw the ballot for a sheet: the reader, or another one; told to the desk. */
      withdrawal: z.enum(['mine', 'other']).nullable(),
    }),
  ),
  recused: z.array(seat.extend({ reason: z.string() })),
  absent: z.array(seat),
  /** Roll call: whose name is called now and whose is next; null when all have been called, and in other manners. */
  turn: z.object({ now: id<PlaceId>(), next: id<PlaceId>().nullable() }).nullable(),
  /** Set in a show of hands. */
  hands: hands.nullable(),
  tellers,
  /** The asking account's places with the receipt of what was recorded, null while not cast. */
  mine: z.array(
    z.object({
      place: id<PlaceId>(),
      seats: z.array(z.object({ council: id<CouncilId>() })),
      receipt: receipt.nullable(),
    }),
  ),
  /** Why the asking account has no place, when it holds a seat: it came later, is recused, or was absent. */
  notMine: z.enum(['recused', 'absent', 'no-seat']).nullable(),
  /** Where nobody votes but whoever objects says so: until when the chair waits, and who objected. */
  window: z
    .object({
      until: instant,
      objection: z
        .object({ account: id<AccountId>(), name: localised, at: instant, source: z.enum(['device', 'word']) })
        .nullable(),
    })
    .nullable(),
  /** Computed at close; shown to everyone at announcement, before it only to who presides and the secretariat. */
  outcome: outcome.nullable(),
  /** What the adoption made of it, once adopted. */
  adopted: z.boolean(),
  /** Head of the record book at announcement: `N:HASH`, checked by `verify --head`. */
  head: z.object({ number: int, hash }).nullable(),
  /** What followed when something went wrong, and what the reader may do about it. */
  remedies,
  may: z.object({ close: z.boolean(), announce: z.boolean(), recordWord: z.boolean(), adopt: z.boolean() }),
})

const preparation = z.object({
  /** The question as it would be put. */
  sentence: localised,
  entitled: z.array(
    z.object({
      account: id<AccountId>(),
      name: localised,
      councils: z.array(id<CouncilId>()),
      mode: z.enum(['hall', 'remote']),
    }),
  ),
  recused: z.array(seat.extend({ reason: z.string() })),
  absent: z.array(seat.extend({ connected: z.boolean() })),
  quorum: z.array(quorumCount),
  quorumSentence: localised,
  carriedBy: localised,
  manners: z.array(z.enum(MANNERS)),
  mayOpen: z.union([
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), code: z.string(), rule, message: localised }),
  ]),
  /** What must be named to open it; null while it is not fixed, and for procedure. */
  hash: hash.nullable(),
})

export const votesWire = {
  ...opinionsWire,
  list: query(
    'The votes of a session, newest first, without rolls. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      votes: z.array(
        z.object({
          id: id<VoteId>(),
          number: int,
          stage: z.enum(['open', 'closed', 'announced', 'void']),
          kind: z.enum(VOTED_KINDS),
          recommendation: id<RecommendationId>().nullable(),
          title: localised,
          openedAt: instant,
          result: z.enum(['carried', 'rejected', 'no-decision']).nullable(),
        }),
      ),
    }),
  ),
  vote: query(
    'One vote: question, roll, progress, own receipt, outcome. Refuses: not-found.',
    z.object({ id: id<VoteId>() }),
    vote,
  ),
  now: query(
    'The vote that is open in a session now, as `vote` answers it; null when there is none, or the asker does not see it. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({ vote: vote.nullable() }),
  ),
  prepare: query(
    'The roll as it would be if the vote opened now: entitled, recused, absent, signed in but not checked in; quorum; and whether it may open. Refuses: no-right, not-found.',
    z.object({ recommendation: id<RecommendationId>() }),
    preparation,
  ),
  'take-back-freeze': command(
    'The presiding chair takes a freeze back until a vote opens on it. Refuses: no-right, not-found, session-closed, not-frozen, vote-opened.',
    z.object({ recommendation: id<RecommendationId>(), requestId }),
    z.object({}),
  ),
  open: command(
    'Opens the vote on a frozen version: fixes question, hash, manner, standing orders and roll. Refuses: no-right, not-found, session-not-open, not-frozen, wrong-text, vote-running, no-quorum, wrong-manner, empty-roll.',
    z.object({ recommendation: id<RecommendationId>(), hash, manner: z.enum(MANNERS).optional(), requestId }),
    z.object({ vote: id<VoteId>(), number: int }),
  ),
  'prepare-question': query(
    'As prepare, for the set as a whole, for a question of procedure, for a motion or for the ruling appealed from; `hash` is what the set would be put as. Refuses: no-right, not-found.',
    prepared,
    preparation,
  ),
  'open-question': command(
    'Opens a vote on the set as a whole (its hash named), on a part of a frozen text or on taking a decided one up again (the text’s hash named), on a question of procedure, or on the motion whose turn it is or the ruling appealed from, which its announced outcome decides. Refuses: no-right, not-found, session-not-open, ruling-waits, already-decided, is-put, outranked, not-ruled, not-frozen, already-adopted, adopted-stays, nothing-to-reopen, not-in-the-text, malformed, wrong-text, vote-running, no-quorum, wrong-manner, empty-roll.',
    z.object({ question: asked, hash: hash.optional(), manner: z.enum(MANNERS).optional(), requestId }),
    z.object({ vote: id<VoteId>(), number: int }),
  ),
  trial: query(
    'The trial vote that runs, if any: whether something arrived from the asker, how many pressed; to the desk from whom nothing did. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      trial: z
        .object({
          id: id<TrialId>(),
          openedAt: instant,
          /** Null for who holds no seat. */
          mine: z.boolean().nullable(),
          pressed: int,
          of: int,
          missing: z.array(z.object({ account: id<AccountId>(), name: localised })),
        })
        .nullable(),
      may: z.object({ open: z.boolean() }),
    }),
  ),
  'open-trial': command(
    'Begins a vote for practice. Refuses: no-right, not-found, session-closed, vote-running, already-so.',
    z.object({ session: id<SessionId>(), requestId }),
    z.object({ trial: id<TrialId>() }),
  ),
  'close-trial': command(
    'Ends the vote for practice. Refuses: no-right, not-found, vote-not-open.',
    z.object({ session: id<SessionId>(), requestId }),
    z.object({}),
  ),
  'press-trial': command(
    'Says that a device works; no choice is sent or kept. Refuses: not-found, not-on-the-roll, vote-not-open.',
    z.object({ session: id<SessionId>(), requestId }),
    z.object({}),
  ),
  'prepare-series': command(
    'Prepares texts to be put one after another, in place of those prepared before; none: no series. Refuses: no-right, not-found, session-closed, malformed.',
    z.object({
      session: id<SessionId>(),
      recommendations: z.array(id<RecommendationId>()).max(MOST_IN_SERIES),
      requestId,
    }),
    z.object({}),
  ),
  series: query(
    'The texts that are put one after another, whether each was put, and which is next. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      texts: z.array(z.object({ recommendation: id<RecommendationId>(), put: z.boolean() })),
      next: id<RecommendationId>().nullable(),
      may: z.object({ prepare: z.boolean() }),
    }),
  ),
  'ask-without-vote': command(
    'Asks whether anybody objects to adopting without a vote: fixes what open fixes, and waits so many seconds. Refuses as open and open-question do.',
    z.object({
      question: z.discriminatedUnion('kind', [adopting, ...asked.options]),
      hash: hash.optional(),
      seconds: int.min(WINDOW_S.least).max(WINDOW_S.most).default(WINDOW_S.usual),
      requestId,
    }),
    z.object({ vote: id<VoteId>(), number: int, until: instant }),
  ),
  object: command(
    'Objects for one’s own place; the secretary for a member who spoke up. The question then needs a vote. Refuses: not-found, vote-not-open, wrong-manner, not-on-the-roll, not-your-place.',
    z.object({ vote: id<VoteId>(), place: id<PlaceId>(), requestId }),
    z.object({}),
  ),
  cast: command(
    'Casts a ballot for one’s own place on the hash that was shown. Refuses: not-found, vote-not-open, wrong-text, not-on-the-roll, not-your-place, recused, already-cast, hands-are-counted, sheet-handed, no-ballot-secret, wrong-ballot-secret.',
    z.object({ vote: id<VoteId>(), place: id<PlaceId>(), hash, choice, pad, requestId }),
    receipt,
  ),
  'record-word': command(
    'The secretary records a member’s word for a place; it closes that place’s device ballot. Refuses: no-right, not-found, vote-not-open, wrong-text, not-on-the-roll, hands-are-counted, sheet-handed, no-ballot-secret, wrong-ballot-secret.',
    z.object({ vote: id<VoteId>(), place: id<PlaceId>(), hash, choice, pad, requestId }),
    receipt,
  ),
  close: command(
    'The presiding chair closes the vote; the outcome is computed. Refuses: no-right, not-found, vote-not-open, not-counted, counts-differ, chair-choice-needed, chair-not-counted, no-ballot-secret, wrong-ballot-secret.',
    z.object({ vote: id<VoteId>(), chairs: chairsWords.optional(), requestId }),
    z.object({ outcome }),
  ),
  announce: command(
    'The presiding chair announces the outcome to everyone. Refuses: no-right, not-found, vote-not-closed, already-announced, vote-void, correction-waits.',
    z.object({ vote: id<VoteId>(), requestId }),
    z.object({ outcome }),
  ),
  ...handsWire,
  ...tellersWire,
  ...remediesWire,
  ...paperWire,
  ...kitWire,
} as const
