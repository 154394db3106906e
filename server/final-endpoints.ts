import { isProvedToSign } from '../shared/accounts/proof-rules.ts'
import type { Entry } from './accounts/entry.ts'
import { verifyPassword } from './accounts/password.ts'
import { loadPasswordOf } from './accounts/queries.ts'
import { listFinals } from './adoption/final-list.ts'
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
import { act, type Input, mine, query } from './http/handlers.ts'
import { openTo } from './http/open.ts'

/** The endpoints by which adopted texts become final and are published; part of the wiring, beside endpoints.ts. */
export function finals(entry: Pick<Entry, 'password'>) {
  const shelf: Shelf = new Map()
  const open = openTo('AD29')
  return {
    final: query(viewFinal),
    'begin-final': act(beginFinalAct),
    'class-change': act(classChangeAct),
    'submit-final': act(submitFinalAct),
    'revise-final': act(reviseFinalAct),
    'confirm-final': act(confirmFinalAct),
    'number-final': act(numberFinalAct),
    'publish-final': act(publishFinalAct),
    finals: query(listFinals),
    renumber: act(renumberAct),
    // Who signs says the password again: a device that was left open signs nothing. Source: RULES.md AD25.
    'sign-final': mine(async (house, { account: by, proof }, input: Input<'adoption', 'sign-final'>) => {
      const { requestId, password, ...signing } = input
      const known =
        password === undefined
          ? isProvedToSign(proof, house.clock.now())
          : await entry.password(by, async () => verifyPassword(password, await loadPasswordOf(house.db, by)))
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
