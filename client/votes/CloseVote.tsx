import Square from 'lucide-react/icons/square'
import { useState } from 'react'
import { WAYS } from '../../shared/votes/manners.ts'
import { useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { ChairsChoices, type ChairsWord, type Said, wordsOf } from './ChairsChoice.tsx'
import type { VoteDetail } from './data.ts'

type Props = {
  readonly vote: VoteDetail | null
  /** Why it is off for another reason than the counting. */
  readonly reason: { readonly text: string; readonly rule: string } | null
  readonly variant: 'filled' | 'default'
  readonly pending: boolean
  /** What the button says where it does more than close. */
  readonly label?: string
  readonly onClose: (chairs: ChairsWord[]) => void
}

/** The button that closes a vote: after a show of hands only when both tellers agree, with the chair's own vote where they are equal. */
export function CloseVote({ vote, reason, variant, pending, label, onClose }: Props) {
  const t = useWords()
  const [said, setSaid] = useState<Said>({})
  const open = vote?.stage === 'open' ? vote : null
  const hands = open?.hands ?? null
  const waiting = open && WAYS[open.manner].ballots ? open.progress.places - open.progress.cast : 0
  const chairs = wordsOf(hands?.tied ?? [], said)
  const off =
    reason ??
    (hands && hands.standing !== 'agree'
      ? { text: t(`manners.hands.standing.${hands.standing ?? 'none'}`), rule: 'VO66' }
      : !chairs
        ? { text: t('refusals.chair-choice-needed'), rule: 'VO69' }
        : null)
  const ballots = waiting > 0 ? t('votes.desk.closeEffect', { count: waiting }) : t('votes.desk.closeEffectAll')
  return (
    <>
      {reason === null && open && hands ? (
        <ChairsChoices vote={open} tied={hands.tied} counts={hands.agreed ?? []} said={said} onSay={setSaid} />
      ) : null}
      <ReasonedButton
        icon={<Square size={18} aria-hidden />}
        variant={off ? 'default' : variant}
        effect={hands ? t('manners.hands.closeEffect') : ballots}
        reason={off?.text ?? null}
        rule={off?.rule ?? null}
        pending={pending}
        onPress={() => onClose(chairs ?? [])}
      >
        {label ?? t('votes.desk.close')}
      </ReasonedButton>
    </>
  )
}
