import { z } from 'zod'
import { command, hash, instant, localDate, query } from '../wire.ts'

const count = z.number().int()

/** What `verify` said when it last ran. */
const verified = z.object({ at: instant, findings: count, head: z.object({ number: count, hash }) })

export const statusWire = {
  now: query(
    'How the server stands: version, store, backup, verify, disk, certificate, other servers. For the secretariat and the administrator. Refuses: no-right.',
    z.object({}),
    z.object({
      version: z.string(),
      started: instant,
      at: instant,
      store: z.object({
        kind: z.enum(['sqlite', 'postgres']),
        /** In bytes; null where the database does not say. */
        size: count.nullable(),
        /** The name of the newest step of its form. */
        form: z.string(),
        takesWrites: z.boolean(),
      }),
      /** Null: no BACKUP_DIR is set. `behind`: why the second disk has not everything, and since when; null: it has. */
      backup: z
        .object({
          behind: z.object({ reason: z.enum(['away', 'full', 'slow', 'copying']), since: instant }).nullable(),
        })
        .nullable(),
      verify: z.object({ running: z.boolean(), last: verified.nullable() }),
      /** Free and whole size of the disk of an embedded store, in bytes. */
      disk: z.object({ free: count, size: count }).nullable(),
      /** What the server itself serves; null: a proxy has the certificate, or there is none. */
      certificate: z
        .object({ names: z.array(z.string()), until: localDate, days: count, authorityDays: count.nullable() })
        .nullable(),
      line: z.enum(['https', 'plain', 'insecure']),
      address: z.string().nullable(),
      /** All on this store, this one among them; null where the store is the server's own. */
      servers: count.nullable(),
      /** Null: no REDIS_URL is set. */
      redis: z.boolean().nullable(),
      texts: count,
      connections: count,
    }),
  ),
  verify: command(
    'Begins to verify record book, rows, texts and outcomes, beside the running server, or joins the run that is under way; `now` says when it is done. Refuses: no-right.',
    z.object({}),
    z.object({}),
  ),
} as const
