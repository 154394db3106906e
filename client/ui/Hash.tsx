import { Popover } from '@mantine/core'
import { useState } from 'react'
import { shortHash } from '../../shared/hash.ts'
import { useWords } from '../language.tsx'
import css from './Hash.module.css'

/** A hash as people read it out, `9f3c·71ab`; pressed, the whole one. */
export function Hash({ hash }: { hash: string }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={css.short}
          aria-label={`${shortHash(hash)}. ${t('common.copyHash')}`}
          onClick={() => setOpened(!opened)}
        >
          {shortHash(hash)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={css.title}>{t('common.hashTitle')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: focus comes here, so that the hash can be read and copied */}
        <code className={css.whole} tabIndex={0}>
          {hash.match(/.{1,8}/g)?.join(' ')}
        </code>
        <p className={css.meaning}>{t('common.hashMeaning')}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
