import { SESSION } from '../world.ts'

export const session = { session: SESSION }

/** The point that is closed to those who look on, with a text in drafting and an adopted one. */
export const CLOSED = { point: 'a08', drafted: 'r08', adopted: 'r07' } as const

/** The adopted text that is made final. */
export const MADE_FINAL = { recommendation: 'r06' }

/** The text to whose discussion those who look on are invited. */
export const INVITED_TO = 'r09'
