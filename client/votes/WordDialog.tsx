import { useState } from 'react'
import { padOf } from '../../shared/votes/manners.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Choice, Place, VoteDetail } from './data.ts'
import { SheetActs } from './SheetActs.tsx'
import css from './WordDialog.module.css'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]

/** The secretary records what a member said; it closes that place's ballot on the device. Nothing is chosen beforehand. */
export function WordDialog({ vote, place, onClose }: { vote: VoteDetail; place: Place; onClose: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const record = useAct('votes', 'record-word')
  const [choice, setChoice] = useState<Choice | null>(null)
  const confirm = async () => {
    if (!choice) return
    const done = await record.run({ vote: vote.id, place: place.place, hash: vote.hash, choice, pad: padOf(choice) })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('votes.desk.recordWordFor', { name: inMine(place.name) })}
      effect={t('votes.desk.recordWordEffect')}
      verb={
        choice ? t('votes.desk.recordWordVerb', { choice: t(`votes.choices.${choice}`) }) : t('manners.turn.record')
      }
      reason={choice ? null : t('votes.desk.recordWordNotChosen')}
      act={record}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <fieldset className={css.choices}>
        <legend className="visually-hidden">{t('votes.page.choice')}</legend>
        {CHOICES.map((each) => (
          <label key={each} className={css.choice} data-choice={each}>
            <input type="radio" name="word" checked={choice === each} onChange={() => setChoice(each)} />
            <ChoiceIcon choice={each} size={18} />
            {t(`votes.choices.${each}`)}
          </label>
        ))}
      </fieldset>
      <SheetActs vote={vote} place={place} onDone={onClose} />
    </ConfirmDialog>
  )
}
