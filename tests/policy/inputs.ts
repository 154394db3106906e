import type { Input } from './asked.ts'
import { ACCOUNT_INPUTS } from './inputs-accounts.ts'
import { FOLLOW_UP_INPUTS } from './inputs-follow-up.ts'
import { SESSION_INPUTS } from './inputs-session.ts'
import { TEXT_INPUTS } from './inputs-texts.ts'
import { VOTE_INPUTS } from './inputs-votes.ts'
import type { Moment } from './moments.ts'

/**
 * What is asked of each endpoint. What is named belongs to the member: the comment, the motion, the point of order and, at the moment
 * `raised`, the place on the list. `@other`: done for another person.
 */
export const INPUTS: Readonly<Record<string, Input>> = {
  ...SESSION_INPUTS,
  ...TEXT_INPUTS,
  ...VOTE_INPUTS,
  ...FOLLOW_UP_INPUTS,
  ...ACCOUNT_INPUTS,
}

/** At which moment an act is asked; the others when all is quiet. */
export const MOMENT_OF: Readonly<Record<string, Moment>> = {
  'floor/ask@guests-let': 'raised',
  'recommendations/recommendation@unread': 'unread',
  'recommendations/text@unread': 'unread',
  'amendments/list@unread': 'unread',
  'amendments/amendment@unread': 'unread',
  'versions/list@unread': 'unread',
  'versions/revision@unread': 'unread',
  'versions/present@unread': 'unread',
  'live/read@unread': 'unread',
  'floor/withdraw': 'raised',
  'floor/withdraw-point': 'raised',
  'floor/rule': 'raised',
  'floor/appeal': 'ruled',
  'floor/appeal@other': 'ruled',
  'floor/settle-appeal': 'appealed',
  'votes/open-question@ruling': 'appealed',
  'adoption/final': 'copied',
  'adoption/class-change': 'copied',
  'adoption/submit-final': 'copied',
  'adoption/revise-final': 'given',
  'adoption/confirm-final': 'given',
  'adoption/sign-final': 'confirmed',
  'adoption/number-final': 'confirmed',
  'adoption/publish-final': 'signed',
  'adoption/begin-final@corrigendum': 'published',
  'adoption/final-file': 'signed',
  'adoption/final-file@published': 'published',
  'adoption/signature-file': 'signed',
  'adoption/signature-file@published': 'published',
  'adoption/published': 'published',
  'adoption/published-text': 'published',
  'follow-up/published-repeats': 'published',
  'adoption/check': 'published',
}
