import { z } from 'zod'
import type { AddresseeId, SessionId } from '../ids.ts'
import { LANGUAGES } from '../language.ts'
import { id, language, localised, query } from '../wire.ts'
import { FORMATS, PAPERS } from './files.ts'

const counts = z.object(
  Object.fromEntries(LANGUAGES.map((each) => [each, z.number().int()])) as Record<
    (typeof LANGUAGES)[number],
    z.ZodNumber
  >,
)

export const exportsWire = {
  files: query(
    'The files of a session that the asker may download, and what is in them: GET /api/exports/file?session=ID&format=…[&language=…][&addressee=…]. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      files: z.array(
        z.object({
          paper: z.enum(PAPERS),
          addressee: id<AddresseeId>().optional(),
          format: z.enum(FORMATS),
          language: language.nullable(),
          name: z.string(),
        }),
      ),
      /** To whom letters go, for who sends them. */
      addressees: z.array(z.object({ id: id<AddresseeId>(), name: localised })),
      /** Texts that the asker sees: adopted; not adopted; withdrawn or rejected. */
      texts: z.object({ adopted: z.number().int(), drafts: z.number().int(), out: z.number().int() }),
      /** Of those that are shown with their words, how many have words in each language. */
      written: counts,
      votes: z.number().int(),
    }),
  ),
  progress: query(
    'The file of a session that is being made for the asker; null: none. `total` is 0 while it waits in line. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      running: z
        .object({
          paper: z.enum(PAPERS),
          addressee: id<AddresseeId>().optional(),
          format: z.enum(FORMATS),
          language: language.nullable(),
          done: z.number().int(),
          total: z.number().int(),
        })
        .nullable(),
    }),
  ),
} as const
