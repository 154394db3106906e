import { accounts } from './kk/accounts.ts'
import { adoption } from './kk/adoption.ts'
import { common } from './kk/common.ts'
import { floor } from './kk/floor.ts'
import { live } from './kk/live.ts'
import { manners } from './kk/manners.ts'
import { people } from './kk/people.ts'
import { planning } from './kk/planning.ts'
import { recommendations } from './kk/recommendations.ts'
import { record } from './kk/record.ts'
import { refusals } from './kk/refusals.ts'
import { screens } from './kk/screens.ts'
import { sessions } from './kk/sessions.ts'
import { versions } from './kk/versions.ts'
import { votes } from './kk/votes.ts'

/** The words that pages say in Kazakh; what only files and computed outcomes say is not among them, which a phone need not load. */
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
