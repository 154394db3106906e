import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Refused } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import css from './Waiting.module.css'

/** Shown while a page's answer is on its way. */
export function Waiting() {
  const t = useWords()
  return (
    <div className={css.waiting} role="status">
      <Loader size="sm" aria-hidden />
      <span>{t('common.loading')}</span>
    </div>
  )
}

type Asked<T> = { readonly data: T | undefined; readonly error: Refused | null; readonly refetch: () => unknown }

/** Shows what was asked once it is there; until then that it comes, or why it does not and a way to ask again. */
export function Loaded<T>({ from, children }: { from: Asked<T>; children: (value: T) => ReactNode }) {
  const t = useWords()
  if (from.data !== undefined) return children(from.data)
  if (!from.error) return <Waiting />
  return (
    <div className={css.failed}>
      <RefusalNote refusal={from.error.refusal} />
      <Button variant="default" onClick={() => void from.refetch()}>
        {t('common.tryAgain')}
      </Button>
    </div>
  )
}
