import { act, type Input, mine, query } from './http/handlers.ts'
import { castBallotAct, recordWordAct } from './votes/ballots.ts'
import { closeVoteAct } from './votes/commands.ts'
import { enterCountAct } from './votes/hands.ts'
import { viewPaperKit } from './votes/kit.ts'
import { changeOpinionAct, giveOpinionAct, viewOpinions, withdrawOpinionAct } from './votes/opinions.ts'
import { attachScanAct, handSheetAct, keySheetAct, withdrawBallotAct } from './votes/paper.ts'
import { runVeiled } from './votes/sealed.ts'
import type { SealOf } from './votes/seals.ts'
import { setAsideTellerAct } from './votes/tellers.ts'

/** The endpoints of ballots, hands and sheets; part of the wiring, beside endpoints.ts. */
export const ballots = (seals: SealOf) => ({
  cast: mine(async (house, asker, input: Input<'votes', 'cast'>) =>
    runVeiled(house, asker.account, 'votes/cast', input, (one, ballot) => castBallotAct(one, ballot, seals)),
  ),
  'record-word': mine(async (house, asker, input: Input<'votes', 'record-word'>) =>
    runVeiled(house, asker.account, 'votes/record-word', input, (one, ballot) => recordWordAct(one, ballot, seals)),
  ),
  close: act((one, input: Input<'votes', 'close'>) => closeVoteAct(one, input, seals)),
  'enter-count': act(enterCountAct),
  'set-aside-teller': act((one, input: Input<'votes', 'set-aside-teller'>) => setAsideTellerAct(one, input, seals)),
  'hand-sheet': act(handSheetAct),
  'withdraw-ballot': act(withdrawBallotAct),
  'key-sheet': mine(async (house, asker, input: Input<'votes', 'key-sheet'>) =>
    runVeiled(house, asker.account, 'votes/key-sheet', input, (one, keyed) => keySheetAct(one, keyed, seals)),
  ),
  'attach-scan': act(attachScanAct),
  'paper-kit': query(viewPaperKit),
})

/** What members say of votes in their own words. */
export const opinions = {
  opinions: query(viewOpinions),
  'give-opinion': act(giveOpinionAct),
  'change-opinion': act(changeOpinionAct),
  'withdraw-opinion': act(withdrawOpinionAct),
}
