import { writing } from './ru/writing.ts'

/** What is said of letters and pictures where one writes and compares, in Russian; loaded when there is something to say. */
export const writingWords = { writing }
