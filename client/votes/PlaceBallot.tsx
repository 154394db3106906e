import { Button } from '@mantine/core'
import CloudOff from 'lucide-react/icons/cloud-off'
import { useEffect, useRef } from 'react'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Choice, VoteDetail } from './data.ts'
import css from './PlaceBallot.module.css'
import { useBallot } from './useBallot.ts'
import { useSettled } from './useSettled.ts'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]
/** A hand already moving when the sheet appears needs this long to stop. */
const SETTLED_MS = 700

type Props = {
  readonly vote: VoteDetail
  readonly place: VoteDetail['mine'][number]
  /** Back to the receipt, when a recorded vote is being changed. */
  readonly onBack?: () => void
  readonly onCast: () => void
}

/** The three choices of one place: one touch, and in a roll call one confirmation. */
export function PlaceBallot({ vote, place, onBack, onCast }: Props) {
  const t = useWords()
  const ballot = useBallot(vote, place, onCast)
  const { state } = ballot
  const settled = useSettled(state.step, SETTLED_MS)
  const words = useRef<HTMLParagraphElement>(null)
  const shown = useRef(state.step)
  // The button that was pressed is gone: the words that replace it get its focus, never a choice.
  useEffect(() => {
    if (shown.current === state.step) return
    shown.current = state.step
    if (document.activeElement === document.body) words.current?.focus({ preventScroll: true })
  }, [state.step])
  if (state.step === 'confirming')
    return (
      <div className={css.confirm}>
        <p ref={words} className={css.words} tabIndex={-1}>
          <strong>{t('votes.sheet.confirmTitle', { choice: t(`votes.choices.${state.choice}`) })}</strong>{' '}
          {t('votes.sheet.confirmText')}
        </p>
        <button
          type="button"
          className={css.choice}
          data-choice={state.choice}
          data-filled
          onClick={settled(ballot.confirm)}
        >
          <ChoiceIcon choice={state.choice} size={26} />
          {t('votes.sheet.confirm', { choice: t(`votes.choices.${state.choice}`) })}
        </button>
        <Button variant="subtle" size="lg" onClick={ballot.back}>
          {t('votes.sheet.otherChoice')}
        </Button>
      </div>
    )
  const sending = state.step === 'sending' ? state : null
  return (
    <div className={css.ballot}>
      <p ref={words} className={css.status} tabIndex={-1} role="status" data-lost={sending?.lost || undefined}>
        {sending?.lost ? <CloudOff size={16} aria-hidden /> : null}
        {sending
          ? t(sending.lost ? 'votes.sheet.noConnection' : 'votes.sheet.sending')
          : onBack
            ? null
            : t('votes.sheet.notCastYet')}
      </p>
      {state.step === 'refused' ? <RefusalNote refusal={state.refusal} /> : null}
      <fieldset className={css.choices}>
        <legend className="visually-hidden">{t('votes.sheet.yourBallot')}</legend>
        {CHOICES.map((choice) => (
          <button
            key={choice}
            type="button"
            className={css.choice}
            data-choice={choice}
            data-sending={sending?.choice === choice || undefined}
            aria-disabled={sending !== null || undefined}
            onClick={settled(() => ballot.choose(choice))}
          >
            <ChoiceIcon choice={choice} size={26} />
            {t(`votes.choices.${choice}`)}
          </button>
        ))}
      </fieldset>
      {onBack ? (
        <Button variant="subtle" size="lg" onClick={onBack}>
          {t('common.back')}
        </Button>
      ) : null}
    </div>
  )
}
