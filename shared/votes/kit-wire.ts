import { z } from 'zod'
import type { CouncilId, PlaceId, RecommendationId } from '../ids.ts'
import { hash, id, language, localised, query } from '../wire.ts'

export const kitWire = {
  'paper-kit': query(
    'What a vote on paper needs of a frozen text: its words in the languages of record, its hash, and who gets a sheet; of the open vote on it, else as it would open now. Refuses: no-right, not-found, not-frozen.',
    z.object({ recommendation: id<RecommendationId>() }),
    z.object({
      question: localised,
      title: localised,
      hash,
      version: z.number().int(),
      /** The words in each language of record, the councils' own together. */
      words: z.array(
        z.object({
          language,
          title: z.string(),
          text: z.string(),
          /** What the sheets say in this language, for they are read by whoever holds them. */
          sheet: z.object({
            title: z.string(),
            how: z.string(),
            signature: z.string(),
            for: z.string(),
            against: z.string(),
            abstain: z.string(),
          }),
        }),
      ),
      councils: z.array(z.object({ id: id<CouncilId>(), name: localised })),
      places: z.array(z.object({ place: id<PlaceId>(), name: localised, councils: z.array(id<CouncilId>()) })),
      /** The number of the vote; null before it opens. */
      vote: z.number().int().nullable(),
    }),
  ),
} as const
