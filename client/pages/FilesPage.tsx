import { Button, Progress, SegmentedControl } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import Download from 'lucide-react/icons/download'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import { FORMATS, PAPER_FORMATS } from '../../shared/exports/files.ts'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { FinalTextsLink } from '../adoption/FinalTextsLink.tsx'
import { type FileEntry, type Files, useDownload, useFiles, useProgress } from '../exports/data.ts'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './FilesPage.module.css'

/** What stands in every file: how many texts, votes, and words in which language. */
function Inside({ listed: { texts, written, votes } }: { listed: Files }) {
  const t = useWords()
  const total = texts.adopted + texts.drafts
  return (
    <section className={`sheet ${css.inside}`} aria-labelledby="inside-title">
      <SectionTitle id="inside-title">{t('exports.inside')}</SectionTitle>
      <ul>
        {texts.adopted > 0 ? <li>{t('exports.adopted', { count: texts.adopted })}</li> : null}
        {texts.drafts > 0 ? <li>{t('exports.drafts', { count: texts.drafts })}</li> : null}
        {texts.out > 0 ? <li>{t('exports.out', { count: texts.out })}</li> : null}
        {votes > 0 ? <li>{t('exports.votes', { count: votes })}</li> : null}
      </ul>
      {total > 0 ? (
        <p className="quiet">
          {t('exports.languages')}.{' '}
          {LANGUAGES.map((language) =>
            t('exports.written', {
              language: t(`common.languages.${language}`),
              count: written[language],
              total,
            }),
          ).join(' · ')}
          . {t('exports.writtenHint')}
        </p>
      ) : null}
    </section>
  )
}

/** The file that is being made: how far it is, and a way to stop. */
function Making({ session, file, onStop }: { session: SessionId; file: FileEntry; onStop: () => void }) {
  const t = useWords()
  const running = useProgress(session)
  const { done = 0, total = 0 } = running ?? {}
  const values = { name: file.name, done, total }
  const words = running && total === 0 ? 'waiting' : total > 1 ? 'making' : 'makingOne'
  return (
    <div className={css.making}>
      <div>
        <p role="status">{t(`exports.${words}`, values)}</p>
        <Progress
          value={total > 1 ? (100 * done) / total : 100}
          animated
          aria-label={t('exports.progress')}
          size="sm"
          color="kok"
        />
      </div>
      <Button variant="default" size="md" leftSection={<X size={18} aria-hidden />} onClick={onStop}>
        {t('exports.stop')}
      </Button>
    </div>
  )
}

type Downloads = { readonly isBusy: boolean; readonly download: (file: FileEntry) => void }

/** One button a file; what it is of is said to who does not see where it stands. */
function FileButton({ of, file, label, isBusy, download }: Downloads & { of: string; file: FileEntry; label: string }) {
  return (
    <Button
      variant="default"
      size="md"
      aria-disabled={isBusy || undefined}
      data-disabled={isBusy || undefined}
      leftSection={<Download size={18} aria-hidden />}
      onClick={() => download(file)}
    >
      <span className="visually-hidden">{of}: </span>
      {label}
    </Button>
  )
}

/** The minutes, where their reader may have them. */
function MinutesFiles({ listed, session, ...downloads }: Downloads & { listed: Files; session: SessionId }) {
  const t = useWords()
  const files = listed.files.filter(({ paper }) => paper === 'minutes')
  if (files.length === 0) return null
  return (
    <section className={css.letters} aria-labelledby="minutes-title">
      <SectionTitle id="minutes-title">{t('minutes.title')}</SectionTitle>
      <Link to="/sessions/$session/minutes" params={{ session }}>
        {t('minutes.toMinutes')}
      </Link>
      <ul className={`sheet ${css.files}`}>
        {PAPER_FORMATS.map((format) => (
          <li key={format}>
            <h3>{t(`exports.formats.${format}`)}</h3>
            <div className={css.languages}>
              {files.map((file) =>
                file.format === format && file.language ? (
                  <FileButton
                    key={file.name}
                    of={`${t('minutes.title')}, ${t(`exports.formats.${format}`)}`}
                    file={file}
                    label={t(`recommendations.ownNames.${file.language}`)}
                    {...downloads}
                  />
                ) : null,
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What each body is sent: letter and extract, in the language that is chosen for all. */
function Letters({ listed, ...downloads }: Downloads & { listed: Files }) {
  const t = useWords()
  const { language: mine, inMine } = useLanguage()
  const [language, choose] = useState<Language>(mine)
  if (listed.addressees.length === 0) return null
  return (
    <section className={css.letters} aria-labelledby="letters-title">
      <SectionTitle id="letters-title">{t('exports.letters')}</SectionTitle>
      <p className="quiet">{t('exports.lettersHint')}</p>
      <SegmentedControl
        aria-label={t('exports.lettersIn')}
        value={language}
        onChange={(chosen) => choose(chosen as Language)}
        data={LANGUAGES.map((each) => ({ value: each, label: t(`recommendations.ownNames.${each}`) }))}
      />
      <ul className={`sheet ${css.files}`}>
        {listed.addressees.map(({ id, name }) => (
          <li key={id}>
            <h3>{inMine(name)}</h3>
            <div className={css.languages}>
              {listed.files
                .filter((file) => file.addressee === id && file.language === language)
                .map((file) => (
                  <FileButton
                    key={file.name}
                    of={inMine(name)}
                    file={file}
                    label={t(`exports.formats.${file.format}`)}
                    {...downloads}
                  />
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shown({ listed, session }: { listed: Files; session: SessionId }) {
  const t = useWords()
  const { making, saved, refusal, download, stop } = useDownload(session)
  const downloads = { isBusy: making !== null, download: (file: FileEntry) => void download(file) }
  return (
    <>
      <Inside listed={listed} />
      <div className={css.said}>
        {making ? <Making session={session} file={making} onStop={stop} /> : null}
        {saved ? (
          <Notice tone="adopted" role="status" icon={<Check size={18} aria-hidden />}>
            <p>{t('exports.saved', { name: saved })}</p>
          </Notice>
        ) : null}
        {refusal ? <RefusalNote refusal={refusal} /> : null}
      </div>
      <ul className={`sheet ${css.files}`}>
        {[...FORMATS]
          .sort((one, other) => Number(other === 'zip') - Number(one === 'zip'))
          .map((format) => (
            <li key={format}>
              <div>
                <h2>{t(`exports.formats.${format}`)}</h2>
                <p className="quiet">{t(`exports.hints.${format}`)}</p>
              </div>
              <div className={css.languages}>
                {listed.files
                  .filter((file) => file.paper === 'session' && file.format === format)
                  .map((file) => (
                    <FileButton
                      key={file.name}
                      of={t(`exports.formats.${format}`)}
                      file={file}
                      label={file.language ? t(`recommendations.ownNames.${file.language}`) : t('exports.download')}
                      {...downloads}
                    />
                  ))}
              </div>
            </li>
          ))}
      </ul>
      <MinutesFiles listed={listed} session={session} {...downloads} />
      <Letters listed={listed} {...downloads} />
    </>
  )
}

/** Every file of a session: what can be downloaded, in which language, and how far the one is that is being made. */
export function FilesPage() {
  const t = useWords()
  const { inMine } = useLanguage()
  const { session: id } = useParams({ from: '/frame/office/sessions/$session/files' })
  const session = useSession(id as SessionId)
  const files = useFiles(id as SessionId)
  return (
    <Page
      title={t('exports.title')}
      intro={t('exports.intro')}
      above={session.data ? <p className="quiet">{inMine(session.data.title)}</p> : null}
    >
      <FinalWords>
        <FinalTextsLink session={id as SessionId} />
      </FinalWords>
      <Loaded from={files}>{(listed) => <Shown listed={listed} session={id as SessionId} />}</Loaded>
    </Page>
  )
}
