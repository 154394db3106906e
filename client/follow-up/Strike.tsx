import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { MOST_STRIKING_LETTERS } from '../../shared/follow-up/model.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { FactsProps } from './Facts.tsx'

/** Strikes an answer that was entered wrongly, with a reason. Source: RULES.md FO24. */
export function Strike({ one, office, number }: FactsProps & { readonly number: number }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const strike = useAct('follow-up', 'strike-answer')
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState('')
  const save = async () => {
    const { recommendation } = one
    const done = await strike.run({ recommendation, addressee: office.id, number, reason: reason.trim() })
    if (done?.ok) setOpened(false)
  }
  return (
    <>
      <Button variant="subtle" size="compact-md" mih={32} onClick={() => setOpened(true)}>
        {t('followUp.strike.verb')}
        <span className="visually-hidden">
          : {inMine(office.abbr)}, {t('followUp.one.answer', { number })}
        </span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.strike.title')}
        effect={t('followUp.strike.effect')}
        verb={t('followUp.strike.save')}
        danger
        reason={reason.trim() === '' ? t('refusals.reason-missing') : null}
        act={strike}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <Textarea
          label={t('followUp.strike.reason')}
          value={reason}
          maxLength={MOST_STRIKING_LETTERS}
          autosize
          minRows={2}
          maxRows={6}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  )
}
