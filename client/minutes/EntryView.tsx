import { Button } from '@mantine/core'
import MessageSquarePlus from 'lucide-react/icons/message-square-plus'
import Pencil from 'lucide-react/icons/pencil'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { MinutesEntry, Wordable } from './data.ts'
import css from './EntryView.module.css'
import { NoteEditor } from './NoteEditor.tsx'

/** The editor comes when the first entry is worded. */
const loadEditor = () => import('./WordingEditor.tsx')

type Props = {
  readonly session: SessionId
  readonly entry: MinutesEntry
  readonly language: Language
  /** The record says it otherwise since the closing. */
  readonly differs: boolean
}

/** An entry of the minutes as it is read; the secretariat words it where it stands. */
export function EntryView({ session, entry, language, differs }: Props) {
  const t = useWords()
  const [editing, setEditing] = useState<'words' | 'note' | null>(null)
  const { kind, wording } = entry
  if (kind === 'sitting') return <h2 className={css.sitting}>{words(entry, language)}</h2>
  if (kind === 'point') return <h3 className={css.point}>{words(entry, language)}</h3>
  const done = () => setEditing(null)
  return (
    <div className={css.entry} data-kind={kind} id={entry.id}>
      {editing === 'words' && wording ? (
        <LoadedLater
          load={loadEditor}
          otherwise={<p>{words(entry, language)}</p>}
          session={session}
          entry={entry}
          wording={wording}
          language={language}
          onDone={done}
        />
      ) : (
        <p className={css.words} lang={language}>
          {entry.said[language].map(({ words: said, fact }, index) =>
            fact !== null && wording ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and none keeps a state
              <span key={index} className={css.fact}>
                {said}
              </span>
            ) : (
              said
            ),
          )}
        </p>
      )}
      {differs ? <Notice tone="stale">{t('minutes.differs')}</Notice> : null}
      {wording && editing !== 'words' ? (
        <Worded session={session} entry={entry} wording={wording} language={language} />
      ) : null}
      {editing === 'note' && wording ? (
        <NoteEditor
          session={session}
          entry={entry.id}
          words={wording.note[language]}
          language={language}
          onDone={done}
        />
      ) : null}
      {wording && editing === null ? (
        <div className={css.acts}>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<Pencil size={16} aria-hidden />}
            onClick={() => setEditing('words')}
          >
            {t('minutes.word')}
            <span className="visually-hidden">: {words(entry, language).slice(0, 60)}</span>
          </Button>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<MessageSquarePlus size={16} aria-hidden />}
            onClick={() => setEditing('note')}
          >
            {t(wording.note[language] === '' ? 'minutes.addNote' : 'minutes.changeNote')}
            <span className="visually-hidden">: {words(entry, language).slice(0, 60)}</span>
          </Button>
        </div>
      ) : null}
    </div>
  )
}

const words = ({ said }: MinutesEntry, language: Language): string => said[language].map((one) => one.words).join('')

/** How an entry's words stand beside its facts: worded, corrected since, or not fitting any more. */
function Worded({ session, entry, wording, language }: Omit<Props, 'differs'> & { wording: Wordable }) {
  const t = useWords()
  const { run, pending } = useAct('minutes', 'word')
  const { state, was } = wording.states[language]
  if (state === 'recorded') return null
  if (state === 'worded') return <p className="quiet">{t('minutes.worded')}</p>
  if (state === 'unfit') return <Notice tone="stale">{t('minutes.unfit')}</Notice>
  const now = (fact: string) => wording.facts.find(({ name }) => name === fact)?.words[language] ?? ''
  const pieces = entry.said[language].map((piece) =>
    piece.fact === null ? { words: piece.words } : { fact: piece.fact },
  )
  return (
    <Notice tone="stale" role="status">
      <p>
        <strong>{t('minutes.stale')}</strong>:{' '}
        {was.map(({ fact, words: before }) => t('minutes.was', { was: before, now: now(fact) })).join('; ')}
      </p>
      <Button
        variant="default"
        size="compact-md"
        loading={pending}
        onClick={() => void run({ session, entry: entry.id, language, pieces })}
      >
        {t('minutes.confirmWording')}
      </Button>
    </Notice>
  )
}
