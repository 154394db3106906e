import { z } from 'zod'
import { ALSO_KINDS } from '../accounts/erasing.ts'
import type { AccountId, RecommendationId, RedactionId, SessionId, VersionId } from '../ids.ts'
import { PARTS } from '../text/canonical.ts'
import { command, HEAVY, id, instant, language, localised, query, requestId } from '../wire.ts'
import { MOST_PASSAGE, MOST_REASON_WORDS, REDACTION_REASONS, REDACTION_STAGES } from './redacting.ts'

const recommendation = id<RecommendationId>()
const redaction = id<RedactionId>()
const person = z.object({ account: id<AccountId>(), name: localised })
const whole = z.coerce.number().int().min(0)
const part = z.enum(PARTS)

/** `version`: that in which the passage was marked; left out: the present text. */
const marked = z.object({
  recommendation,
  version: id<VersionId>().nullable().default(null),
  part,
  language,
  paragraph: whole.max(10_000),
  start: whole.max(1_000_000),
  length: whole.min(1).max(MOST_PASSAGE),
})

const reach = z.object({
  /** The whole words that are to go. */
  words: z.string(),
  /** Where the present text says them. */
  places: z.array(z.object({ part, language, before: z.string(), words: z.string(), after: z.string() })),
  /** Numbers of the versions that hold them, how many amendments do, and how many rows of all their logs. */
  versions: z.array(z.number().int()),
  amendments: z.number().int(),
  rows: z.number().int(),
  /** What else says them; none of it is changed. */
  also: z.array(
    z.object({
      kind: z.enum(ALSO_KINDS),
      count: z.number().int(),
    }),
  ),
})

export const redactingWire = {
  redactions: query(
    'The passages of a text that were redacted; for those who redact also what waits, was refused or taken back. Never what they said. Refuses: not-found.',
    z.object({ recommendation }),
    z.object({
      mayRedact: z.boolean(),
      redactions: z.array(
        z.object({
          id: redaction,
          /** The number of the version it was marked in; null: the text. */
          version: z.number().int().nullable(),
          part,
          language,
          paragraph: z.number().int(),
          start: z.number().int(),
          length: z.number().int(),
          reason: z.enum(REDACTION_REASONS),
          /** What the first person said of the reason; nothing for those who look on. */
          words: z.string(),
          stage: z.enum(REDACTION_STAGES),
          askedBy: person.nullable(),
          askedAt: instant,
          decidedBy: person.nullable(),
          decidedAt: instant.nullable(),
          versions: z.array(z.number().int()),
          rows: z.number().int(),
          mayConfirm: z.boolean(),
          mayWithdraw: z.boolean(),
        }),
      ),
    }),
  ),
  'waiting-redactions': query(
    'What waits in a session for a second person, for those who redact; nothing for others. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      waiting: z.array(
        z.object({
          id: redaction,
          recommendation,
          number: z.number().int().nullable(),
          askedBy: person,
          askedAt: instant,
          mayConfirm: z.boolean(),
        }),
      ),
    }),
  ),
  'passage-reach': query(
    'What redacting a passage would reach, before it is marked. Refuses: no-right, not-found, not-in-one-paragraph, only-by-corrigendum, vote-running, waits-for-vote.',
    marked,
    reach,
  ),
  'redaction-reach': query(
    'What confirming a redaction would reach, for those who redact. Refuses: no-right, not-found, already-decided.',
    z.object({ redaction }),
    reach,
  ),
  'ask-redaction': command(
    'Marks a passage in the present text or in a version, to be redacted when a second person confirms it. Refuses: no-right, not-found, not-in-one-paragraph, too-short, already-so, repeats-the-words, only-by-corrigendum, vote-running, waits-for-vote.',
    marked.extend({
      /** What the page shows at the place. It is compared and not kept. */
      said: z.string().min(1).max(MOST_PASSAGE),
      reason: z.enum(REDACTION_REASONS),
      words: z.string().trim().max(MOST_REASON_WORDS).default(''),
      requestId,
    }),
    z.object({ redaction }),
  ),
  'confirm-redaction': command(
    'The second person confirms: the passage goes from the text, its log, its versions and every copy. Refuses: no-right, not-found, second-redactor, already-decided, already-so, freeze-running, only-by-corrigendum, vote-running, waits-for-vote.',
    z.object({ redaction, requestId }),
    z.object({ rows: z.number().int(), versions: z.array(z.number().int()) }),
    HEAVY,
  ),
  'refuse-redaction': command(
    'The second person refuses: nothing is changed. Refuses: no-right, not-found, second-redactor, already-decided.',
    z.object({ redaction, requestId }),
    z.object({}),
  ),
  'withdraw-redaction': command(
    'Who marked a passage takes it back. Refuses: no-right, not-found, already-decided.',
    z.object({ redaction, requestId }),
    z.object({}),
  ),
} as const
