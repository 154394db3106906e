import { Button } from '@mantine/core'
import History from 'lucide-react/icons/history'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatTime } from '../../shared/messages/format.ts'
import { useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import { WordChanges } from '../ui/WordChanges.tsx'
import css from './SinceSuspension.module.css'

const PARTS = ['title', 'text', 'rationale', 'indicator'] as const

type Props = { readonly recommendation: RecommendationId; readonly language: Language; readonly timezone: string }

/** Says that the text was changed since the session was suspended, and on demand which words. Source: RULES.md SE20. */
export function SinceSuspension({ recommendation, language, timezone }: Props) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  const before = useAsk('recommendations', 'since-suspension', { id: recommendation }).data?.before
  const now = useAsk('recommendations', 'text', opened ? { id: recommendation } : null).data?.plain
  if (!before) return null
  const changed = PARTS.filter((part) => now && before.plain[part][language] !== now[part][language])
  return (
    <section className={css.band} aria-labelledby="since-title">
      <p id="since-title" className={css.line}>
        <History size={18} aria-hidden />
        {t('recommendations.since.changed', { time: formatTime(before.suspendedAt, timezone) })}
        <Button variant="subtle" size="compact-md" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t(opened ? 'recommendations.since.hide' : 'recommendations.since.show')}
        </Button>
      </p>
      {opened && now ? (
        changed.length > 0 ? (
          changed.map((part) => (
            <div key={part}>
              <h3 className={css.part}>{t(`recommendations.parts.${part}`)}</h3>
              <WordChanges before={before.plain[part][language]} after={now[part][language]} language={language} />
            </div>
          ))
        ) : (
          <p>{t('recommendations.since.otherLanguage')}</p>
        )
      ) : null}
    </section>
  )
}
