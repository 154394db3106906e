import { accounts } from './ru/accounts.ts'
import { adoption } from './ru/adoption.ts'
import { common } from './ru/common.ts'
import { floor } from './ru/floor.ts'
import { live } from './ru/live.ts'
import { manners } from './ru/manners.ts'
import { people } from './ru/people.ts'
import { planning } from './ru/planning.ts'
import { recommendations } from './ru/recommendations.ts'
import { record } from './ru/record.ts'
import { refusals } from './ru/refusals.ts'
import { screens } from './ru/screens.ts'
import { sessions } from './ru/sessions.ts'
import { versions } from './ru/versions.ts'
import { votes } from './ru/votes.ts'

/** The words that pages say in Russian; what only files and computed outcomes say is not among them, which a phone need not load. */
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
