import type { Localised } from '../../../shared/language.ts'
import type { Say } from '../../../shared/messages/sentences.ts'
import { type Desk, isPreparing } from './useDesk.ts'

/** Why an act is off, with its rule; null when it may be done. */
export type Reason = { readonly text: string; readonly rule: string } | null

export type DeskReasons = Readonly<Record<'freeze' | 'open' | 'close' | 'announce' | 'adopt', Reason>>

/** Why each act of the desk is off, in the order of a vote; the server decides again by the same rules. */
export function reasonsOf(desk: Desk, t: Say, inMine: (value: Localised) => string): DeskReasons {
  const { chosen, session, vote, prepared } = desk
  const because = (text: string, rule: string): Reason => ({ text, rule })
  const noRight = because(t('votes.desk.reasons.noRight'), 'SE2')
  const running = chosen.vote?.stage === 'open'

  const freeze = (): Reason => {
    if (chosen.stage === 'frozen')
      return because(t('votes.desk.reasons.notDrafting', { number: chosen.version?.number ?? 1 }), 'VE1')
    if (chosen.stage !== 'drafting') return because(t('votes.desk.reasons.decided'), 'VE1')
    if (chosen.freezesAt !== null) return because(t('refusals.freeze-running'), 'VE1')
    if (chosen.may.freeze) return null
    return session.stage === 'open' ? noRight : because(t('refusals.session-not-open'), 'VE1')
  }
  const open = (): Reason => {
    if (running) return because(t('votes.desk.reasons.voteOpen'), 'VO4')
    if (chosen.vote?.stage === 'closed') return because(t('votes.desk.reasons.announceFirst'), 'VO14')
    if (chosen.stage === 'drafting') return because(t('votes.desk.reasons.freezeFirst'), 'VO2')
    if (!isPreparing(chosen)) return because(t('votes.desk.reasons.decided'), 'VO2')
    if (!prepared) return because(t('common.loading'), 'VO2')
    return prepared.mayOpen.ok ? null : because(inMine(prepared.mayOpen.message), prepared.mayOpen.rule)
  }
  const close = (): Reason => {
    if (!running || !vote) return because(t('votes.desk.reasons.noVoteOpen'), 'VO13')
    return vote.may.close ? null : noRight
  }
  const announce = (): Reason => {
    if (running) return because(t('votes.desk.reasons.closeFirst'), 'VO14')
    if (!vote) return because(t('votes.desk.reasons.noVoteOpen'), 'VO14')
    if (vote.stage === 'announced') return because(t('votes.desk.reasons.announced'), 'VO14')
    if (vote.stage === 'void') return because(t('refusals.vote-void'), 'VO83')
    if (vote.remedies.corrections.some(({ stage }) => stage === 'proposed'))
      return because(t('refusals.correction-waits'), 'VO88')
    return vote.may.announce ? null : noRight
  }
  const adopt = (): Reason => {
    if (chosen.stage === 'adopted') return because(t('votes.desk.reasons.adopted'), 'AD2')
    if (vote?.stage === 'void') return because(t('refusals.vote-void'), 'VO83')
    if (vote?.stage !== 'announced') return because(t('votes.desk.reasons.announceFirst'), 'AD1')
    if (chosen.stage !== 'carried') return because(t('votes.desk.reasons.notCarried'), 'AD1')
    if (vote.remedies.objections.some(({ stage }) => stage === 'waiting'))
      return because(t('refusals.objection-waits'), 'VO93')
    return chosen.may.adopt || vote.may.adopt ? null : noRight
  }
  return { freeze: freeze(), open: open(), close: close(), announce: announce(), adopt: adopt() }
}
