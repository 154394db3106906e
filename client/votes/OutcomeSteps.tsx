import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import X from 'lucide-react/icons/x'
import { useLanguage, useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import { unbroken } from '../ui/unbroken.ts'
import type { OutcomeShown } from './data.ts'
import css from './OutcomeSteps.module.css'

/** How the outcome was reached, step by step, each with its rule. */
export function OutcomeSteps({ outcome }: { outcome: OutcomeShown }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <section aria-labelledby="how-title">
      <h2 id="how-title">{t('votes.page.how')}</h2>
      <ol className={css.steps}>
        {keyed(outcome.steps).map(({ key, value: step }) => {
          const Icon = step.holds === null ? Minus : step.holds ? Check : X
          const word = step.holds === null ? 'neither' : step.holds ? 'holds' : 'fails'
          return (
            <li key={key} className={css.step} data-holds={word}>
              <Icon size={17} aria-hidden />
              <span className={css.name}>
                {t(`votes.page.steps.${step.key}`)}
                <span className="visually-hidden">, {t(`votes.page.${word}`)}</span>
              </span>
              <span>{unbroken(inMine(step.sentence))}</span>
              <span className={css.rule}>{step.rule}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
