import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Mark } from '../ui/Mark.tsx'
import css from './Door.module.css'

/** What stands round the pages before sign-in: what this is on one side, the form on the other. */
export function Door({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  const t = useWords()
  return (
    <div className={css.door}>
      <aside className={css.what} aria-label={t('common.product')}>
        <p className={css.name}>
          <Mark size={32} />
          <span>{t('common.product')}</span>
        </p>
        <div className={css.pitch}>
          <p className={css.title}>{t('accounts.pitchTitle')}</p>
          <p className={css.about}>{t('common.about')}</p>
          <ol className={css.course}>
            <li>{t('accounts.pitch.draft')}</li>
            <li>{t('accounts.pitch.vote')}</li>
            <li>{t('accounts.pitch.check')}</li>
          </ol>
        </div>
        <span />
      </aside>
      <main className={css.form}>
        <LanguageSwitch long />
        <div className={css.fields}>{children}</div>
        <div className={css.foot}>{foot}</div>
      </main>
    </div>
  )
}
