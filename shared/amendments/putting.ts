import { canonicalJson } from '../canonical-json.ts'
import type { Hash } from '../hash.ts'
import type { Localised } from '../language.ts'
import { sayInEach } from '../messages/translate.ts'
import type { RecommendationKind } from '../recommendations/model.ts'
import { type Amendment, effectOf } from './model.ts'

/** The bytes that are hashed where no word is changed: what is done with which text. Source: RULES.md AM31; RFC 8785. */
export const effectContent = (amendment: Amendment, textHash: Hash): string =>
  canonicalJson({
    form: 'amendment-1',
    amendment: amendment.id,
    recommendation: amendment.recommendation,
    effect: effectOf(amendment),
    after: amendment.after,
    text: textHash,
  })

/** The question of an amendment, such as "Adopt amendment 3 to recommendation 5?". Source: RULES.md AM31. */
export function amendmentSentence(
  { number, recommendation }: Pick<Amendment, 'number' | 'recommendation'>,
  text: { readonly kind: RecommendationKind; readonly number: number | null } | null,
): Localised {
  const named = { amendment: number ?? '' }
  if (recommendation === null || !text) return sayInEach('outcome.put.newByAmendment', named)
  return sayInEach(`outcome.put.amendment.${text.kind}`, { ...named, number: text.number ?? '' })
}
