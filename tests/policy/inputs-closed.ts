import { SESSION } from '../world.ts'
import { CONTENT, type Input } from './asked.ts'
import { CLOSED, session } from './places.ts'
import type { Standing } from './standing.ts'

/** What is answered of a closed point: a list, where it holds the thing; a thing itself, where it is there. */
export const OF_CLOSED: Readonly<
  Record<string, { readonly asks: Input; readonly holds?: (standing: Standing) => string }>
> = {
  'sessions/session@closed': { asks: () => ({ id: SESSION }), holds: () => 'Discussion with state bodies' },
  'sessions/preparation@closed': { asks: () => session, holds: ({ closedPaper }) => closedPaper },
  'evidence/evidence@annex': { asks: () => session, holds: ({ annex }) => annex },
  'recommendations/coverage@closed': { asks: () => session, holds: () => `"id":"${CLOSED.drafted}"` },
  'sessions/paper@closed': { asks: ({ closedPaper }) => ({ id: closedPaper }) },
  'recommendations/list@closed': { asks: () => session, holds: () => `"id":"${CLOSED.drafted}"` },
  'recommendations/recommendation@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/text@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/authors@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/contributions@closed': { asks: () => ({ ...session, recommendation: CLOSED.drafted }) },
  'recommendations/since-suspension@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'versions/list@closed': { asks: () => ({ recommendation: CLOSED.adopted }) },
  'versions/redactions@closed': { asks: () => ({ recommendation: CLOSED.drafted }) },
  'versions/version@closed': { asks: ({ closedVersion }) => ({ id: closedVersion }) },
  'versions/present@closed': { asks: () => session, holds: () => `"recommendation":"${CLOSED.drafted}"` },
  'versions/revision@closed': {
    asks: () => ({ ...session, number: '1' }),
    holds: () => `"recommendation":"${CLOSED.drafted}"`,
  },
  'comments/list@closed': { asks: () => session, holds: ({ closedComment }) => closedComment },
  'comments/leave@closed': {
    asks: () => ({ ...session, recommendation: CLOSED.drafted, revision: 1, ...CONTENT }),
  },
  'comments/threads@closed': { asks: () => ({ recommendation: CLOSED.drafted }) },
  'comments/answer-thread@closed': { asks: ({ closedThread }) => ({ thread: closedThread, words: 'Потому.' }) },
  'amendments/list@closed': { asks: () => ({ recommendation: CLOSED.drafted }) },
  'amendments/list@closed-of-session': { asks: () => session, holds: ({ closedAmendment }) => closedAmendment },
  'amendments/amendment@closed': { asks: ({ closedAmendment }) => ({ id: closedAmendment }) },
  'amendments/counts@closed': { asks: () => session, holds: () => `"recommendation":"${CLOSED.drafted}"` },
  'votes/list@closed': { asks: () => session, holds: ({ closedVote }) => closedVote },
  'votes/vote@closed': { asks: ({ closedVote }) => ({ id: closedVote }) },
  'votes/opinions@closed': { asks: ({ closedVote }) => ({ vote: closedVote }) },
  'adoption/final@closed': { asks: () => ({ recommendation: CLOSED.adopted }) },
  'adoption/text@closed': { asks: () => ({ recommendation: CLOSED.adopted }) },
  'exports/file@closed': {
    asks: () => ({ ...session, format: 'json' }),
    holds: () => `"id": "${CLOSED.drafted}"`,
  },
  'adoption/file@closed': { asks: () => ({ recommendation: CLOSED.adopted, format: 'json' }) },
}
