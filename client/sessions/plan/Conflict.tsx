import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Plan.module.css'

/** Somebody else was faster: what they saved beside what is typed here, and taking theirs instead. Source: RULES.md SE63. */
export function Conflict({ children, onTakeTheirs }: { children: ReactNode; onTakeTheirs: () => void }) {
  const t = useWords()
  return (
    <Notice tone="stale" role="alert">
      <p>{t('plan.changed')}</p>
      <div className={css.theirs}>
        <h3>{t('plan.theirs')}</h3>
        {children}
      </div>
      <div className={css.buttons}>
        <Button variant="default" onClick={onTakeTheirs}>
          {t('plan.takeTheirs')}
        </Button>
      </div>
    </Notice>
  )
}
