import { z } from 'zod'
import type { AccountId, CouncilId, SeatId } from '../ids.ts'
import { command, id, localised, query } from '../wire.ts'
import { ACCOUNT_ROLES, SEAT_ROLES } from './model.ts'

const me = z.object({
  id: id<AccountId>(),
  email: z.string(),
  name: localised,
  role: z.enum(ACCOUNT_ROLES),
  seats: z.array(
    z.object({ id: id<SeatId>(), council: id<CouncilId>(), councilName: localised, role: z.enum(SEAT_ROLES) }),
  ),
  /** True in a demo store, so that pages can say that all persons are invented. */
  demo: z.boolean(),
  /** True when the server is reached without TLS from other machines; every page says so. */
  insecure: z.boolean(),
})

export const accountsWire = {
  'sign-in': command(
    'Signs in and sets the cookie. Refuses: wrong-credentials, too-many-tries.',
    z.object({ email: z.string().max(254), password: z.string().max(256) }),
    me,
    { open: true },
  ),
  'sign-out': command('Ends this sign-in.', z.object({}), z.object({})),
  me: query('Who is signed in.', z.object({}), me),
  'set-up': command(
    'Creates the first secretariat account with the one-time set-up code printed at the first start. Refuses: used-up.',
    z.object({
      code: z.string().max(64),
      email: z.email().max(254),
      name: z.string().min(1).max(120),
      password: z.string().min(12).max(256),
    }),
    me,
    { open: true },
  ),
} as const
