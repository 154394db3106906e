import type { SessionId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'

/** Begins a sitting: nobody is present in it until they check in. Source: RULES.md SE11. */
export const openSitting = (act: Act, session: SessionId, number: number) =>
  act.tx
    .insertInto('sittings')
    .values({
      session,
      number,
      opened_at: act.at,
      opened_by: act.by,
      ended_at: null,
      ended_how: null,
      head_number: null,
      head_hash: null,
    })
    .execute()
