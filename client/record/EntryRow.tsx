import ChevronDown from 'lucide-react/icons/chevron-down'
import { useState } from 'react'
import { formatDate, formatTimeWithSeconds, localDateOf } from '../../shared/messages/format.ts'
import { useLanguage, useSentences, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import type { RecordEntry } from './data.ts'
import css from './EntryRow.module.css'

/** The name of an act in the reader's language, else as the record has it. */
export function useActName(): (act: string) => string {
  const sentences = useSentences()
  return (act) => {
    const key = `recordBook.acts.${act}`
    return sentences.has(key) ? sentences.say(key) : act
  }
}

type Props = {
  readonly entry: RecordEntry
  readonly timezone: string
  readonly broken: boolean
  readonly about: string | null
}

/** One entry: number, when, act, who, subject, hash; opened, the very bytes that are hashed. */
export function EntryRow({ entry, timezone, broken, about }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const nameOf = useActName()
  const [opened, setOpened] = useState(false)
  const id = `entry-${entry.number}`
  return (
    <li className={css.entry} data-broken={broken || undefined}>
      <div className={css.row}>
        <span className={css.number}>{entry.number}</span>
        <time className={css.when} dateTime={new Date(entry.at).toISOString()}>
          {formatDate(language, localDateOf(entry.at, timezone))}, {formatTimeWithSeconds(entry.at, timezone)}
        </time>
        <span className={css.what}>
          <strong>{nameOf(entry.act)}</strong>
          <span className={css.who}>
            {entry.byName ? inMine(entry.byName) : t('recordBook.system')} ·{' '}
            {about ?? <span className={css.subject}>{entry.subject}</span>}
          </span>
        </span>
        <Hash hash={entry.hash} />
        <button
          type="button"
          className={css.open}
          aria-expanded={opened}
          aria-controls={id}
          aria-label={t('recordBook.show', { number: entry.number })}
          onClick={() => setOpened(!opened)}
        >
          <ChevronDown size={18} aria-hidden />
        </button>
      </div>
      {opened ? (
        <div id={id} className={css.content}>
          <p className={css.label}>{t('recordBook.content')}</p>
          <pre>{entry.content}</pre>
          <p className={css.label}>{t('recordBook.previous')}</p>
          <pre>{entry.previous}</pre>
          <p className={css.label}>{t('recordBook.hash')}</p>
          <pre>{entry.hash}</pre>
        </div>
      ) : null}
    </li>
  )
}
