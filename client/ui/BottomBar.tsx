import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import css from './BottomBar.module.css'

export type BottomTab = {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly to: LinkProps
  readonly here: boolean
  /** Something waits here, such as an open vote without one's ballot. */
  readonly calls?: boolean
}

/** The phone's bar under the thumb; from 600 px on the page shows the same places itself. */
export function BottomBar({ tabs }: { tabs: readonly BottomTab[] }) {
  const t = useWords()
  return (
    <nav className={css.bar} aria-label={t('common.product')}>
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          {...tab.to}
          className={css.tab}
          data-here={tab.here || undefined}
          activeOptions={{ exact: true }}
          replace
        >
          <span className={css.icon} data-calls={tab.calls || undefined}>
            {tab.icon}
          </span>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
