import Ban from 'lucide-react/icons/ban'
import Megaphone from 'lucide-react/icons/megaphone-off'
import MessageSquare from 'lucide-react/icons/message-square-warning'
import PenLine from 'lucide-react/icons/pen-line'
import { useState } from 'react'
import type { MessageKey } from '../../shared/messages/sentences.ts'
import { useSentences, useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { CorrectionDialog } from './CorrectionDialog.tsx'
import { CountCorrectionDialog } from './CountCorrectionDialog.tsx'
import type { VoteDetail } from './data.ts'
import { IntentionDialog } from './IntentionDialog.tsx'
import { ObjectionDialog } from './ObjectionDialog.tsx'
import css from './Remedies.module.css'
import { VoidDialog } from './VoidDialog.tsx'

type Asking = 'void' | 'correct' | 'state' | 'object'
type May = VoteDetail['remedies']['may']['void']

/** Refusals that say that an act is not this reader's: then there is no button. */
const NOT_MINE = ['no-right', 'not-on-the-roll', 'not-your-place']
const ICON = 18

/** What the reader may do when something went wrong; acts that are theirs but off say why. */
export function RemedyActs({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { may } = vote.remedies
  const close = () => setAsking(null)
  const Correcting = vote.hands ? CountCorrectionDialog : CorrectionDialog
  const acts = [
    {
      act: 'void',
      may: may.void,
      icon: <Ban size={ICON} aria-hidden />,
      verb: t('remedies.void.act'),
      effect: t(may.together ? 'remedies.void.effectTogether' : 'remedies.void.effectAlone'),
    },
    {
      act: 'correct',
      may: may.correct,
      icon: <PenLine size={ICON} aria-hidden />,
      verb: t(vote.hands ? 'remedies.corrections.countsAct' : 'remedies.corrections.act'),
      effect: t(vote.hands ? 'remedies.corrections.countsEffect' : 'remedies.corrections.effect'),
    },
    {
      act: 'state',
      may: may.state,
      icon: <MessageSquare size={ICON} aria-hidden />,
      verb: t('remedies.intentions.act'),
      effect: t('remedies.intentions.effect'),
    },
    {
      act: 'object',
      may: may.object,
      icon: <Megaphone size={ICON} aria-hidden />,
      verb: t('remedies.objections.act'),
      effect: t('remedies.objections.effect'),
    },
  ] as const
  const mine = acts.filter((each) => each.may.ok || !NOT_MINE.includes(each.may.code))
  if (mine.length === 0) return null
  return (
    <details className={`${css.acts} no-print`}>
      <summary>{t('remedies.wrong')}</summary>
      <div>
        {mine.map((each) => (
          <ActButton key={each.act} {...each} onPress={() => setAsking(each.act)} />
        ))}
      </div>
      {asking === 'void' ? <VoidDialog vote={vote} onClose={close} /> : null}
      {asking === 'correct' ? <Correcting vote={vote} onClose={close} /> : null}
      {asking === 'state' ? <IntentionDialog vote={vote} onClose={close} /> : null}
      {asking === 'object' ? <ObjectionDialog vote={vote} onClose={close} /> : null}
    </details>
  )
}

type ButtonProps = {
  readonly may: May
  readonly icon: React.ReactNode
  readonly verb: string
  readonly effect: string
  readonly onPress: () => void
}

function ActButton({ may, icon, verb, effect, onPress }: ButtonProps) {
  const sentences = useSentences()
  const reason = may.ok ? null : sentences.say(`refusals.${may.code}` as MessageKey)
  return (
    <ReasonedButton icon={icon} effect={effect} reason={reason} rule={may.ok ? null : may.rule} onPress={onPress}>
      {verb}
    </ReasonedButton>
  )
}
