import { opinions } from './ru/opinions.ts'

/** What is said of opinions on a vote in Russian, which comes with the pages that show them. */
export const opinionWords = { opinions }
