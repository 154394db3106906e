import { z } from 'zod'
import type { CorrectionId, CouncilId, ObjectionId, PlaceId, VoidingId, VoteId } from '../ids.ts'
import { command, HEAVY, id, instant, localised, requestId } from '../wire.ts'
import { chairsWords, handCounts } from './hands-wire.ts'
import { CHOICES } from './model.ts'
import { CORRECTION_STAGES, OBJECTION_GROUNDS, OBJECTION_STAGES, VOID_GROUNDS, VOID_WAYS } from './remedies.ts'

const choice = z.enum(CHOICES)
const words = z.string()
const place = z.object({ id: id<PlaceId>(), name: localised })
/** A reason that people read: some words, not a treatise. */
const reason = z.string().trim().min(3).max(1_000)
const none = z.object({})

/** Whether the reader may do something, and if not, by which rule. */
const decision = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.string(), rule: z.string() }),
])

const agreed = z.array(z.object({ council: id<CouncilId>(), name: localised, at: instant }))

/** What is added to a vote when something went wrong. */
export const remedies = z.object({
  /** The void vote that this one repeats. */
  repeats: z
    .object({ vote: id<VoteId>(), number: z.number().int(), ground: z.enum(OBJECTION_GROUNDS), words })
    .nullable(),
  /** The vote that put the same question after this one. */
  repeatedBy: z.object({ vote: id<VoteId>(), number: z.number().int() }).nullable(),
  void: z
    .object({
      ground: z.enum(OBJECTION_GROUNDS),
      words,
      way: z.enum(VOID_WAYS),
      by: localised,
      at: instant,
      follows: z.object({ vote: id<VoteId>(), number: z.number().int() }).nullable(),
      agreed,
    })
    .nullable(),
  /** A proposal to the chairs of all councils that the vote be void. */
  proposed: z
    .object({
      id: id<VoidingId>(),
      ground: z.enum(OBJECTION_GROUNDS),
      words,
      by: localised,
      at: instant,
      agreed,
      missing: z.array(id<CouncilId>()),
    })
    .nullable(),
  corrections: z.array(
    z.object({
      id: id<CorrectionId>(),
      stage: z.enum(CORRECTION_STAGES),
      change: z.union([
        z.object({ kind: z.literal('choice'), place, was: choice, choice }),
        /** The place as it was keyed first, and the one that is right. */
        z.object({ kind: z.literal('place'), place, choice, moved: place }),
        z.object({
          kind: z.literal('counts'),
          /** For who reads the outcome. */
          counts: z.object({ was: handCounts, right: handCounts }).nullable(),
          /** Scopes that become equal, where the chair’s own vote decides and must be said by who confirms. */
          tied: z.array(z.string()),
        }),
      ]),
      words,
      by: localised,
      at: instant,
      decidedBy: localised.nullable(),
      decidedAt: instant.nullable(),
      /** The outcome as it stood before, in one sentence; for who reads the outcome. */
      before: localised.nullable(),
      mayConfirm: decision,
    }),
  ),
  intentions: z.array(
    z.object({ place: id<PlaceId>(), name: localised, cast: choice, meant: choice, words, at: instant }),
  ),
  objections: z.array(
    z.object({
      id: id<ObjectionId>(),
      by: localised,
      ground: z.enum(OBJECTION_GROUNDS),
      words,
      at: instant,
      stage: z.enum(OBJECTION_STAGES),
      ruling: z.string().nullable(),
      ruledBy: localised.nullable(),
      ruledAt: instant.nullable(),
    }),
  ),
  /** Carried votes on procedure that came after this one: the presiding chair makes it void by naming one. */
  mayFollow: z.array(z.object({ vote: id<VoteId>(), number: z.number().int(), title: localised })),
  may: z.object({
    void: decision,
    /** Whether making it void takes the chairs of all councils. */
    together: z.boolean(),
    agree: decision,
    decline: decision,
    correct: decision,
    state: decision,
    object: decision,
    rule: decision,
  }),
})

export const remediesWire = {
  void: command(
    'Makes a vote void on a ground of the closed list: at once by the presiding chair before any choice was shown, or following a carried vote on procedure that is named; later it is proposed to the chairs of all councils. Refuses: no-right, not-found, session-closed, vote-void, already-adopted, put-again, not-decided, chairs-together, void-proposed.',
    z.object({
      vote: id<VoteId>(),
      ground: z.enum(VOID_GROUNDS),
      words: reason,
      follows: id<VoteId>().optional(),
      requestId,
    }),
    z.object({ voiding: id<VoidingId>(), void: z.boolean() }),
    HEAVY,
  ),
  'agree-to-void': command(
    'The chair of a council, or its deputy while the chair is absent, agrees that a vote be void; the last of all councils makes it so. Refuses: no-right, not-found, session-closed, vote-void, already-adopted, put-again, no-void-proposed, already-agreed.',
    z.object({ voiding: id<VoidingId>(), requestId }),
    z.object({ void: z.boolean() }),
    HEAVY,
  ),
  'decline-void': command(
    'The chair of a council declines that a vote be void, which ends the proposal. Refuses: no-right, not-found, session-closed, vote-void, already-adopted, put-again, no-void-proposed.',
    z.object({ voiding: id<VoidingId>(), requestId }),
    none,
  ),
  'propose-correction': command(
    'The secretariat proposes to correct a ballot that was keyed with a wrong choice or for a wrong place. Refuses: no-right, not-found, vote-not-closed, already-announced, vote-void, correction-waits, no-such-ballot, own-ballot, not-on-the-roll, place-has-ballot, already-so.',
    z.object({
      vote: id<VoteId>(),
      place: id<PlaceId>(),
      right: z.union([z.object({ choice }), z.object({ to: id<PlaceId>() })]),
      words: reason,
      requestId,
    }),
    z.object({ correction: id<CorrectionId>() }),
  ),
  'propose-count-correction': command(
    'The secretariat proposes to correct what was counted in a show of hands; a second person confirms it like any correction. Refuses: no-right, not-found, wrong-manner, vote-not-closed, already-announced, vote-void, correction-waits, malformed, too-many-counted, already-so.',
    z.object({ vote: id<VoteId>(), counts: handCounts, words: reason, requestId }),
    z.object({ correction: id<CorrectionId>() }),
  ),
  'confirm-correction': command(
    'A second person confirms a correction; the outcome is computed anew and the one before stays in the record. Where hands become equal and a chair decides, who presides says that chair’s vote (`chairs`). Refuses: no-right, not-found, vote-not-closed, already-announced, vote-void, no-correction, second-person, chair-choice-needed, chair-not-counted.',
    z.object({ correction: id<CorrectionId>(), chairs: chairsWords.optional(), requestId }),
    none,
  ),
  'decline-correction': command(
    'The secretariat or the presiding chair declines a correction; nothing is changed. Refuses: no-right, not-found, vote-not-closed, already-announced, vote-void, no-correction.',
    z.object({ correction: id<CorrectionId>(), requestId }),
    none,
  ),
  'state-intention': command(
    'A member states after the close what they meant by the ballot of their own device; it is printed and changes nothing. Refuses: not-found, not-on-the-roll, not-your-place, session-closed, vote-not-closed, vote-void, no-own-ballot, already-stated, already-so.',
    z.object({ vote: id<VoteId>(), place: id<PlaceId>(), choice, words: z.string().trim().max(1_000), requestId }),
    none,
  ),
  'lodge-objection': command(
    'A member on the roll objects to an announced outcome; until the ruling nothing is adopted on it. Refuses: not-found, not-on-the-roll, session-closed, not-announced, vote-void, already-adopted, put-again, already-objected.',
    z.object({ vote: id<VoteId>(), ground: z.enum(OBJECTION_GROUNDS), words: reason, requestId }),
    z.object({ objection: id<ObjectionId>() }),
  ),
  'rule-on-objection': command(
    'The presiding chair rules on an objection to an outcome; upheld, the vote is void and the question can be put again. Refuses: no-right, not-found, already-ruled-on, vote-void, already-adopted, put-again.',
    z.object({ objection: id<ObjectionId>(), upheld: z.boolean(), words: reason, requestId }),
    none,
  ),
} as const
