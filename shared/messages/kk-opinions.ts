import { opinions } from './kk/opinions.ts'

/** What is said of opinions on a vote in Kazakh, which comes with the pages that show them. */
export const opinionWords = { opinions }
