import { useId, useState } from 'react'
import { shortHash } from '../../shared/short-hash.ts'
import { useWords } from '../language.tsx'
import css from './Hash.module.css'
import { Sheet } from './Sheet.tsx'

/** A hash as people read it out, `9f3c·71ab`; pressed, the whole one. */
export function Hash({ hash }: { hash: string }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  const heading = useId()
  const close = () => setOpened(false)
  return (
    <>
      <button
        type="button"
        className={css.short}
        aria-label={`${shortHash(hash)}. ${t('common.copyHash')}`}
        onClick={() => setOpened(true)}
      >
        {shortHash(hash)}
      </button>
      <Sheet opened={opened} labelledBy={heading} onClose={close} className={css.sheet}>
        <h2 id={heading} className={css.title}>
          {t('common.hashTitle')}
        </h2>
        <code className={css.whole}>{hash.match(/.{1,8}/g)?.join(' ')}</code>
        <p className={css.meaning}>{t('common.hashMeaning')}</p>
        <button type="button" className={css.close} onClick={close} data-autofocus>
          {t('common.close')}
        </button>
      </Sheet>
    </>
  )
}
