import { writing } from './en/writing.ts'

/** What is said of letters and pictures where one writes and compares, in English; loaded when there is something to say. */
export const writingWords = { writing }
