import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Mark } from './Mark.tsx'
import css from './TopBar.module.css'

type Props = {
  /** Session title with its stage, or a greeting. */
  readonly title?: ReactNode
  readonly subtitle?: ReactNode
  readonly quorum?: ReactNode
  readonly connection?: ReactNode
  readonly account?: ReactNode
  /** A word beside the name, such as that the store is a demonstration. */
  readonly tag?: ReactNode
}

/** The bar over every page: mark and name, the session, quorum, connection, language, account. */
export function TopBar({ title, subtitle, quorum, connection, account, tag }: Props) {
  const t = useWords()
  return (
    <header className={css.bar}>
      <Link to="/" className={css.name} aria-label={`${t('common.product')}. ${t('common.home')}`}>
        <Mark />
        <span>{t('common.product')}</span>
      </Link>
      {tag}
      {title ? (
        <div className={css.session}>
          <div className={css.title}>{title}</div>
          {subtitle ? <div className={css.subtitle}>{subtitle}</div> : null}
        </div>
      ) : (
        <span className={css.grow} />
      )}
      {quorum ? <div className={css.quorum}>{quorum}</div> : null}
      {connection ? <div className={css.connection}>{connection}</div> : null}
      <LanguageSwitch />
      {account}
    </header>
  )
}
