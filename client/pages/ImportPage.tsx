import { Button, NativeSelect } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { AgendaPointId, SessionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { FileField } from '../ui/FileField.tsx'
import { base64Of } from '../ui/files.ts'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './ImportPage.module.css'
import { type Chosen, type Preview, PreviewRow } from './import/Row.tsx'
import { Warnings } from './import/Warnings.tsx'

/** Three lists travel in one JSON body of 1 MiB, a third larger than they are. */
const MOST_BYTES = 750_000
const WORD = '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const chosenOf = (preview: Preview): readonly Chosen[] =>
  preview.rows.map((read) => ({ read, taken: true, kind: 'recommendation', title: read.title }))

/** The first language of a text that has words, the list's source language before others. */
const sourceOf = ({ read, title }: Chosen, wished: Language): Language =>
  [wished, ...LANGUAGES].find((each) => title[each].trim() !== '' || read.paragraphs[each].length > 0) ?? wished

type PreviewedProps = {
  readonly session: SessionDetail
  readonly preview: Preview
  readonly onCreated: (count: number) => void
  readonly onAgain: () => void
}

/** The lists as they were read: looked through, corrected, and created in one act. */
function Previewed({ session, preview, onCreated, onAgain }: PreviewedProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [rows, setRows] = useState(() => chosenOf(preview))
  const [source, setSource] = useState<Language>(
    preview.lists.find(({ language }) => language === 'ru')?.language ?? preview.lists[0]?.language ?? 'ru',
  )
  const reading = session.agenda.find(({ kind }) => kind === 'reading')?.id ?? ''
  const [point, setPoint] = useState<string>(reading)
  const { run, pending, refusal } = useAct('recommendations', 'create-set')
  const taken = rows.filter((row) => row.taken)
  const languages = preview.lists.filter(({ texts }) => texts > 0).map(({ language }) => language)
  const preambleAt = rows.find((row) => row.taken && row.kind === 'preamble')?.read.key
  const numberOf = (row: Chosen) => {
    const before = taken.slice(0, taken.indexOf(row)).filter(({ kind }) => kind !== 'preamble')
    return preview.next + before.length
  }
  const create = async () => {
    const texts = taken.map((row) => ({
      kind: row.kind,
      source: sourceOf(row, source),
      title: row.title,
      paragraphs: row.read.paragraphs,
    }))
    const done = await run({ session: session.id, point: (point || null) as AgendaPointId | null, texts })
    if (done?.ok) onCreated(done.value.recommendations.length)
  }
  return (
    <>
      <p className={css.found} role="status">
        {preview.lists.map(({ language, texts }) => (
          <span key={language}>{t('lists.found', { language: t(`common.languages.${language}`), texts })}</span>
        ))}
      </p>
      <Warnings preview={preview} />
      <div className={css.head}>
        <NativeSelect
          size="md"
          label={t('lists.source')}
          value={source}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && setSource(value)}
          data={languages.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
        />
        <NativeSelect
          size="md"
          label={t('lists.point')}
          value={point}
          onChange={(event) => setPoint(event.currentTarget.value)}
          data={[
            { value: '', label: t('lists.noPoint') },
            ...session.agenda.map((each) => ({ value: each.id, label: `${each.number}. ${inMine(each.title)}` })),
          ]}
        />
        <Button variant="default" size="md" onClick={onAgain}>
          {t('lists.again')}
        </Button>
      </div>
      <h2>{t('lists.preview')}</h2>
      <ol className={css.rows}>
        {rows.map((row) => (
          <PreviewRow
            key={row.read.key}
            row={row}
            languages={languages}
            number={row.taken ? numberOf(row) : null}
            hasPreamble={preview.hasPreamble || (preambleAt !== undefined && preambleAt !== row.read.key)}
            onChange={(next) => setRows(rows.map((each) => (each.read.key === next.read.key ? next : each)))}
          />
        ))}
      </ol>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.foot}>
        <Button
          variant="filled"
          size="md"
          loading={pending}
          disabled={taken.length === 0}
          onClick={() => void create()}
        >
          {t('lists.create', { count: taken.length })}
        </Button>
        <span className="quiet">{t('lists.createEffect')}</span>
      </div>
    </>
  )
}

type FilesProps = { readonly session: SessionId; readonly onRead: (preview: Preview) => void }

/** One file a language; they are read on the server, and nothing is kept of them. */
function Files({ session, onRead }: FilesProps) {
  const t = useWords()
  const [files, setFiles] = useState<Partial<Record<Language, File | null>>>({})
  const [missing, setMissing] = useState(false)
  const [unread, setUnread] = useState(false)
  const { run, pending, refusal } = useAct('recommendations', 'read-lists')
  const chosen = LANGUAGES.flatMap((language) => {
    const file = files[language]
    return file ? [{ language, file }] : []
  })
  const tooLarge = chosen.reduce((bytes, { file }) => bytes + file.size, 0) > MOST_BYTES
  const wrong = tooLarge
    ? 'lists.tooLarge'
    : missing && chosen.length === 0
      ? 'lists.noFile'
      : unread
        ? 'common.fileUnread'
        : null
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(chosen.length === 0)
    if (chosen.length === 0 || tooLarge) return
    const read = await Promise.all(
      chosen.map(async ({ language, file }) => ({ language, name: file.name, base64: await base64Of(file) })),
    )
    const lists = read.flatMap(({ base64, ...list }) => (base64 === null ? [] : [{ ...list, base64 }]))
    setUnread(lists.length < read.length)
    if (lists.length < read.length) return
    const done = await run({ session, lists })
    if (done?.ok) onRead(done.value)
  }
  return (
    <form className={`sheet ${css.files}`} onSubmit={(event) => void send(event)} noValidate>
      {LANGUAGES.map((language) => (
        <FileField
          key={language}
          label={t('lists.file', { language: t(`common.languages.${language}`) })}
          hint={t('lists.choose')}
          accept={WORD}
          onChoose={(file) => {
            setUnread(false)
            setFiles({ ...files, [language]: file })
          }}
        />
      ))}
      {wrong ? (
        <p className={`${css.whole} ${css.error}`} role="alert">
          {t(wrong)}
        </p>
      ) : null}
      {refusal ? (
        <div className={css.whole}>
          <RefusalNote refusal={refusal} />
        </div>
      ) : null}
      <div className={css.whole}>
        <Button type="submit" variant="filled" size="md" loading={pending}>
          {t('lists.read')}
        </Button>
      </div>
    </form>
  )
}

function Import({ session }: { session: SessionDetail }) {
  const t = useWords()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [created, setCreated] = useState<number | null>(null)
  return (
    <Page width="table" title={t('lists.title')} intro={t('lists.intro')}>
      {created === null ? null : (
        <p role="status">
          <strong>{t('lists.created', { count: created })}</strong>{' '}
          <Link to="/sessions/$session/plan" params={{ session: session.id }}>
            {t('lists.toTexts')}
          </Link>
        </p>
      )}
      {preview ? (
        <Previewed
          session={session}
          preview={preview}
          onAgain={() => setPreview(null)}
          onCreated={(count) => {
            setPreview(null)
            setCreated(count)
          }}
        />
      ) : (
        <Files session={session.id} onRead={setPreview} />
      )}
    </Page>
  )
}

/** Imports a set from Word lists: read, look, create. */
export function ImportPage() {
  const { session: id } = useParams({ from: '/frame/office/sessions/$session/import' })
  const session = useSession(id as SessionId)
  return <Loaded from={session}>{(loaded) => <Import session={loaded} />}</Loaded>
}
