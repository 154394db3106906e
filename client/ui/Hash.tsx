import { Modal } from '@mantine/core'
import { useState } from 'react'
import { shortHash } from '../../shared/hash.ts'
import { useWords } from '../language.tsx'
import css from './Hash.module.css'

/** A hash as people read it out, `9f3c·71ab`; pressed, the whole one. */
export function Hash({ hash }: { hash: string }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
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
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('common.hashTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        zIndex={400}
      >
        <code className={css.whole}>{hash.match(/.{1,8}/g)?.join(' ')}</code>
        <p className={css.meaning}>{t('common.hashMeaning')}</p>
      </Modal>
    </>
  )
}
