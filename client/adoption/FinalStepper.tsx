import Check from 'lucide-react/icons/check'
import { useWords } from '../language.tsx'
import css from './Final.module.css'
import type { Round } from './final-data.ts'

const STEPS = ['drafting', 'confirming', 'signing', 'numbering', 'published'] as const

/** How far the final text is: what is done, what is being done, what comes. */
export function FinalStepper({ round }: { round: Pick<Round, 'stage' | 'official'> }) {
  const t = useWords()
  const at = STEPS.indexOf(round.stage)
  const isDone = (step: (typeof STEPS)[number], place: number) =>
    round.stage === 'published' || (step === 'numbering' ? round.official !== null : place < at)
  return (
    <ol className={css.stepper}>
      {STEPS.map((step, place) => (
        <li
          key={step}
          data-done={isDone(step, place) || undefined}
          aria-current={step === round.stage && step !== 'published' ? 'step' : undefined}
        >
          <span className={css.place} aria-hidden>
            {isDone(step, place) ? <Check size={14} /> : place + 1}
          </span>
          {t(`final.steps.${step}`)}
          {isDone(step, place) ? <span className="visually-hidden"> {t('final.steps.done')}</span> : null}
        </li>
      ))}
    </ol>
  )
}
