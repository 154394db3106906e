import type { Decides } from '../floor/model.ts'
import type { Outcome, Question, VoteStage } from './model.ts'

type Known = {
  readonly stage: VoteStage
  readonly kind: Question['kind']
  /** What it decides on the floor. */
  readonly decides: Decides['on'] | null
  /** Null where the reader may not read it yet, or there is none. */
  readonly outcome: Pick<Outcome, 'result' | 'reason'> | null
  readonly adopted: boolean
  readonly objectionWaits: boolean
  /** The same question was put again after it. */
  readonly repeated: boolean
}

/** What may be done after a vote, by the name of its sentence. Source: RULES.md VO94. */
export function nextAfter({ stage, kind, decides, outcome, adopted, objectionWaits, repeated }: Known) {
  if (stage === 'open' || stage === 'closed') return stage
  if (repeated) return 'repeated'
  if (decides) return afterFloor(decides, stage === 'void' ? null : outcome)
  const aboutText = kind === 'adopt-recommendation'
  if (stage === 'void' || !outcome) return aboutText ? 'void' : 'voidOther'
  if (adopted) return 'adopted'
  if (objectionWaits) return 'objection'
  if (kind === 'reopen' && outcome.result !== 'no-decision')
    return outcome.result === 'carried' ? 'reopened' : 'notReopened'
  switch (outcome.result) {
    case 'carried':
      return aboutText ? 'carried' : kind === 'adopt-set' ? 'carriedSet' : 'carriedOther'
    case 'rejected':
      return aboutText ? 'rejected' : 'rejectedOther'
    case 'no-decision':
      if (!aboutText) return 'noDecisionOther'
      return WANTING_QUORUM.has(outcome.reason)
        ? 'noQuorum'
        : outcome.reason === 'objected'
          ? 'objected'
          : 'onlyAbstentions'
  }
}

function afterFloor(decides: Decides['on'], outcome: Known['outcome']) {
  switch (outcome?.result) {
    case undefined:
      return 'floorVoid'
    case 'no-decision':
      return 'floorWaits'
    case 'carried':
      return decides === 'motion' ? 'motionCarried' : 'rulingStands'
    case 'rejected':
      return decides === 'motion' ? 'motionRejected' : 'rulingOverturned'
  }
}

const WANTING_QUORUM: ReadonlySet<Outcome['reason']> = new Set(['no-quorum-at-opening', 'no-quorum-at-close'])
