import { Button, SegmentedControl } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import { useState } from 'react'
import { fileNameOf, PAPER_FORMATS } from '../../shared/exports/files.ts'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useDownload } from '../exports/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Closing } from '../minutes/Closing.tsx'
import { type Minutes, useMinutes } from '../minutes/data.ts'
import { EntryView } from '../minutes/EntryView.tsx'
import { useSession } from '../sessions/data.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { ToolRow } from '../ui/ToolRow.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './MinutesPage.module.css'

const TONES = { draft: 'stale', closed: 'stale', approved: 'adopted' } as const

/** The minutes as PDF and Word, in the language that is read. */
function Files({ session, language }: { session: SessionId; language: Language }) {
  const t = useWords()
  const { making, saved, refusal, download } = useDownload(session)
  return (
    <section className={css.files} aria-label={t('minutes.files')}>
      {PAPER_FORMATS.map((format) => {
        const wanted = { paper: 'minutes', format, language } as const
        return (
          <Button
            key={format}
            variant="default"
            size="md"
            loading={making?.format === format}
            leftSection={<Download size={18} aria-hidden />}
            onClick={() => void download({ ...wanted, name: fileNameOf(session, wanted) })}
          >
            {t(`exports.formats.${format}`)}
          </Button>
        )
      })}
      <p role="status" className="quiet">
        {saved ? t('exports.saved', { name: saved }) : ''}
      </p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </section>
  )
}

function Shown({ minutes, session, isOver }: { minutes: Minutes; session: SessionId; isOver: boolean }) {
  const t = useWords()
  const { language: mine } = useLanguage()
  const [chosen, choose] = useState<Language | null>(null)
  const language = chosen ?? mine
  const differs = new Set(minutes.differs)
  return (
    <>
      <Notice tone={TONES[minutes.stage]}>
        <p>
          <strong>{t(`minutes.stages.${minutes.stage}`)}.</strong> {t(`minutes.hints.${minutes.stage}`)}
        </p>
      </Notice>
      <div className={css.tools}>
        <ToolRow>
          <SegmentedControl
            aria-label={t('minutes.language')}
            value={language}
            onChange={(next) => choose(next as Language)}
            data={LANGUAGES.map((each) => ({ value: each, label: t(`recommendations.ownNames.${each}`) }))}
          />
          <Files session={session} language={language} />
        </ToolRow>
      </div>
      <article className={`sheet ${css.minutes}`} lang={language}>
        {minutes.entries.length === 0 ? <p>{t('minutes.empty')}</p> : null}
        {minutes.entries.map((entry) => (
          <EntryView
            key={`${entry.id} ${language}`}
            session={session}
            entry={entry}
            language={language}
            differs={differs.has(entry.id)}
          />
        ))}
      </article>
      <Closing session={session} minutes={minutes} isOver={isOver} />
    </>
  )
}

/** The minutes of a session: read by its members, worded, closed and signed where they stand. */
export function MinutesPage() {
  const t = useWords()
  const { inMine } = useLanguage()
  const { session: id } = useParams({ from: '/frame/office/sessions/$session/minutes' })
  const session = useSession(id as SessionId)
  const minutes = useMinutes(id as SessionId)
  return (
    <Page
      title={t('minutes.title')}
      intro={t('minutes.intro')}
      above={session.data ? <p className="quiet">{inMine(session.data.title)}</p> : null}
    >
      <Loaded from={minutes}>
        {(read) => <Shown minutes={read} session={id as SessionId} isOver={session.data?.stage === 'closed'} />}
      </Loaded>
    </Page>
  )
}
