import { accounts } from './kk/accounts.ts'
import { adoption } from './kk/adoption.ts'
import { circulation } from './kk/circulation.ts'
import { comments } from './kk/comments.ts'
import { common } from './kk/common.ts'
import { councils } from './kk/councils.ts'
import { files } from './kk/files.ts'
import { floor } from './kk/floor.ts'
import { lists } from './kk/lists.ts'
import { live } from './kk/live.ts'
import { manners } from './kk/manners.ts'
import { opinions } from './kk/opinions.ts'
import { orders } from './kk/orders.ts'
import { outcome } from './kk/outcome.ts'
import { people } from './kk/people.ts'
import { planning } from './kk/planning.ts'
import { recommendations } from './kk/recommendations.ts'
import { record } from './kk/record.ts'
import { refusals } from './kk/refusals.ts'
import { remedies } from './kk/remedies.ts'
import { screens } from './kk/screens.ts'
import { sessions } from './kk/sessions.ts'
import { versions } from './kk/versions.ts'
import { votes } from './kk/votes.ts'

/** All words of the product in Kazakh. */
export const kk = {
  common,
  accounts,
  councils,
  orders,
  sessions,
  floor,
  people,
  recommendations,
  live,
  versions,
  votes,
  manners,
  opinions,
  outcome,
  remedies,
  adoption,
  record,
  screens,
  refusals,
  files,
  circulation,
  comments,
  lists,
  planning,
}
