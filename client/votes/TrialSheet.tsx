import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { useAct, useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import css from './TrialSheet.module.css'

const CHOICES = ['for', 'against', 'abstain'] as const

/** The sheet of a vote for practice: any button says only that the device works. */
export function TrialSheet({ session }: { session: SessionId }) {
  const t = useWords()
  const trial = useAsk('votes', 'trial', { session }).data?.trial ?? null
  const press = useAct('votes', 'press-trial')
  const [aside, setAside] = useState<string | null>(null)
  const heading = useId()
  if (!trial || trial.mine === null) return null
  const close = () => setAside(trial.id)
  return (
    <Sheet opened={aside !== trial.id} labelledBy={heading} onClose={close} className={css.sheet}>
      <p className={css.sign}>{t('votes.trial.sign')}</p>
      <h2 id={heading} className={css.words} tabIndex={-1} data-autofocus>
        {t(trial.mine ? 'votes.trial.arrived' : 'votes.trial.what')}
      </h2>
      {press.refusal ? <RefusalNote refusal={press.refusal} /> : null}
      {trial.mine
        ? null
        : CHOICES.map((choice) => (
            <Button
              key={choice}
              variant="default"
              size="xl"
              leftSection={<ChoiceIcon choice={choice} size={24} />}
              loading={press.pending}
              onClick={() => void press.run({ session })}
            >
              {t(`votes.choices.${choice}`)}
            </Button>
          ))}
      <Button variant="subtle" size="lg" onClick={close}>
        {t('common.close')}
      </Button>
    </Sheet>
  )
}
