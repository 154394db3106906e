import { amendments } from './en/amendments.ts'
import { amendmentsDesk } from './en/amendments-desk.ts'

/** What the parts of pages that speak of amendments say in English. */
export const amendmentWords = { amendments, amendmentsDesk }
