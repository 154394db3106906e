import { z } from 'zod'
import type { AgendaPointId, RecommendationId, SessionId } from '../ids.ts'
import { command, id, language, localised, requestId } from '../wire.ts'
import { MOST_TEXT_LETTERS, MOST_TEXTS } from './lists.ts'
import { RECOMMENDATION_KINDS } from './model.ts'

const session = id<SessionId>()
const words = (most: number) =>
  z.object({ kk: z.string().max(most), ru: z.string().max(most), en: z.string().max(most) })
const paragraphs = z
  .array(z.object({ level: z.number().int().min(0).max(3), words: z.string().min(1).max(MOST_TEXT_LETTERS) }))
  .max(200)
const perLanguage = z.object({ kk: paragraphs, ru: paragraphs, en: paragraphs })

export const setWire = {
  'read-lists': command(
    'Reads Word lists, one a language, and matches them by number; nothing is changed. Refuses: no-right, not-found, session-closed, wrong-file, malformed.',
    z.object({
      session,
      lists: z
        .array(z.object({ language, name: z.string().min(1).max(200), base64: z.base64().max(1_040_000) }))
        .min(1)
        .max(3),
      requestId,
    }),
    z.object({
      lists: z.array(
        z.object({
          language,
          texts: z.number().int(),
          /** Paragraphs before the first number, which are no part of the set. */
          before: z.number().int(),
          /** Tracked changes: insertions are in the words, deletions are not. */
          inserted: z.number().int(),
          deleted: z.number().int(),
          footnotes: z.number().int(),
        }),
      ),
      rows: z.array(
        z.object({
          key: z.string(),
          number: z.number().int(),
          doubled: z.boolean(),
          missing: z.array(language),
          title: localised,
          paragraphs: perLanguage,
        }),
      ),
      /** The number that the next text gets. */
      next: z.number().int(),
      hasPreamble: z.boolean(),
    }),
  ),
  'create-set': command(
    'Creates texts with their live words, all of them or none; numbers are the server’s. Refuses: no-right, not-found, session-closed, malformed.',
    z.object({
      session,
      point: id<AgendaPointId>().nullable(),
      texts: z
        .array(
          z.object({
            kind: z.enum(RECOMMENDATION_KINDS),
            source: language,
            title: words(500),
            paragraphs: perLanguage,
          }),
        )
        .min(1)
        .max(MOST_TEXTS),
      requestId,
    }),
    z.object({
      recommendations: z.array(z.object({ id: id<RecommendationId>(), number: z.number().int().nullable() })),
    }),
  ),
  withdraw: command(
    'Withdraws a text in drafting; it keeps its number. Refuses: no-right, not-found, session-closed, frozen, freeze-running.',
    z.object({ id: id<RecommendationId>(), requestId }),
    z.object({}),
  ),
  order: command(
    'Takes the texts in another order; `shown` is the order that was on the page. Refuses: no-right, not-found, session-closed, changed-meanwhile, malformed.',
    z.object({
      session,
      shown: z.array(id<RecommendationId>()).max(500),
      order: z.array(id<RecommendationId>()).max(500),
      requestId,
    }),
    z.object({}),
  ),
} as const
