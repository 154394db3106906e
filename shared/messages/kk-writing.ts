import { writing } from './kk/writing.ts'

/** What is said of letters and pictures where one writes and compares, in Kazakh; loaded when there is something to say. */
export const writingWords = { writing }
