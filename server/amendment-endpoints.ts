import type { AmendmentId } from '../shared/ids.ts'
import type { Act } from './act.ts'
import { acceptAct, bringUpOthers, decideAct } from './amendments/bringing-up.ts'
import {
  arrangeAct,
  confirmAct,
  fallAct,
  inviteAct,
  markFallsAct,
  orderAmendmentsAct,
  signAct,
  takeUpAct,
  unsignAct,
  withdrawAmendmentAct,
} from './amendments/commands.ts'
import { loadAmendment } from './amendments/queries.ts'
import type { Readings } from './amendments/reading.ts'
import { fromFloorAct, rewordAct, startAct } from './amendments/starting.ts'
import { reviseAct, tableAct } from './amendments/tabling.ts'
import { countAmendments, listAmendments, viewAmendment } from './amendments/views.ts'
import { act, type Input, mine, query } from './http/handlers.ts'
import { voteIsOpen } from './votes/queries.ts'

const voteOpenFor = async (one: Act, id: AmendmentId): Promise<boolean> => {
  const amendment = await loadAmendment(one.tx, id)
  return amendment !== null && voteIsOpen(one.tx, amendment.session)
}

/** The endpoints of amendments; part of the wiring, beside endpoints.ts. */
export const amendments = (readings: Readings) => ({
  counts: query((house, account, input: Input<'amendments', 'counts'>) => countAmendments(house, account, input)),
  list: query((house, account, input: Input<'amendments', 'list'>) => listAmendments(house, account, input, readings)),
  amendment: query((house, account, input: Input<'amendments', 'amendment'>) =>
    viewAmendment(house, account, input, readings),
  ),
  start: act(startAct),
  'from-floor': act(fromFloorAct),
  arrange: act(arrangeAct),
  reword: act(rewordAct),
  invite: act(inviteAct),
  sign: act(signAct),
  unsign: act(unsignAct),
  table: act(tableAct),
  revise: act(reviseAct),
  confirm: act(confirmAct),
  withdraw: act(withdrawAmendmentAct),
  'take-up': act(takeUpAct),
  order: act(orderAmendmentsAct),
  'mark-falls': act(markFallsAct),
  decide: act(decideAct),
  fall: act(fallAct),
  // The others are brought up to the amended text before the answer, each in an act of its own. Source: RULES.md AM33.
  accept: mine(async (house, { account: by }, input: Input<'amendments', 'accept'>) => {
    const { requestId, ...plain } = input
    const request = { by, endpoint: 'amendments/accept', requestId, input: plain }
    const accepted = await house.acts.run(request, async (one) =>
      acceptAct(one, plain, await voteOpenFor(one, plain.amendment)),
    )
    const amendment = accepted.ok ? await loadAmendment(house.db, input.amendment) : null
    if (amendment?.recommendation) await bringUpOthers(house, by, amendment.recommendation)
    return accepted
  }),
})
