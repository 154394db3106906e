import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Decision, refuse } from '../shared/decision.ts'
import { MINUTE_MS, SECOND_MS } from '../shared/time.ts'
import type { Entry } from './accounts/entry.ts'
import { verifyPassword } from './accounts/password.ts'
import { loadPasswordOf } from './accounts/queries.ts'
import { viewFinal } from './adoption/final-views.ts'
import {
  beginFinalAct,
  classChangeAct,
  confirmFinalAct,
  numberFinalAct,
  publishFinalAct,
  reviseFinalAct,
  signFinalAct,
  submitFinalAct,
} from './adoption/finalising.ts'
import { checkCode, listPublished, type Shelf, viewPublished } from './adoption/published.ts'
import { renumberAct } from './adoption/renumbering.ts'
import type { House } from './house.ts'
import { type Asker, act, type Input, mine, own, query, type Reply } from './http/handlers.ts'

/** Questions of one address that nobody signed in for, a minute: a hall reads through one address, and nobody reads faster. Source: RULES.md AD29. */
const OPEN_QUESTIONS = { points: 300, duration: MINUTE_MS / SECOND_MS }

/** The endpoints by which adopted texts become final and are published; part of the wiring, beside endpoints.ts. */
export function finals(entry: Pick<Entry, 'password'>) {
  const shelf: Shelf = new Map()
  const open = openTo(new RateLimiterMemory(OPEN_QUESTIONS))
  return {
    final: query(viewFinal),
    'begin-final': act(beginFinalAct),
    'class-change': act(classChangeAct),
    'submit-final': act(submitFinalAct),
    'revise-final': act(reviseFinalAct),
    'confirm-final': act(confirmFinalAct),
    'number-final': act(numberFinalAct),
    'publish-final': act(publishFinalAct),
    renumber: act(renumberAct),
    // Who signs says the password again: a device that was left open signs nothing. Source: RULES.md AD25.
    'sign-final': mine(async (house, { account: by }, input: Input<'adoption', 'sign-final'>) => {
      const { requestId, password, ...signing } = input
      const known = await entry.password(by, async () => verifyPassword(password, await loadPasswordOf(house.db, by)))
      if (!known.ok) return known
      return house.acts.run({ by, endpoint: 'adoption/sign-final', requestId, input: signing }, (one) =>
        signFinalAct(one, signing),
      )
    }),
    published: open((house, input: Input<'adoption', 'published'>) => listPublished(house, shelf, input)),
    'published-text': open((house, input: Input<'adoption', 'published-text'>) => viewPublished(house, input)),
    check: open((house, input: Input<'adoption', 'check'>) => checkCode(house, input)),
  }
}

/** What everybody may ask, as often as a person reads. Refuses: too-fast. Source: RULES.md AD29. */
const openTo =
  (limiter: RateLimiterMemory) =>
  <I, O>(run: (house: House, input: I) => Promise<Decision<O>>) =>
    own(async (house, asker: Asker | null, input: I, { address }: Reply): Promise<Decision<O>> => {
      const isTooFast = !asker && (await limiter.penalty(address)).consumedPoints > OPEN_QUESTIONS.points
      return isTooFast ? refuse('too-fast', 'AD29') : run(house, input)
    })
