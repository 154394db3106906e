import { useMemo, useState } from 'react'
import { changesBetween } from '../../shared/amendments/changes.ts'
import { baseText, changedParts, planText } from '../../shared/amendments/text-plan.ts'
import { type Hash, sha256Hex } from '../../shared/hash.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import { useAsk } from '../api.ts'
import type { AmendmentDetail } from './data.ts'

export type Clash = AmendmentDetail['review'][number]
export type Choice = NonNullable<Clash['choice']>

/** What somebody decides of the clashes of an amendment, and the text that comes of it, before anything is sent. Source: RULES.md AM8, AM29. */
export function useReview(amendment: AmendmentDetail) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map())
  const { review } = amendment
  const choiceOf = (clash: Clash): Choice | null => chosen.get(clash.key) ?? clash.choice
  const isKnown = (key: string) => review.some((clash) => clash.key === key)
  return {
    choiceOf,
    done: review.filter((clash) => choiceOf(clash) !== null).length,
    /** Chosen here and not sent yet; what is not asked any more is left out. */
    unsent: [...chosen].filter(([key]) => isKnown(key)).map(([key, choice]) => ({ key, choice })),
    /** What goes together is decided alike. */
    choose: (clash: Clash, choice: Choice) =>
      setChosen(new Map([...chosen, ...[clash.key, ...clash.together].map((key) => [key, choice] as const)])),
    preview: usePreview(amendment, chosen),
  }
}

/** The text as amended with what was decided so far, by the merge that the server adopts by; its hash once nothing is open. */
function usePreview({ texts, review, recommendation }: AmendmentDetail, chosen: ReadonlyMap<string, Choice>) {
  const text = useAsk('recommendations', 'recommendation', recommendation ? { id: recommendation } : null).data
  const base = useMemo(() => baseText(texts.base), [texts.base])
  const sides = useMemo(
    () => [changedParts(base, texts.present), changedParts(base, texts.amendment)] as const,
    [base, texts],
  )
  return useMemo(() => {
    const before = review.flatMap(({ key, choice }) => (choice ? [[key, choice] as const] : []))
    const { parts, open } = planText(base, ...sides, new Map([...before, ...chosen]))
    const hash: Hash | null =
      text && open === 0
        ? sha256Hex(canonicalContent({ recommendation: text.id, kind: text.kind, fields: text.fields, parts }))
        : null
    return { parts, hash, changes: changesBetween(texts.present, parts) }
  }, [base, sides, review, chosen, text, texts.present])
}
