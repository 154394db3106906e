import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Mark } from '../ui/Mark.tsx'
import css from './Outside.module.css'

/** What stands round the pages that everybody may read without signing in. */
export function Outside({ children }: { children: ReactNode }) {
  const t = useWords()
  return (
    <>
      <header className={`no-print ${css.head}`}>
        <Link to="/published" className={css.name}>
          <Mark size={28} />
          <span>{t('common.product')}</span>
        </Link>
        <LanguageSwitch />
      </header>
      <main className={css.main}>{children}</main>
    </>
  )
}
