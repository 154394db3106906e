import { audit } from './kk/audit.ts'
import { councils } from './kk/councils.ts'
import { erasing } from './kk/erasing.ts'
import { exports } from './kk/exports.ts'
import { laterRefusals } from './kk/later-refusals.ts'
import { lists } from './kk/lists.ts'
import { minutes } from './kk/minutes.ts'
import { orders } from './kk/orders.ts'
import { paperKit } from './kk/paper-kit.ts'
import { plan } from './kk/plan.ts'
import { recordBook } from './kk/record-book.ts'
import { redacting } from './kk/redacting.ts'
import { screenLinks } from './kk/screen-links.ts'
import { status } from './kk/status.ts'

/** What only the pages of those who keep councils and sets say in Kazakh. */
export const office = {
  audit,
  minutes,
  councils,
  erasing,
  exports,
  orders,
  lists,
  paperKit,
  recordBook,
  redacting,
  screenLinks,
  status,
  plan,
  refusals: laterRefusals,
}
