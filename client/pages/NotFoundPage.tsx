import { Link } from '@tanstack/react-router'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import css from './NotFoundPage.module.css'

/** An address with nothing behind it. */
export function NotFoundPage() {
  const t = useWords()
  return (
    <main className={css.page}>
      <PageTitle>{t('common.notFoundTitle')}</PageTitle>
      <p>{t('common.notFoundText')}</p>
      <Link to="/">{t('common.toSession')}</Link>
    </main>
  )
}
