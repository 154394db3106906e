import { audit } from './ru/audit.ts'
import { councils } from './ru/councils.ts'
import { erasing } from './ru/erasing.ts'
import { exports } from './ru/exports.ts'
import { laterRefusals } from './ru/later-refusals.ts'
import { lists } from './ru/lists.ts'
import { minutes } from './ru/minutes.ts'
import { orders } from './ru/orders.ts'
import { paperKit } from './ru/paper-kit.ts'
import { plan } from './ru/plan.ts'
import { recordBook } from './ru/record-book.ts'
import { redacting } from './ru/redacting.ts'
import { screenLinks } from './ru/screen-links.ts'
import { status } from './ru/status.ts'

/** What only the pages of those who keep councils and sets say in Russian. */
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
