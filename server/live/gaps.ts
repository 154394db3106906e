import type { Connection, Submission } from './connection.ts'

/** How long a client may take to close a gap after it was asked again. */
const ANSWER_MS = 10_000
const MOST_ASIDE = { updates: 2_000, bytes: 4 * 1024 * 1024 } as const

/**
 * What to do with an update that stands on something the text does not have. Before the connection's first step 2 it waits for
 * that, which contains it: stock clients type before they answer step 1. After it the client is asked again, once; only a gap
 * which that answer does not close is refused. Source: RULES.md LT22.
 */
export function setAside(submission: Submission, now: number): 'wait' | 'ask' | 'refuse' {
  const { from } = submission
  const isAnswer = submission.isStepTwo && from.askedUntil !== null
  if (submission.lastTry || isAnswer || isFull(submission)) return 'refuse'
  from.asides.push(submission)
  if (!submission.afterStepTwo && !submission.isStepTwo && !submission.isRetried) return 'wait'
  if (from.askedUntil !== null) return 'wait'
  from.askedUntil = now + ANSWER_MS
  return 'ask'
}

/** After a step 2 was decided: what waited for it, to be judged again. */
export function waitedForStepTwo(connection: Connection): Submission[] {
  const wasAsked = connection.askedUntil !== null
  connection.askedUntil = null
  const asides = connection.asides.splice(0)
  for (const submission of asides) {
    submission.isRetried = true
    submission.lastTry ||= wasAsked
  }
  return asides
}

function isFull({ from, update }: Submission): boolean {
  const bytes = from.asides.reduce((sum, aside) => sum + aside.update.length, update.length)
  return from.asides.length >= MOST_ASIDE.updates || bytes > MOST_ASIDE.bytes
}
