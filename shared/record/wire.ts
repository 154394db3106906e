import { z } from 'zod'
import type { AccountId } from '../ids.ts'
import { hash, id, instant, localised, query } from '../wire.ts'

const entry = z.object({
  number: z.number().int(),
  at: instant,
  act: z.string(),
  by: id<AccountId>().nullable(),
  byName: localised.nullable(),
  subject: z.string(),
  /** The entry’s own bytes: canonical JSON. Its hash is SHA-256 of the previous hash, a line feed and these bytes. */
  content: z.string(),
  previous: z.string(),
  hash,
})

export const recordWire = {
  entries: query(
    'Entries of the record book, newest first. Refuses: no-right.',
    z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    z.object({ entries: z.array(entry), head: z.object({ number: z.number().int(), hash }) }),
  ),
  head: query('Number and hash of the newest entry.', z.object({}), z.object({ number: z.number().int(), hash })),
} as const
