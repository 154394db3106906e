import { audit } from './en/audit.ts'
import { councils } from './en/councils.ts'
import { erasing } from './en/erasing.ts'
import { exports } from './en/exports.ts'
import { laterRefusals } from './en/later-refusals.ts'
import { lists } from './en/lists.ts'
import { minutes } from './en/minutes.ts'
import { orders } from './en/orders.ts'
import { paperKit } from './en/paper-kit.ts'
import { plan } from './en/plan.ts'
import { recordBook } from './en/record-book.ts'
import { redacting } from './en/redacting.ts'
import { screenLinks } from './en/screen-links.ts'
import { status } from './en/status.ts'

/** What only the pages of those who keep councils and sets say in English. */
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
