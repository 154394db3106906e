import { useState } from 'react'
import { useAct } from '../api.ts'
import { type Counts, CountsFields, NO_COUNTS } from '../floor/CountsFields.tsx'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { VoteDetail } from './data.ts'
import { ReasonWords } from './GroundFields.tsx'
import css from './HandsUnderWay.module.css'
import { useReason } from './useReason.ts'
import { useScopeName } from './useScopeName.ts'

type Props = { readonly vote: VoteDetail; readonly onClose: () => void }

/** Proposes that the numbers of a show of hands be corrected; it begins with those that count now. */
export function CountCorrectionDialog({ vote, onClose }: Props) {
  const t = useWords()
  const nameOf = useScopeName(vote)
  const act = useAct('votes', 'propose-count-correction')
  const [counts, setCounts] = useState<Readonly<Record<string, Counts>>>(() =>
    Object.fromEntries(countingNow(vote).map((count) => [count.scope, count])),
  )
  const reason = useReason()
  const scopes = vote.hands?.scopes ?? []
  const of = (scope: string): Counts => counts[scope] ?? NO_COUNTS
  const confirm = async () => {
    const right = scopes.map(({ scope }) => {
      const { for: inFavour, against, abstain } = of(scope)
      return { scope, for: inFavour, against, abstain }
    })
    const done = await act.run({ vote: vote.id, counts: right, words: reason.words })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('remedies.corrections.countsDialog')}
      effect={t('remedies.corrections.countsEffect')}
      verb={t('remedies.corrections.verb')}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      {scopes.map(({ scope, places }) => (
        <fieldset key={scope} className={css.scope}>
          <legend>
            {nameOf(scope)} <span className="quiet">{t('manners.hands.places', { count: places })}</span>
          </legend>
          <CountsFields value={of(scope)} onChange={(value) => setCounts({ ...counts, [scope]: value })} />
        </fieldset>
      ))}
      <ReasonWords label={t('remedies.words')} {...reason.field} />
    </ConfirmDialog>
  )
}

/** What both tellers counted, or what the last confirmed correction says. */
function countingNow({ hands, remedies }: VoteDetail) {
  const made = remedies.corrections.flatMap(({ stage, change }) =>
    stage === 'confirmed' && change.kind === 'counts' && change.counts ? [change.counts.right] : [],
  )
  return made.at(-1) ?? hands?.agreed ?? []
}
