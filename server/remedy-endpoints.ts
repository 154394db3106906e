import { act } from './http/handlers.ts'
import {
  confirmCorrectionAct,
  declineCorrectionAct,
  proposeCorrectionAct,
  proposeCountCorrectionAct,
} from './votes/corrections.ts'
import { lodgeObjectionAct, ruleOnObjectionAct, stateIntentionAct } from './votes/objections.ts'
import { agreeToVoidAct, declineVoidAct, voidVoteAct } from './votes/void.ts'

/** The endpoints for votes in which something went wrong; part of the wiring, beside endpoints.ts. */
export const remedies = {
  void: act(voidVoteAct),
  'agree-to-void': act(agreeToVoidAct),
  'decline-void': act(declineVoidAct),
  'propose-correction': act(proposeCorrectionAct),
  'propose-count-correction': act(proposeCountCorrectionAct),
  'confirm-correction': act(confirmCorrectionAct),
  'decline-correction': act(declineCorrectionAct),
  'state-intention': act(stateIntentionAct),
  'lodge-objection': act(lodgeObjectionAct),
  'rule-on-objection': act(ruleOnObjectionAct),
}
