import { NativeSelect } from '@mantine/core'
import Vote from 'lucide-react/icons/vote'
import { useState } from 'react'
import type { Manner } from '../../shared/councils/model.ts'
import { useAct, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import type { Motion, PointOfOrder } from './data.ts'
import css from './PutToVote.module.css'

const ICON = 18

type Question =
  | { readonly kind: 'motion'; readonly session: string; readonly motion: Motion['id'] }
  | { readonly kind: 'ruling'; readonly session: string; readonly pointOfOrder: PointOfOrder['id'] }
type Props = {
  readonly question: Question
  readonly title: string
  readonly effect: string
}

/** Puts a motion, or the ruling that was appealed from, to the vote: one press shows the question as it will be read, a second opens it. */
export function PutToVote({ question, title, effect }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<Manner>()
  const prepared = useAsk('votes', 'prepare-question', question).data
  const open = useAct('votes', 'open-question')
  const off = prepared && !prepared.mayOpen.ok ? prepared.mayOpen : null
  const manners = prepared?.manners ?? []
  const manner = chosen ?? manners[0]
  const confirm = async () => {
    const done = await open.run({ question, ...(manner && { manner }) })
    if (done?.ok) setAsking(false)
  }
  return (
    <>
      <ReasonedButton
        icon={<Vote size={ICON} aria-hidden />}
        variant="filled"
        of={title}
        effect={effect}
        reason={off ? inMine(off.message) : null}
        rule={off?.rule ?? null}
        onPress={() => setAsking(true)}
      >
        {t('floor.motions.put')}
      </ReasonedButton>
      {asking && prepared ? (
        <ConfirmDialog
          opened
          title={title}
          effect={effect}
          verb={t('votes.desk.open')}
          act={open}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        >
          <blockquote className={css.question}>{inMine(prepared.sentence)}</blockquote>
          <p className="quiet">
            {inMine(prepared.quorumSentence)} {inMine(prepared.carriedBy)}
          </p>
          {manner ? (
            <NativeSelect
              label={t('votes.desk.manner')}
              size="md"
              value={manner}
              onChange={({ currentTarget }) => setChosen(manners.find((each) => each === currentTarget.value))}
              data={manners.map((each) => ({ value: each, label: t(`votes.manners.${each}`) }))}
            />
          ) : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
