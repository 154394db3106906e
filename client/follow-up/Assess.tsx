import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { MOST_WORDS, STATUSES, type Status } from '../../shared/follow-up/model.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { FactsProps } from './Facts.tsx'

/** The council's word on what became of it, with a reason. */
export function Assess({ one, office }: FactsProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const assess = useAct('follow-up', 'assess')
  const newest = office.assessments.at(-1)
  const [opened, setOpened] = useState(false)
  const [status, setStatus] = useState<Status>(newest?.status ?? 'not-started')
  const [reason, setReason] = useState('')
  const save = async () => {
    const { session, recommendation } = one
    const shown = newest?.number ?? 0
    const done = await assess.run({
      session,
      recommendation,
      addressee: office.id,
      status,
      reason: reason.trim(),
      shown,
    })
    if (!done?.ok) return
    setOpened(false)
    setReason('')
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.assess.verb')}
        <span className="visually-hidden">: {inMine(office.name)}</span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.assess.title', { addressee: inMine(office.abbr) })}
        effect={inMine(office.name)}
        verb={t('followUp.assess.save')}
        reason={reason.trim() === '' ? t('refusals.reason-missing') : null}
        act={assess}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <NativeSelect
          label={t('followUp.assess.status')}
          value={status}
          onChange={({ currentTarget: { value } }) => setStatus(STATUSES.find((each) => each === value) ?? status)}
          data={STATUSES.map((value) => ({ value, label: t(`followUp.statuses.${value}`) }))}
        />
        <Textarea
          label={t('followUp.assess.reason')}
          value={reason}
          maxLength={MOST_WORDS}
          autosize
          minRows={3}
          maxRows={8}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  )
}
