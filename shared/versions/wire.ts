import { z } from 'zod'
import type { AccountId, RecommendationId, TextId, VersionId } from '../ids.ts'
import { fields, parts } from '../recommendations/wire.ts'
import { command, hash, id, instant, localised, query, requestId } from '../wire.ts'
import { circulationWire } from './circulation-wire.ts'

const summary = z.object({
  id: id<VersionId>(),
  recommendation: id<RecommendationId>(),
  text: id<TextId>(),
  number: z.number().int(),
  reason: z.enum(['freeze', 'circulation']),
  /** The revisions in which it was circulated: Rev.1 is 1. */
  revisions: z.array(z.number().int()),
  hash,
  /** The last row of the text's log that is in the version. */
  seq: z.number().int(),
  createdAt: instant,
  createdBy: id<AccountId>(),
  authors: z.array(z.object({ account: id<AccountId>(), name: localised })),
})

export const versionsWire = {
  ...circulationWire,
  list: query(
    'The versions of a recommendation, newest first. Refuses: not-found.',
    z.object({ recommendation: id<RecommendationId>() }),
    z.object({ versions: z.array(summary) }),
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
  ),
  'stop-freeze': command(
    'Takes an announced freeze back before its countdown ends. Refuses: no-right, not-found, no-freeze-running.',
    z.object({ recommendation: id<RecommendationId>(), requestId }),
    z.object({}),
  ),
} as const
