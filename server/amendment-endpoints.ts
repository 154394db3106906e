import type { AmendmentId, CouncilId, RecommendationId, SessionId } from '../shared/ids.ts'
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
import { viewConsolidated } from './amendments/consolidated.ts'
import { amendmentTexts, loadAmendment } from './amendments/queries.ts'
import type { Readings } from './amendments/reading.ts'
import { fromFloorAct, rewordAct, startAct } from './amendments/starting.ts'
import { reviseAct, tableAct } from './amendments/tabling.ts'
import { countAmendments, listAmendments, viewAmendment } from './amendments/views.ts'
import { act, type Input, mine, query } from './http/handlers.ts'
import { councilsChanged } from './recommendations/commands.ts'
import { loadRecommendation, loadTextsByPoint } from './recommendations/queries.ts'
import { amending } from './translations/amended.ts'
import { voteIsOpen } from './votes/queries.ts'

/** The live texts of a session, its amendments' too, with the agenda points under which they are taken. */
export const liveTextsOf = async ({ tx }: Act, session: SessionId) => [
  ...(await loadTextsByPoint(tx, session)),
  ...(await amendmentTexts(tx, session)),
]

/** Whoever lost or gained a seat is judged anew in drafts of amendments too. Source: RULES.md CO12, AM22. */
export async function seatsChanged(one: Act, councils: readonly CouncilId[]): Promise<void> {
  for (const session of await councilsChanged(one, councils))
    for (const { text } of await amendmentTexts(one.tx, session)) one.touchText(text)
}

/** Who sees a text sees what is tabled to it: when the one changes, so does the other. Source: RULES.md AM21. */
export async function touchAmendmentsTo(one: Act, id: RecommendationId): Promise<void> {
  const kept = await loadRecommendation(one.tx, id)
  if (!kept) return
  for (const { text, recommendation } of await amendmentTexts(one.tx, kept.session))
    if (recommendation === id) one.touchText(text)
}

const voteOpenFor = async (one: Act, id: AmendmentId): Promise<boolean> => {
  const amendment = await loadAmendment(one.tx, id)
  return amendment !== null && voteIsOpen(one.tx, amendment.session)
}

/** The endpoints of amendments; part of the wiring, beside endpoints.ts. */
export const amendments = (readings: Readings) => ({
  counts: query((house, account, input: Input<'amendments', 'counts'>) =>
    countAmendments(house, account, input, readings),
  ),
  list: query((house, account, input: Input<'amendments', 'list'>) => listAmendments(house, account, input, readings)),
  amendment: query((house, account, input: Input<'amendments', 'amendment'>) =>
    viewAmendment(house, account, input, readings),
  ),
  consolidated: query((house, account, input: Input<'amendments', 'consolidated'>) =>
    viewConsolidated(house, account, input, readings),
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
    const accepted = await house.acts.run(request, (one) =>
      amending(one, plain.amendment, async () => acceptAct(one, plain, await voteOpenFor(one, plain.amendment))),
    )
    const amendment = accepted.ok ? await loadAmendment(house.db, input.amendment) : null
    if (amendment?.recommendation) await bringUpOthers(house, by, amendment.recommendation)
    return accepted
  }),
})
