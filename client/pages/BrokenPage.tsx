import { Button } from '@mantine/core'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import css from './NotFoundPage.module.css'

/** A page that could not be drawn: what happened, where the words are, and a way to load it again. */
export function BrokenPage() {
  const t = useWords()
  return (
    <div className={css.page}>
      <PageTitle>{t('common.brokenTitle')}</PageTitle>
      <p>{t('common.loadFailed')}</p>
      <div>
        <Button variant="filled" size="md" onClick={() => window.location.reload()}>
          {t('common.tryAgain')}
        </Button>
      </div>
    </div>
  )
}
