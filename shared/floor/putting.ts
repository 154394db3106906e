import { allow, type Decision, refuse } from '../decision.ts'
import { eachLanguage, type Localised } from '../language.ts'
import { say, sayInEach } from '../messages/translate.ts'
import type { Floor, Motion, PointOfOrder } from './model.ts'
import { isPut, nextMotion } from './order-rules.ts'

/**
 * Whether a motion may be put to a vote as the floor stands: the one whose turn it is, once.
 * Refuses: already-decided, is-put, outranked. Source: RULES.md SE40, SE44.
 */
export function putMotion(motion: Motion, floor: Pick<Floor, 'motions'>): Decision {
  if (motion.stage !== 'waiting') return refuse('already-decided', 'SE44')
  if (isPut(motion)) return refuse('is-put', 'SE44')
  return nextMotion(floor)?.id === motion.id ? allow() : refuse('outranked', 'SE40')
}

/** Whether the ruling that was appealed from may be put to a vote. Refuses: not-ruled, already-decided, is-put. Source: RULES.md SE37, SE46. */
export function putRuling(point: PointOfOrder): Decision {
  if (point.stage === 'settled') return refuse('already-decided', 'SE46')
  if (point.stage !== 'appealed') return refuse('not-ruled', 'SE37')
  return isPut(point.appeal) ? refuse('is-put', 'SE44') : allow()
}

/** The question of a motion: what is moved, in every language, and the mover's own words as they were said. Source: RULES.md VO134. */
export const motionQuestion = ({ kind, words }: Pick<Motion, 'kind' | 'words'>): Localised =>
  eachLanguage((language) => {
    const asked = say(language, `floor.motions.questions.${kind}`)
    return words === '' ? asked : say(language, 'floor.motions.inWords', { question: asked, words })
  })

/** The question of an appeal, with what a vote for and one against mean: both could be thought to be for the appeal. Source: RULES.md SE46, VO134. */
export const rulingQuestion = ({ words }: { readonly words: string }): Localised =>
  sayInEach('floor.order.question', { words })
