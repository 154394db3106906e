import { z } from 'zod'
import type {
  AccountId,
  AgendaPointId,
  AmendmentId,
  CouncilId,
  RecommendationId,
  SessionId,
  TextId,
  VersionId,
  VoteId,
} from '../ids.ts'
import { RECOMMENDATION_KINDS, RECOMMENDATION_STAGES } from '../recommendations/model.ts'
import { blocks, fields, parts } from '../recommendations/wire.ts'
import { PARTS } from '../text/canonical.ts'
import { command, hash, id, instant, language, localised, query, requestId } from '../wire.ts'
import { AMENDMENT_KINDS, AMENDMENT_STAGES, MOST_REASON, MOST_SPONSORS, MOVED_HOW } from './model.ts'

const int = z.number().int()
const part = z.enum(PARTS)
const amendmentId = id<AmendmentId>()
const session = id<SessionId>()
const recommendation = id<RecommendationId>()
const words = z.string().max(20_000)
const said = z.string().max(MOST_REASON)
const reason = z.object({ kk: said, ru: said, en: said })

/** Words of the present text and what is put in their place. */
const rewording = z.object({
  part,
  language,
  /** As they stand in the text; empty: the new words come as a paragraph at the end. */
  from: words,
  to: words,
  /** Which of several alike, from 1. */
  occurrence: int.min(1).max(1_000).optional(),
})

/** What a part says in a language, whole, as its author has it. */
const wording = z.object({ part, language, blocks: blocks.max(2_000) })

const person = z.object({ account: id<AccountId>(), name: localised, councils: z.array(id<CouncilId>()) })

const run = z.object({
  kind: z.enum(['same', 'added', 'deleted', 'formatted']),
  text: z.string(),
  marks: z.array(z.unknown()),
  was: z.array(z.unknown()).optional(),
})
/** A paragraph of present text and text as amended, as `differenceOf` draws it; paragraphs that are the same are left out. */
const changedParagraph = z.object({
  kind: z.enum(['same', 'added', 'deleted', 'moved-from', 'moved-to']),
  level: int,
  wasLevel: int.optional(),
  move: int.optional(),
  segments: z.array(run),
})

/** A paragraph with what amendments change in it; `by`: whose words they are, and who is named in the margin. */
const markedParagraph = changedParagraph.extend({
  segments: z.array(run.extend({ by: amendmentId.optional() })),
  by: z.array(amendmentId),
})
const passage = z.object({
  paragraphs: z.array(markedParagraph),
  /** What those make of them that cannot be drawn in one. */
  apart: z.array(z.object({ amendment: amendmentId, paragraphs: z.array(changedParagraph) })),
})

/** What an amendment changes in the present text. */
export const changes = z.array(
  z.object({
    part,
    language,
    /** The paragraphs of the present text that it changes, counted from 0; alike where some are only put in. */
    from: int,
    to: int,
    paragraphs: z.array(changedParagraph),
  }),
)

const summary = z.object({
  id: amendmentId,
  session,
  recommendation: recommendation.nullable(),
  /** The recommendation it makes when it is adopted. */
  creates: recommendation.nullable(),
  number: int.nullable(),
  kind: z.enum(AMENDMENT_KINDS),
  whole: z.boolean(),
  /** Moved: behind which it is to stand; null: first of all. */
  after: recommendation.nullable(),
  language,
  stage: z.enum(AMENDMENT_STAGES),
  textId: id<TextId>().nullable(),
  mover: person,
  typedBy: person,
  moved: z.enum(MOVED_HOW),
  /** Mover first; not signed: invited. */
  sponsors: z.array(person.extend({ signedAt: instant.nullable() })),
  reason,
  words: localised.nullable(),
  position: int.nullable(),
  /** It falls if one of these is adopted, as marked by who runs the session. */
  fallsWith: z.array(amendmentId),
  /** Tabled ones that leave no room for it as it stands: if one of them is adopted, it is reviewed first. */
  clashesWith: z.array(amendmentId),
  /** Clashes with the present text that nobody has decided; while there are any it is not put. */
  clashes: int,
  /** How far from the text: words taken out and put in. */
  distance: int,
  title: localised,
  /** What it changes in the present text, per part and language. */
  changes,
  vote: z.object({ id: id<VoteId>(), stage: z.enum(['open', 'closed', 'announced', 'void']) }).nullable(),
  accepted: z.boolean(),
  tabledAt: instant.nullable(),
  decidedAt: instant.nullable(),
  /** The version that its adoption made. */
  made: id<VersionId>().nullable(),
})

const place = z.object({ from: int, to: int, paragraph: int })
const amendment = summary.extend({
  /** The live text that it amends. */
  amends: id<TextId>().nullable(),
  point: id<AgendaPointId>().nullable(),
  createdAt: instant,
  fields: fields.nullable(),
  base: id<VersionId>().nullable(),
  /** The version that it forked from, the present text, the amendment's own words, and the text as amended. */
  texts: z.object({ base: parts, present: parts, amendment: parts, amended: parts }),
  /** Of the text as amended: what a vote on it binds; null while a clash is open. */
  hash: hash.nullable(),
  /** Where somebody has to choose. `together`: decided with it. */
  review: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['text', 'format', 'doubled', 'moved']),
      part,
      language,
      at: place,
      base: blocks,
      present: blocks,
      amendment: blocks,
      together: z.array(z.string()),
      choice: z.enum(['present', 'amendment']).nullable(),
    }),
  ),
  /** Shown before a vote, and stops nothing. */
  looks: z.array(z.object({ kind: z.enum(['near', 'format-lost']), part, language, at: place, base: blocks })),
  may: z.object({
    draft: z.boolean(),
    arrange: z.boolean(),
    table: z.boolean(),
    revise: z.boolean(),
    sign: z.boolean(),
    unsign: z.boolean(),
    confirm: z.boolean(),
    withdraw: z.boolean(),
    takeUp: z.boolean(),
    decide: z.boolean(),
    accept: z.boolean(),
    fall: z.boolean(),
  }),
})

const started = z.object({ amendment: amendmentId, textId: id<TextId>().nullable() })
const one = z.object({ amendment: amendmentId, requestId })
const nothing = z.object({})

/** What an amendment is begun with. */
const beginning = z.object({
  session,
  /** Null: a new recommendation. */
  recommendation: recommendation.nullable(),
  kind: z.enum(AMENDMENT_KINDS),
  language,
  /** The whole recommendation is taken out, or moved. */
  whole: z.boolean().default(false),
  after: recommendation.nullable().default(null),
  /** Words that are changed at once; for a separate vote the words that are voted on, with nothing in their place. */
  changes: z.array(rewording).max(20).default([]),
  /** Whole parts as their author has them, such as words that a freeze refused. */
  wordings: z.array(wording).max(12).default([]),
  reason: reason.default({ kk: '', ru: '', en: '' }),
  fields: fields.nullable().default(null),
  requestId,
})

export const amendmentsWire = {
  list: query(
    'The amendments to a recommendation, or all of a session, in their order of voting, as far as the asker sees them: each with what it changes in the present text. Refuses: not-found.',
    z.union([z.object({ recommendation }), z.object({ session })]),
    z.object({
      amendments: z.array(summary),
      /** The live texts that it is read off, beside the amendments' own. */
      texts: z.array(id<TextId>()),
      may: z.object({ propose: z.boolean(), type: z.boolean(), order: z.boolean() }),
    }),
  ),
  amendment: query(
    'One amendment: base, present text, its own words, the text as amended with its hash, and where they clash. Refuses: not-found.',
    z.object({ id: amendmentId }),
    amendment,
  ),
  consolidated: query(
    'The set in one language with all that is tabled or put in its place, for screen and print. Refuses: not-found.',
    z.object({ session, language }),
    z.object({
      texts: z.array(
        z.object({
          recommendation,
          kind: z.enum(RECOMMENDATION_KINDS),
          number: int.nullable(),
          stage: z.enum(RECOMMENDATION_STAGES),
          version: z.object({ number: int, hash }).nullable(),
          parts: z.array(z.object({ part, passages: z.array(passage) })),
        }),
      ),
      /** Of texts and amendments that were read. */
      live: z.array(id<TextId>()),
    }),
  ),
  counts: query(
    'For each text that the asker sees, and for the set as a whole (null): how many amendments are tabled or put, how many drafts the asker stands behind, and whether they may propose one; to the secretariat, whether it types what is moved in the hall, and which ones wait to be reviewed. Refuses: not-found.',
    z.object({ session }),
    z.object({
      counts: z.array(
        z.object({ recommendation: recommendation.nullable(), tabled: int, drafts: int, mayPropose: z.boolean() }),
      ),
      mayType: z.boolean(),
      /** Tabled ones that clash with the present text; for the secretariat alone. */
      reviews: z.array(z.object({ amendment: amendmentId, number: int.nullable() })),
    }),
  ),
  start: command(
    'Forks a text at its present version, or begins a new recommendation, as a draft of the asker. Refuses: no-right, not-found, session-closed, already-adopted, wrong-stage, vote-running, not-in-the-text, malformed, too-large.',
    beginning,
    started,
  ),
  'from-floor': command(
    'The secretary types what is moved in the hall; it is tabled at once and waits for the mover’s word. Refuses: no-right, not-found, session-not-open, already-adopted, wrong-stage, vote-running, not-in-the-text, nothing-changed, one-language-only, malformed, too-large.',
    beginning.extend({ mover: id<AccountId>() }),
    started.extend({ number: int }),
  ),
  arrange: command(
    'Changes what is said beside the words of a draft: kind, reason, fields of a new recommendation, where it is moved to. Refuses: not-found, no-right, session-closed, not-a-draft, malformed, nothing-changed.',
    one.extend({
      kind: z.enum(AMENDMENT_KINDS).optional(),
      reason: reason.optional(),
      fields: fields.nullable().optional(),
      after: recommendation.nullable().optional(),
    }),
    nothing,
  ),
  reword: command(
    'Changes words of a draft by quoting them. Refuses: not-found, no-right, session-closed, frozen, not-in-the-text.',
    one.extend({ changes: z.array(rewording).min(1).max(20) }),
    nothing,
  ),
  invite: command(
    'Asks members to sign a draft, in place of those asked before. Refuses: not-found, no-right, session-closed, not-a-draft, not-on-the-session, too-large.',
    one.extend({ accounts: z.array(id<AccountId>()).max(MOST_SPONSORS) }),
    nothing,
  ),
  sign: command(
    'Signs a draft one was asked to sign, or any that is tabled. Refuses: not-found, no-right, session-closed, wrong-stage, already-signed, too-large.',
    one,
    nothing,
  ),
  unsign: command('Takes one’s name off. Refuses: not-found, session-closed, wrong-stage, not-signed.', one, nothing),
  table: command(
    'Tables a draft: from then on its words stand, it has its number, and everybody who sees the text sees it. Refuses: not-found, session-closed, not-a-draft, not-your-amendment, nothing-changed, one-language-only, sponsors-missing, already-adopted, wrong-stage, vote-running.',
    one,
    z.object({ number: int }),
  ),
  revise: command(
    'Takes what is tabled back to be drafted on; whoever else signed is asked again. Refuses: not-found, session-closed, not-tabled, not-your-amendment.',
    one,
    nothing,
  ),
  confirm: command(
    'The mover confirms what was typed for them, or who runs the session that it was read out. Refuses: not-found, already-so, not-your-amendment.',
    one,
    nothing,
  ),
  withdraw: command(
    'Withdraws an amendment before it is put. Refuses: not-found, session-closed, already-withdrawn, wrong-stage, not-your-amendment.',
    one,
    nothing,
  ),
  'take-up': command(
    'Takes up what another member withdrew; it is tabled again. Refuses: not-found, no-right, session-closed, wrong-stage, already-so, already-adopted, vote-running, nothing-changed, too-large.',
    one,
    nothing,
  ),
  order: command(
    'Sets the order in which tabled amendments to a recommendation, or to the set, are voted on. Refuses: no-right, not-found, session-closed, malformed.',
    z.object({
      session,
      recommendation: recommendation.nullable(),
      amendments: z.array(amendmentId).max(1_000),
      requestId,
    }),
    nothing,
  ),
  'mark-falls': command(
    'Marks with whose adoption an amendment falls; null or none: with nobody’s, and where it clashes it is reviewed. Refuses: no-right, not-found, session-closed, not-tabled, malformed.',
    one.extend({ fallsWith: z.array(amendmentId).max(1_000).nullable() }),
    nothing,
  ),
  decide: command(
    'The secretariat decides clashes: what stands in the text, or what the amendment says. When all are decided it is brought up to the present text. Refuses: no-right, not-found, session-closed, not-tabled, not-in-review, changed-meanwhile.',
    one.extend({
      choices: z
        .array(z.object({ key: z.string().max(200), choice: z.enum(['present', 'amendment']) }))
        .min(1)
        .max(500),
    }),
    z.object({ open: int }),
  ),
  accept: command(
    'Adopts an amendment without a vote, nobody asking for one: the text says at once what was previewed. Refuses: no-right, not-found, session-not-open, not-tabled, in-review, already-adopted, wrong-stage, vote-running, is-put, changed-meanwhile.',
    one,
    z.object({ version: z.object({ id: id<VersionId>(), number: int, hash }).nullable() }),
  ),
  fall: command(
    'Rules that an amendment has fallen. Refuses: no-right, not-found, session-closed, not-tabled.',
    one,
    nothing,
  ),
} as const
