import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { MOST_TITLE_LETTERS, REPORT_KINDS } from '../../shared/evidence/model.ts'
import type { SessionId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { FileField } from '../ui/FileField.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { hasWords, NO_WORDS, WordsFields } from '../ui/WordsFields.tsx'
import { type Report, useUpload } from './data.ts'
import css from './Evidence.module.css'
import { FormButtons } from './FormButtons.tsx'

type Props = { readonly session: SessionId; readonly report?: Report; readonly onDone: () => void }

/** Files a report or changes one; its file is sent once the report is there, and may be chosen again where it was refused. */
export function ReportForm({ session, report, onDone }: Props) {
  const t = useWords()
  const set = useAct('evidence', 'set-report')
  const upload = useUpload()
  const [kept, setKept] = useState(report?.id)
  const [kind, setKind] = useState<Report['kind']>(report?.kind ?? 'visit')
  const [title, setTitle] = useState(report?.title ?? NO_WORDS)
  const [source, setSource] = useState(report?.source ?? NO_WORDS)
  const [date, setDate] = useState(report?.date ?? '')
  const [link, setLink] = useState(report?.link ?? '')
  const [restricted, setRestricted] = useState(report?.restricted ?? false)
  const [file, setFile] = useState<File | null>(null)
  const [isTried, setTried] = useState(false)
  const wrongLink = link.trim() !== '' && !/^https:\/\/\S+$/i.test(link.trim())
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!hasWords(title) || wrongLink) return
    const fields = { kind, title, source, date: date || null, link: link.trim() || null, restricted }
    const done = await set.run({ session, ...(kept && { report: kept }), ...fields })
    if (!done?.ok) return
    setKept(done.value.report)
    if (!file || (await upload.run({ report: done.value.report }, file))) onDone()
  }
  return (
    <form className={css.form} noValidate onSubmit={(event) => void save(event)} aria-label={t('evidence.reports.add')}>
      <WordsFields
        label={t('evidence.reports.title')}
        value={title}
        most={MOST_TITLE_LETTERS}
        error={isTried && !hasWords(title) ? t('evidence.anyLanguage') : null}
        onChange={setTitle}
      />
      <WordsFields label={t('evidence.reports.source')} value={source} onChange={setSource} />
      <div className={css.pair}>
        <NativeSelect
          size="md"
          label={t('evidence.reports.kind')}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(REPORT_KINDS.find((each) => each === value) ?? 'other')}
          data={REPORT_KINDS.map((each) => ({ value: each, label: t(`evidence.reports.kinds.${each}`) }))}
        />
        <TextInput
          type="date"
          size="md"
          label={t('evidence.reports.date')}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      </div>
      <FileField
        label={t('evidence.reports.file')}
        hint={t('evidence.reports.fileHint')}
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
        onChoose={setFile}
      />
      <TextInput
        type="url"
        size="md"
        label={t('evidence.reports.link')}
        description={t('evidence.reports.linkHint')}
        error={isTried && wrongLink ? t('evidence.reports.linkHint') : null}
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <Checkbox
        size="md"
        label={t('evidence.reports.restricted')}
        checked={restricted}
        onChange={(event) => setRestricted(event.currentTarget.checked)}
      />
      {set.refusal ? <RefusalNote refusal={set.refusal} /> : null}
      {upload.refusal ? (
        <>
          <p>{t('evidence.reports.notSent')}</p>
          <RefusalNote refusal={upload.refusal} />
        </>
      ) : null}
      <FormButtons pending={set.pending || upload.pending} onDone={onDone} />
    </form>
  )
}
