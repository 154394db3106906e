import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../shared/votes/remedies.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { VoteDetail } from './data.ts'
import { GroundField, ReasonWords } from './GroundFields.tsx'
import { useReason } from './useReason.ts'

/** A member on the roll objects to the announced outcome. */
export function ObjectionDialog({ vote, onClose }: { vote: VoteDetail; onClose: () => void }) {
  const t = useWords()
  const act = useAct('votes', 'lodge-objection')
  const [ground, setGround] = useState<ObjectionGround>('wrong-count')
  const reason = useReason()
  const confirm = async () => {
    const done = await act.run({ vote: vote.id, ground, words: reason.words })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('remedies.objections.dialog', { number: vote.number })}
      effect={t('remedies.objections.effect')}
      verb={t('remedies.objections.verb')}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      <GroundField grounds={OBJECTION_GROUNDS} value={ground} onChange={setGround} />
      <ReasonWords label={t('remedies.words')} {...reason.field} />
    </ConfirmDialog>
  )
}

const RULINGS = ['not-upheld', 'upheld'] as const
type Objection = VoteDetail['remedies']['objections'][number]

/** The presiding chair rules; neither ruling stands ready beforehand. */
export function ObjectionRuling({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const t = useWords()
  const act = useAct('votes', 'rule-on-objection')
  const [ruling, setRuling] = useState<(typeof RULINGS)[number] | ''>('')
  const [pressed, setPressed] = useState(false)
  const reason = useReason()
  const confirm = async () => {
    setPressed(true)
    if (ruling === '') return
    const done = await act.run({ objection: objection.id, upheld: ruling === 'upheld', words: reason.words })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('remedies.objections.rule')}
      effect={t('remedies.objections.ruleEffect')}
      verb={t('remedies.objections.rule')}
      danger={ruling === 'upheld'}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      <p>{objection.words}</p>
      <NativeSelect
        label={t('remedies.objections.ruling')}
        size="md"
        value={ruling}
        error={pressed && ruling === '' ? t('remedies.objections.choose') : null}
        data={[
          { value: '', label: t('remedies.objections.choose') },
          ...RULINGS.map((each) => ({ value: each, label: t(`remedies.objections.rulings.${each}`) })),
        ]}
        onChange={(event) => setRuling(RULINGS.find((each) => each === event.currentTarget.value) ?? '')}
      />
      <ReasonWords label={t('remedies.objections.rulingWords')} {...reason.field} />
    </ConfirmDialog>
  )
}
