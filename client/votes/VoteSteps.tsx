import Check from 'lucide-react/icons/check'
import { useWords } from '../language.tsx'
import css from './VoteSteps.module.css'

const STEPS = ['prepared', 'open', 'closed', 'announced'] as const
export type VoteStep = (typeof STEPS)[number]

/** The four steps of a vote; on a phone the present one as a sentence. */
export function VoteSteps({ at }: { at: VoteStep }) {
  const t = useWords()
  const now = STEPS.indexOf(at)
  return (
    <>
      <ol className={css.steps} aria-label={t('votes.desk.steps.label')}>
        {STEPS.map((step, place) => (
          <li
            key={step}
            className={css.step}
            data-done={place < now || undefined}
            aria-current={place === now ? 'step' : undefined}
          >
            <span className={css.circle}>{place < now ? <Check size={13} aria-hidden /> : place + 1}</span>
            {t(`votes.desk.steps.${step}`)}
          </li>
        ))}
      </ol>
      <p className={css.sentence}>{t('votes.desk.steps.of', { number: now + 1, name: t(`votes.desk.steps.${at}`) })}</p>
    </>
  )
}
