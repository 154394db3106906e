import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import X from 'lucide-react/icons/x'
import { useWords } from '../language.tsx'
import css from './ChoiceMark.module.css'
import type { Choice } from './data.ts'

const ICONS = { for: Check, against: X, abstain: Minus } as const

/** The sign of a choice, the same everywhere. */
export function ChoiceIcon({ choice, size = 16 }: { choice: Choice; size?: number | string }) {
  const Icon = ICONS[choice]
  return <Icon size={size} strokeWidth={2.25} aria-hidden />
}

/** A recorded choice as sign, word and colour. */
export function ChoiceMark({ choice }: { choice: Choice }) {
  const t = useWords()
  return (
    <span className={css.mark} data-choice={choice}>
      <ChoiceIcon choice={choice} size={14} />
      {t(`votes.recorded.${choice}`)}
    </span>
  )
}
