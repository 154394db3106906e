import { z } from 'zod'
import type { AccountId, RecommendationId, TextId, VersionId } from '../ids.ts'
import { fields, parts } from '../recommendations/wire.ts'
import { command, HEAVY, hash, id, instant, localised, query, requestId } from '../wire.ts'
import { circulationWire } from './circulation-wire.ts'
import { MOST_NAME, MOST_WORDS, VERSION_REASONS } from './model.ts'
import { redactingWire } from './redacting-wire.ts'

const person = z.object({ account: id<AccountId>(), name: localised })

const summary = z.object({
  id: id<VersionId>(),
  recommendation: id<RecommendationId>(),
  text: id<TextId>(),
  number: z.number().int(),
  reason: z.enum(VERSION_REASONS),
  /** What somebody called it, and why they had it cut. */
  name: z.string().nullable(),
  words: z.string().nullable(),
  /** The number of the version that was brought back, or was about to be. */
  restored: z.number().int().nullable(),
  /** A passage of it was redacted: it says other words than its hash is of. */
  isRedacted: z.boolean(),
  /** The revisions in which it was circulated: Rev.1 is 1. */
  revisions: z.array(z.number().int()),
  hash,
  /** The last row of the text's log that is in the version. */
  seq: z.number().int(),
  createdAt: instant,
  /** Null where nobody asked for it. */
  createdBy: id<AccountId>().nullable(),
  /** Who has words in it, and who of them wrote since the version before; nobody for those who look on. */
  authors: z.array(person),
  changedBy: z.array(person),
})

export const versionsWire = {
  ...circulationWire,
  ...redactingWire,
  list: query(
    'The versions of a recommendation, newest first. Refuses: not-found.',
    z.object({ recommendation: id<RecommendationId>() }),
    z.object({ mayCut: z.boolean(), mayRestore: z.boolean(), versions: z.array(summary) }),
  ),
  version: query(
    'One version: the parsed content and the very bytes that are hashed. Refuses: not-found.',
    z.object({ id: id<VersionId>() }),
    summary.extend({
      parts,
      fields,
      plain: z.object({ title: localised, text: localised, rationale: localised, indicator: localised }),
      canonical: z.string(),
    }),
  ),
  cut: command(
    'Cuts a version of the present text under a name. Refuses: no-right, not-found, frozen, session-not-open, malformed.',
    z.object({
      recommendation: id<RecommendationId>(),
      name: z.string().trim().min(1).max(MOST_NAME),
      words: z.string().trim().max(MOST_WORDS).default(''),
      requestId,
    }),
    z.object({ version: z.object({ id: id<VersionId>(), number: z.number().int(), hash }) }),
  ),
  restore: command(
    'Brings a version back as a new edit of the present text, with a version of what stood before and one after. Refuses: no-right, not-found, frozen, session-not-open, already-so.',
    z.object({ version: id<VersionId>(), requestId }),
    z.object({ version: z.object({ id: id<VersionId>(), number: z.number().int(), hash }) }),
  ),
  freeze: command(
    'The presiding chair freezes a text, now or after a countdown shown in every editor. Refuses: no-right, not-found, session-not-open, frozen, freeze-running.',
    z.object({
      recommendation: id<RecommendationId>(),
      inSeconds: z.union([z.literal(0), z.literal(10)]).default(0),
      requestId,
    }),
    z.object({
      freezesAt: instant.nullable(),
      version: z.object({ id: id<VersionId>(), number: z.number().int(), hash }).nullable(),
    }),
    HEAVY,
  ),
  'stop-freeze': command(
    'Takes an announced freeze back before its countdown ends. Refuses: no-right, not-found, no-freeze-running.',
    z.object({ recommendation: id<RecommendationId>(), requestId }),
    z.object({}),
  ),
} as const
