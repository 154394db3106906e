import { amendments } from './kk/amendments.ts'
import { amendmentsDesk } from './kk/amendments-desk.ts'

/** What the parts of pages that speak of amendments say in Kazakh. */
export const amendmentWords = { amendments, amendmentsDesk }
