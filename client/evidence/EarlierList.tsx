import { ActionIcon, TextInput } from '@mantine/core'
import Trash2 from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Evidence } from './data.ts'
import css from './Evidence.module.css'

/** So many are found by looking. */
const FEW = 8
/** Rows beyond these are found by their words: the page stays quick. */
const MOST_SHOWN = 200

/** What was recommended before, by these councils or by others. Source: RULES.md EV11. */
export function EarlierList({ session, evidence }: { readonly session: SessionId; readonly evidence: Evidence }) {
  const t = useWords()
  const { language } = useLanguage()
  const [sought, setSought] = useState('')
  const remove = useAct('evidence', 'remove-earlier')
  const { earlier, mayKeep } = evidence
  const plain = plainLetters(sought)
  const found = earlier.filter(({ source, number, text, addressee }) =>
    [source, number, addressee, ...LANGUAGES.map((one) => text[one])].some((words) =>
      plainLetters(words).includes(plain),
    ),
  )
  if (earlier.length === 0)
    return (
      <EmptyState title={t('evidence.earlier.empty')}>{mayKeep ? t('evidence.earlier.emptyText') : null}</EmptyState>
    )
  return (
    <div className={css.part}>
      {earlier.length > FEW ? (
        <TextInput
          className={css.find}
          size="md"
          label={t('evidence.earlier.search')}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      ) : null}
      {found.length === 0 ? <p className="quiet">{t('evidence.earlier.none')}</p> : null}
      <ul className={css.cards}>
        {found.slice(0, MOST_SHOWN).map(({ id, source, number, date, text, addressee, became }) => (
          <li key={id} className={css.card}>
            <p className={css.facts}>
              <strong>{source}</strong>
              <span>{number}</span>
              {date ? <span>{formatDate(language, date)}</span> : null}
              {addressee === '' ? null : <span>{addressee}</span>}
              {mayKeep ? (
                <ActionIcon
                  className={css.end}
                  variant="subtle"
                  size="lg"
                  aria-label={t('evidence.earlier.removeNamed', { number, source })}
                  onClick={() => void remove.run({ session, earlier: id })}
                >
                  <Trash2 size={18} aria-hidden />
                </ActionIcon>
              ) : null}
            </p>
            <p className={css.record}>
              <RecordWords value={text} />
            </p>
            {became === '' ? null : <p className="quiet">{t('evidence.earlier.became', { words: became })}</p>}
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN ? (
        <p className="quiet">{t('evidence.import.more', { shown: MOST_SHOWN, rows: found.length })}</p>
      ) : null}
      {remove.refusal ? <RefusalNote refusal={remove.refusal} /> : null}
    </div>
  )
}
