import type { AccountId } from '../ids.ts'
import type { Instant } from '../time.ts'

/** What one person asks for with a reason, and a second one confirms or refuses, or the first takes back. Source: RULES.md VE50, AC91. */
export type Asked<Id, Reason, Stage> = {
  readonly id: Id
  readonly reason: Reason
  readonly words: string
  readonly stage: Stage
  readonly askedBy: AccountId
  readonly askedAt: Instant
  readonly decidedBy: AccountId | null
  readonly decidedAt: Instant | null
}
