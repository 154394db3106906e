import { Button, Loader } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import type { Refused } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from './RefusalNote.tsx'
import { useBack } from './useBack.ts'
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
  const { refetch } = from
  const isBack = useBack(from.data === undefined && from.error?.refusal.code === 'no-connection' ? from.error : null)
  useEffect(() => {
    if (isBack) void refetch()
  }, [isBack, refetch])
  if (from.data !== undefined) return children(from.data)
  if (!from.error || isBack) return <Waiting />
  return (
    <div className={css.failed}>
      <RefusalNote refusal={from.error.refusal} />
      <Button variant="default" onClick={() => void from.refetch()}>
        {t('common.tryAgain')}
      </Button>
    </div>
  )
}
