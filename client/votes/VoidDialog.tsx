import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { VoteId } from '../../shared/ids.ts'
import { VOID_GROUNDS, type VoidGround } from '../../shared/votes/remedies.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import type { VoteDetail } from './data.ts'
import { GroundField, ReasonWords } from './GroundFields.tsx'
import { useReason } from './useReason.ts'

/** Makes a vote void, or asks the other chairs; says beforehand which of the two it will be. */
export function VoidDialog({ vote, onClose }: { vote: VoteDetail; onClose: () => void }) {
  const t = useWords()
  const inRecord = useRecordWords()
  const act = useAct('votes', 'void')
  const [ground, setGround] = useState<VoidGround>('technical-failure')
  const [follows, setFollows] = useState<string>('')
  const reason = useReason()
  const { mayFollow, may } = vote.remedies
  const confirm = async () => {
    const done = await act.run({
      vote: vote.id,
      ground,
      words: reason.words,
      ...(follows && { follows: follows as VoteId }),
    })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      danger
      title={t('remedies.void.dialog', { number: vote.number })}
      effect={t(may.together && !follows ? 'remedies.void.effectTogether' : 'remedies.void.effectAlone')}
      verb={t('remedies.void.act')}
      act={act}
      onConfirm={() => reason.with(confirm)}
      onClose={onClose}
    >
      <GroundField grounds={VOID_GROUNDS} value={ground} onChange={setGround} />
      <ReasonWords label={t('remedies.words')} {...reason.field} />
      {mayFollow.length > 0 ? (
        <NativeSelect
          label={t('remedies.void.follows')}
          size="md"
          value={follows}
          data={[
            { value: '', label: t('remedies.void.followsNone') },
            ...mayFollow.map(({ vote: id, number, title }) => ({
              value: id,
              label: t('remedies.void.followsVote', { number, title: inRecord(title).words }),
            })),
          ]}
          onChange={(event) => setFollows(event.currentTarget.value)}
        />
      ) : null}
    </ConfirmDialog>
  )
}
