import { accounts } from './en/accounts.ts'
import { adoption } from './en/adoption.ts'
import { common } from './en/common.ts'
import { floor } from './en/floor.ts'
import { live } from './en/live.ts'
import { manners } from './en/manners.ts'
import { people } from './en/people.ts'
import { planning } from './en/planning.ts'
import { recommendations } from './en/recommendations.ts'
import { record } from './en/record.ts'
import { refusals } from './en/refusals.ts'
import { screens } from './en/screens.ts'
import { sessions } from './en/sessions.ts'
import { versions } from './en/versions.ts'
import { votes } from './en/votes.ts'

/** The words that pages say in English; what only files and computed outcomes say is not among them, which a phone need not load. */
export const pages = {
  common,
  accounts,
  sessions,
  floor,
  people,
  recommendations,
  live,
  versions,
  votes,
  manners,
  adoption,
  record,
  screens,
  refusals,
  planning,
}
