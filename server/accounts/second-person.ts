import type { Asked } from '../../shared/accounts/second-person.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'

/** The columns of what one person asks for and a second one decides. */
export type AskedColumns<Id, Reason, Stage> = {
  id: Id
  reason: Reason
  words: string
  stage: Stage
  asked_by: AccountId
  asked_at: Instant
  decided_by: AccountId | null
  decided_at: Instant | null
}

/** What these columns say. */
export const askedFrom = <Id, Reason, Stage>(row: AskedColumns<Id, Reason, Stage>): Asked<Id, Reason, Stage> => ({
  id: row.id,
  reason: row.reason,
  words: row.words,
  stage: row.stage,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
})
