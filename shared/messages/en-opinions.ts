import { opinions } from './en/opinions.ts'

/** What is said of opinions on a vote in English, which comes with the pages that show them. */
export const opinionWords = { opinions }
