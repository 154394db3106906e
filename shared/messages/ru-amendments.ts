import { amendments } from './ru/amendments.ts'
import { amendmentsDesk } from './ru/amendments-desk.ts'

/** What the parts of pages that speak of amendments say in Russian. */
export const amendmentWords = { amendments, amendmentsDesk }
