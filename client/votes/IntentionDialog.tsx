import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { Choice, VoteDetail } from './data.ts'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]
const MOST_WORDS = 1_000

/** A member says what they meant; it stands with the outcome and changes nothing. */
export function IntentionDialog({ vote, onClose }: { vote: VoteDetail; onClose: () => void }) {
  const t = useWords()
  const act = useAct('votes', 'state-intention')
  const stated = new Set(vote.remedies.intentions.map(({ place }) => place))
  const mine = vote.mine.find(({ place, receipt }) => receipt?.source === 'device' && !stated.has(place))
  const others = CHOICES.filter((choice) => choice !== mine?.receipt?.choice)
  const [choice, setChoice] = useState<Choice | undefined>(others[0])
  const [words, setWords] = useState('')
  const confirm = async () => {
    if (!mine || !choice) return
    const done = await act.run({ vote: vote.id, place: mine.place, choice, words: words.trim() })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('remedies.intentions.dialog')}
      effect={t('remedies.intentions.effect')}
      verb={t('remedies.intentions.verb')}
      act={act}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <NativeSelect
        label={t('remedies.intentions.meant')}
        size="md"
        value={choice ?? ''}
        data={others.map((each) => ({ value: each, label: t(`votes.choices.${each}`) }))}
        onChange={(event) => setChoice(others.find((each) => each === event.currentTarget.value))}
      />
      <Textarea
        label={t('remedies.intentions.words')}
        size="md"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={MOST_WORDS}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
