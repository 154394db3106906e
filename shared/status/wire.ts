import { z } from 'zod'
import { command, hash, instant, localDate, query } from '../wire.ts'

const count = z.number().int()

const behind = z.object({ reason: z.enum(['away', 'full', 'slow', 'copying']), since: instant })
/** Acts were answered that were not on the second disk between these two; they are now. */
const caughtUp = z.object({ since: instant, until: instant })

/** What `verify` said when it last ran. */
const verified = z.object({ at: instant, findings: count, head: z.object({ number: count, hash }) })

const head = z.object({ number: count, hash: z.string() })
/** A backup in a file, which was checked: its name without its folder, and its size in bytes. */
const made = z.object({ at: instant, file: z.string(), bytes: count, head })
/** `missing`: how many entries beyond the restored head were known; 0 where none was. */
const restored = z.object({ at: instant, head, known: head, missing: count })

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
      backup: z.object({ behind: behind.nullable(), caughtUp: caughtUp.nullable() }).nullable(),
      /** Of backups in a file: the last one, when one broke off after it, and for how many days there was none when that is too long. */
      files: z.object({ last: made.nullable(), brokenOff: instant.nullable(), daysWithout: count.nullable() }),
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
  notices: query(
    'What who keeps the house must know at once: that the second disk has not everything, or has again; and, for the secretariat and the administrator, that the store was restored, until one of them has acknowledged it, and for how many days there was no backup, when that is too long. For them and for who presides a session. Refuses: no-right.',
    z.object({}),
    z.object({
      behind: behind.nullable(),
      caughtUp: caughtUp.nullable(),
      restored: restored.nullable(),
      daysWithout: count.nullable(),
    }),
  ),
  'acknowledge-restore': command(
    'Says on the record that somebody knows of the restore of that instant, with the newest head that was known before it and the one after. Refuses: no-right, not-found.',
    z.object({ at: instant }),
    z.object({}),
  ),
  verify: command(
    'Begins to verify record book, rows, texts and outcomes, beside the running server, or joins the run that is under way; `now` says when it is done. Refuses: no-right.',
    z.object({}),
    z.object({}),
  ),
} as const
