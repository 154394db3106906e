import { z } from 'zod'
import type { AccountId, ErasureId } from '../ids.ts'
import { command, HEAVY, id, instant, localised, query, requestId } from '../wire.ts'
import { ALSO_KINDS, ERASURE_REASONS, ERASURE_STAGES, MOST_ERASURE_WORDS } from './erasing.ts'

const account = id<AccountId>()
const erasure = id<ErasureId>()
const person = z.object({ account, name: localised })

/** Erasing a person by two people. Source: RULES.md AC91–AC96. */
export const erasingWire = {
  erasures: query(
    'Persons whose data was, is or was not to be erased, newest first, for the secretariat. Refuses: no-right.',
    z.object({}),
    z.object({
      erasures: z.array(
        z.object({
          id: erasure,
          /** As they are called now: by their name while it waits, by what stands in its place once it is done. */
          person,
          reason: z.enum(ERASURE_REASONS),
          words: z.string(),
          stage: z.enum(ERASURE_STAGES),
          askedBy: person,
          askedAt: instant,
          decidedBy: person.nullable(),
          decidedAt: instant.nullable(),
          mayConfirm: z.boolean(),
          mayWithdraw: z.boolean(),
        }),
      ),
    }),
  ),
  'erasure-reach': query(
    'What erasing a person would take away, and how many rows say the name and stay as they are. Refuses: no-right, not-found, own-account, person-erased, holds-office, takes-part, last-administrator.',
    z.object({ account }),
    z.object({
      signIns: z.number().int(),
      waysIn: z.number().int(),
      logLines: z.number().int(),
      /** Votes on whose roll the person stays, under what stands in the place of the name. */
      rolls: z.number().int(),
      /** Rows that say the name in somebody's words and are not changed. */
      also: z.array(z.object({ kind: z.enum(ALSO_KINDS), count: z.number().int() })),
    }),
  ),
  'ask-erasure': command(
    'Asks that a person’s data be erased, when a second person confirms it. Refuses: no-right, not-found, own-account, person-erased, holds-office, takes-part, last-administrator, erasure-waits, repeats-the-words.',
    z.object({
      account,
      reason: z.enum(ERASURE_REASONS),
      words: z.string().trim().max(MOST_ERASURE_WORDS).default(''),
      requestId,
    }),
    z.object({ erasure }),
    HEAVY,
  ),
  'confirm-erasure': command(
    'The second person confirms: contact, ways in, sign-ins and log lines go, and another name stands in the place of the name. Refuses: no-right, not-found, other-person-needed, already-decided, own-account, person-erased, holds-office, takes-part, last-administrator.',
    z.object({ erasure, requestId }),
    z.object({ standIn: localised }),
    HEAVY,
  ),
  'refuse-erasure': command(
    'The second person refuses: nothing is changed. Refuses: no-right, not-found, other-person-needed, already-decided.',
    z.object({ erasure, requestId }),
    z.object({}),
  ),
  'withdraw-erasure': command(
    'Who asked for an erasure takes it back. Refuses: no-right, not-found, already-decided.',
    z.object({ erasure, requestId }),
    z.object({}),
  ),
} as const
