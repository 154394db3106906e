import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import {
  MOST_FINDING_LETTERS,
  MOST_NUMBER_LETTERS,
  MOST_SHORT_LETTERS,
  MOST_TITLE_LETTERS,
} from '../../shared/evidence/model.ts'
import type { SessionId, ThemeId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { References } from '../recommendations/data.ts'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { hasWords, NO_WORDS, WordsFields } from '../ui/WordsFields.tsx'
import type { Finding, Report } from './data.ts'
import css from './Evidence.module.css'
import { FormButtons } from './FormButtons.tsx'
import { LongWords } from './LongWords.tsx'
import { StandardsField } from './StandardsField.tsx'

type Props = {
  readonly session: SessionId
  readonly finding?: Finding
  readonly reports: readonly Report[]
  readonly references: References
  /** What a new one would be called. */
  readonly number?: string
  readonly onDone: () => void
}

/** Adds a finding, or changes the one that was shown. Source: RULES.md EV3. */
export function FindingForm({ session, finding, reports, references, number: proposed = '', onDone }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const inRecord = useRecordWords()
  const set = useAct('evidence', 'set-finding')
  const [fields, setFields] = useState({
    number: finding?.number ?? proposed,
    title: finding?.title ?? NO_WORDS,
    text: finding?.text ?? NO_WORDS,
    report: finding?.report ?? null,
    reference: finding?.reference ?? '',
    place: finding?.place ?? '',
    visited: finding?.visited ?? null,
    themes: finding?.themes ?? [],
    standards: finding?.standards ?? [],
  })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part })
  const isWhole = fields.number.trim() !== '' && hasWords(fields.title) && hasWords(fields.text)
  const missing = (isThere: boolean) => (isTried && !isThere ? t('evidence.anyLanguage') : null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isWhole) return
    const known = finding && { finding: finding.id, rev: finding.rev }
    const done = await set.run({ session, ...known, ...fields })
    if (done?.ok) onDone()
  }
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => void save(event)}
      aria-label={t('evidence.findings.add')}
    >
      <TextInput
        className={css.short}
        size="md"
        label={t('evidence.findings.number')}
        maxLength={MOST_NUMBER_LETTERS}
        value={fields.number}
        error={isTried && fields.number.trim() === ''}
        onChange={(event) => change({ number: event.currentTarget.value })}
      />
      <WordsFields
        label={t('evidence.findings.title')}
        value={fields.title}
        most={MOST_TITLE_LETTERS}
        error={missing(hasWords(fields.title))}
        onChange={(title) => change({ title })}
      />
      <LongWords
        label={t('evidence.findings.text')}
        value={fields.text}
        most={MOST_FINDING_LETTERS}
        error={missing(hasWords(fields.text))}
        onChange={(text) => change({ text })}
      />
      <div className={css.pair}>
        <NativeSelect
          size="md"
          label={t('evidence.findings.report')}
          value={fields.report ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ report: reports.find(({ id }) => id === value)?.id ?? null })
          }
          data={[
            { value: '', label: t('evidence.findings.noReport') },
            ...reports.map(({ id, title }) => ({ value: id, label: inRecord(title).words })),
          ]}
        />
        <TextInput
          size="md"
          label={t('evidence.findings.reference')}
          description={t('evidence.findings.referenceHint')}
          maxLength={MOST_SHORT_LETTERS}
          value={fields.reference}
          onChange={(event) => change({ reference: event.currentTarget.value })}
        />
        <TextInput
          size="md"
          label={t('evidence.findings.place')}
          description={t('evidence.findings.placeHint')}
          maxLength={MOST_SHORT_LETTERS}
          value={fields.place}
          onChange={(event) => change({ place: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          size="md"
          label={t('evidence.findings.visited')}
          value={fields.visited ?? ''}
          onChange={(event) => change({ visited: event.currentTarget.value || null })}
        />
      </div>
      <MultiSelect
        label={t('evidence.findings.themes')}
        data={references.themes.map((each) => ({ value: String(each.id), label: inMine(each.label) }))}
        value={[...fields.themes]}
        onChange={(ids) => change({ themes: ids as ThemeId[] })}
        searchable
      />
      <StandardsField
        label={t('evidence.findings.standards')}
        references={references}
        session={session}
        value={fields.standards}
        onChange={(standards) => change({ standards: [...standards] })}
      />
      {set.refusal ? <RefusalNote refusal={set.refusal} /> : null}
      <FormButtons pending={set.pending} onDone={onDone} />
    </form>
  )
}
