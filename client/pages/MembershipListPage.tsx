import { Button, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import Upload from 'lucide-react/icons/upload'
import { useRef, useState } from 'react'
import {
  COLUMNS,
  ENCODINGS,
  type Encoding,
  LIST_FORMATS,
  type ListFormat,
  SEPARATORS,
  type Separator,
} from '../../shared/councils/membership.ts'
import { type Answer, ask, Refused, useAct, useSaid } from '../api.ts'
import css from '../councils/Councils.module.css'
import type { ListPreview as Preview } from '../councils/data.ts'
import { isSmall, saveFile } from '../councils/files.ts'
import own from '../councils/ListPreview.module.css'
import { ListPreview } from '../councils/ListPreview.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { base64Of } from '../ui/files.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

function Saving() {
  const t = useWords()
  const { language } = useLanguage()
  const [refusal, setRefusal] = useSaid()
  const save = async (format: ListFormat) => {
    setRefusal(null)
    try {
      saveFile(await ask('councils', 'export-list', { format, language }))
    } catch (thrown) {
      if (!(thrown instanceof Refused)) throw thrown
      setRefusal(thrown.refusal)
    }
  }
  return (
    <section className={`sheet ${own.part}`} aria-labelledby="saving-title">
      <SectionTitle id="saving-title">{t('councils.list.export')}</SectionTitle>
      <p className="quiet">{t('councils.list.exportHint')}</p>
      <div className={css.acts}>
        {LIST_FORMATS.map((format) => (
          <Button
            key={format}
            variant="default"
            size="md"
            leftSection={<Download size={18} aria-hidden />}
            onClick={() => void save(format)}
          >
            {t(format === 'csv' ? 'councils.list.saveCsv' : 'councils.list.saveXlsx')}
          </Button>
        ))}
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </section>
  )
}

type Chosen = { readonly name: string; readonly content: string }
type Named = { readonly encoding?: Encoding; readonly separator?: Separator }

/** How many rows do what, for the sentence over the list. */
const countsOf = ({ rows }: Preview) => {
  const having = (effect: Preview['rows'][number]['effects'][number]) =>
    rows.filter(({ effects }) => effects.includes(effect)).length
  return {
    rows: rows.length,
    people: having('new-person'),
    seats: having('new-seat'),
    changed: rows.filter(({ effects }) => effects.some((one) => /changed|ended/.test(one))).length,
    same: having('same'),
    errors: rows.filter(({ problems }) => problems.length > 0).length,
  }
}

function TakingIn() {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<Chosen | null>(null)
  const [named, setNamed] = useState<Named>({})
  const [preview, setPreview] = useState<Preview | null>(null)
  const [wrongFile, setWrongFile] = useState<'councils.list.tooLarge' | 'common.fileUnread' | null>(null)
  const [done, setDone] = useState<Answer<'councils', 'take-in-list'> | null>(null)
  const look = useAct('councils', 'preview-list')
  const take = useAct('councils', 'take-in-list')

  const lookAt = async (chosen: Chosen, how: Named) => {
    const seen = await look.run({ ...chosen, ...how })
    if (!seen) return
    setNamed(how)
    setPreview(seen.ok ? seen.value : null)
  }
  const choose = async (given: File | undefined) => {
    if (!given) return
    take.clear()
    setDone(null)
    // Nothing of the file before may be taken in under the name of this one.
    setFile(null)
    setPreview(null)
    const content = isSmall(given) ? await base64Of(given) : null
    setWrongFile(!isSmall(given) ? 'councils.list.tooLarge' : content === null ? 'common.fileUnread' : null)
    if (content === null) return
    const chosen = { name: given.name.slice(0, 255), content }
    setFile(chosen)
    await lookAt(chosen, {})
  }
  const takeIn = async () => {
    if (!file || !preview) return
    const taken = await take.run({ ...file, ...named, state: preview.state })
    if (taken?.ok) {
      setDone(taken.value)
      setPreview(null)
      setFile(null)
    } else if (taken && taken.refusal.code === 'changed-meanwhile') await lookAt(file, named)
  }
  const counts = preview ? countsOf(preview) : null
  const wrong = counts !== null && counts.errors > 0
  const reason =
    counts === null
      ? null
      : wrong
        ? t('councils.list.errors', { count: counts.errors })
        : counts.same === counts.rows
          ? t('councils.list.nothingToDo')
          : null
  return (
    <section className={`sheet ${own.part}`} aria-labelledby="taking-title">
      <SectionTitle id="taking-title">{t('councils.list.import')}</SectionTitle>
      <p className="quiet">
        {t('councils.list.importHint')} {COLUMNS.map((column) => t(`councils.list.columns.${column}`)).join(', ')}.
      </p>
      <p className="quiet">{t('councils.list.rule')}</p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('councils.list.choose')}
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0])
          // The same file chosen again, corrected meanwhile, is read again.
          event.currentTarget.value = ''
        }}
      />
      <div className={css.acts}>
        <Button
          variant={preview ? 'default' : 'filled'}
          size="md"
          leftSection={<Upload size={18} aria-hidden />}
          loading={look.pending}
          onClick={() => input.current?.click()}
        >
          {t(file ? 'councils.list.another' : 'councils.list.choose')}
        </Button>
        {file ? <span className={own.name}>{file.name}</span> : null}
      </div>
      {wrongFile ? <p role="alert">{t(wrongFile)}</p> : null}
      {look.refusal ? <RefusalNote refusal={look.refusal} /> : null}
      <div className={done ? undefined : 'visually-hidden'} role="status">
        {done ? <Notice tone="adopted">{t('councils.list.done', done)}</Notice> : null}
      </div>
      {preview && file && counts ? (
        <>
          {preview.format === 'csv' ? (
            <div className={own.reading}>
              <NativeSelect
                label={t('councils.list.encoding')}
                description={named.encoding ? undefined : t('councils.list.found')}
                value={preview.encoding ?? 'utf-8'}
                onChange={(event) => {
                  const encoding = ENCODINGS.find((one) => one === event.currentTarget.value)
                  if (encoding) void lookAt(file, { ...named, encoding })
                }}
                data={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
              />
              <NativeSelect
                label={t('councils.list.separator')}
                description={named.separator ? undefined : t('councils.list.found')}
                value={preview.separator ?? 'semicolon'}
                onChange={(event) => {
                  const separator = SEPARATORS.find((one) => one === event.currentTarget.value)
                  if (separator) void lookAt(file, { ...named, separator })
                }}
                data={SEPARATORS.map((value) => ({ value, label: t(`councils.list.separators.${value}`) }))}
              />
            </div>
          ) : (
            <p className="quiet">{t('councils.list.workbook')}</p>
          )}
          <h3>{t('councils.list.preview')}</h3>
          <p>
            {counts.rows > 0 ? t('councils.list.summary', counts) : null}{' '}
            {preview.untouched > 0 ? t('councils.list.untouched', { count: preview.untouched }) : null}
          </p>
          <ListPreview preview={preview} />
          {take.refusal && take.refusal.code !== 'changed-meanwhile' ? <RefusalNote refusal={take.refusal} /> : null}
          {take.refusal?.code === 'changed-meanwhile' ? <p role="alert">{t('councils.list.again')}</p> : null}
          {counts.rows > 0 ? (
            <div className={own.take}>
              <ReasonedButton
                variant="filled"
                effect={`${t('councils.list.nothingYet')} ${t('councils.list.takeInEffect')}`}
                reason={reason}
                rule={wrong ? 'CO18' : null}
                pending={take.pending || look.pending}
                onPress={() => void takeIn()}
              >
                {t('councils.list.takeIn')}
              </ReasonedButton>
            </div>
          ) : null}
        </>
      ) : null}
    </section>
  )
}

/** The membership list as a file: saved as it is, and taken in after a preview of every row. */
export function MembershipListPage() {
  const t = useWords()
  return (
    <Page title={t('councils.list.title')} above={<Link to="/councils">{t('councils.back')}</Link>}>
      <Saving />
      <TakingIn />
    </Page>
  )
}
