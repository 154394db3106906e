import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { useId, useState } from 'react'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RecordWords, useRecordWords } from '../ui/RecordWords.tsx'
import type { Queue, Waiting } from './data.ts'
import { SourceChanges } from './SourceChanges.tsx'
import css from './Translations.module.css'
import { useWhen } from './useWhen.ts'

type Props = { readonly session: SessionDetail; readonly queue: Queue }

/** What waits for translators, longest first; whoever answers for a language sees their own first. Source: RULES.md LA11. */
export function WaitingList({ session, queue }: Props) {
  const t = useWords()
  const mine = queue.languages.filter(({ works }) => works).map(({ language }) => language)
  const isMixed = mine.length > 0 && mine.length < queue.languages.length
  const [view, setView] = useState<'mine' | 'all'>(isMixed ? 'mine' : 'all')
  const shown = queue.waiting.filter(({ language }) => view === 'all' || mine.includes(language))
  return (
    <section aria-labelledby="queue-title" className={css.section}>
      <div className={css.filter}>
        <SectionTitle id="queue-title" aside={shown.length > 0 ? shown.length : null}>
          {t('translations.queue.title')}
        </SectionTitle>
        {isMixed ? (
          <SegmentedControl
            aria-label={t('translations.queue.filter')}
            size="sm"
            value={view}
            onChange={(value) => setView(value === 'mine' ? 'mine' : 'all')}
            data={[
              { value: 'mine', label: t('translations.queue.mine') },
              { value: 'all', label: t('translations.queue.all') },
            ]}
          />
        ) : null}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('translations.queue.none')}>{t('translations.queue.noneText')}</EmptyState>
      ) : (
        <ol className={css.queue}>
          {shown.map((each) => (
            <Wait key={`${each.recommendation} ${each.language}`} session={session} waiting={each} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Wait({ session, waiting }: { session: SessionDetail; waiting: Waiting }) {
  const t = useWords()
  const when = useWhen(session.timezone)
  const inRecord = useRecordWords()
  const [opened, setOpened] = useState(false)
  const id = useId()
  const { recommendation, number, title, source, language, since, sentences, before, now } = waiting
  const name = t(`recommendations.ownNames.${language}`)
  return (
    <li className={css.wait} data-waits={`${recommendation} ${language}`}>
      <div className={css.waitHead}>
        <span className={css.waitTitle}>
          <strong>
            {number ?? '¶'} <RecordWords value={title} source={source} />
          </strong>
          <span className={css.waitFacts}>
            <span lang={language}>{name}</span> · {t('translations.queue.sentences', { count: sentences })} ·{' '}
            {t('translations.queue.sinceNamed', { when: when(since) })}
          </span>
        </span>
        <Button
          variant="subtle"
          size="compact-md"
          aria-expanded={opened}
          aria-controls={id}
          rightSection={<ChevronDown size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'translations.queue.hide' : 'translations.queue.show')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label={t('translations.queue.openNamed', { title: inRecord(title, source).words, language: name })}
          renderRoot={(props) => (
            <Link
              to="/sessions/$session/recommendations/$recommendation"
              params={{ session: session.id, recommendation }}
              search={{ beside: language }}
              {...props}
            />
          )}
        >
          {t('translations.queue.open')}
        </Button>
      </div>
      <div id={id}>{opened ? <SourceChanges before={before} now={now} source={source} /> : null}</div>
    </li>
  )
}
