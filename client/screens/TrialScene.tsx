import { useWords } from '../language.tsx'
import type { SceneOf } from './data.ts'
import css from './Said.module.css'

/** A vote for practice: the sign, and how many devices have answered. */
export function TrialScene({ shown }: { shown: SceneOf<'trial'> }) {
  const t = useWords()
  return (
    <div className={css.trial} role="status">
      <p className={css.sign}>{t('votes.trial.sign')}</p>
      <p>{t('votes.trial.pressed', { pressed: shown.pressed, of: shown.of })}</p>
    </div>
  )
}
