import { Button, Textarea, TextInput } from '@mantine/core'
import Download from 'lucide-react/icons/download'
import Lock from 'lucide-react/icons/lock'
import Plus from 'lucide-react/icons/plus'
import { type FormEvent, useState } from 'react'
import { MOST_FINDING_LETTERS, MOST_TITLE_LETTERS } from '../../shared/evidence/model.ts'
import type { AnnexId, FindingId, SessionId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { type Annex, fileAddress, sizeOf, useUpload } from './data.ts'
import css from './Evidence.module.css'
import { FormButtons } from './FormButtons.tsx'

type Props = {
  readonly session: SessionId
  readonly finding: FindingId
  readonly annexes: readonly Annex[]
  readonly mayKeep: boolean
}

/** The restricted annexes of a finding, folded away: a secretary's screen is seen by others. Source: RULES.md EV5. */
export function Annexes({ session, finding, annexes, mayKeep }: Props) {
  const t = useWords()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Annex | null>(null)
  const remove = useAct('evidence', 'remove-annex')
  const confirm = async () => {
    if (!leaving) return
    const done = await remove.run({ session, annex: leaving.id })
    if (done?.ok) setLeaving(null)
  }
  if (annexes.length === 0 && !mayKeep) return null
  return (
    <details className={css.annexes}>
      <summary>
        <Lock size={14} aria-hidden />
        {annexes.length > 0 ? t('evidence.annexes.count', { count: annexes.length }) : t('evidence.annexes.title')}
      </summary>
      <p className="quiet">{t('evidence.annexes.note')}</p>
      <ul className={css.rows}>
        {annexes.map((annex) => (
          <li key={annex.id}>
            <strong>{annex.title}</strong>
            {annex.words === '' ? null : <p className={css.said}>{annex.words}</p>}
            <p className={css.sources}>
              {annex.file ? (
                <a href={fileAddress({ annex: annex.id })} download={annex.file.name}>
                  <Download size={16} aria-hidden />
                  {annex.file.name}
                  <span className="quiet"> {t('evidence.reports.size', { size: sizeOf(annex.file.size) })}</span>
                </a>
              ) : null}
              {mayKeep ? (
                <Button
                  variant="subtle"
                  size="compact-md"
                  aria-label={t('evidence.annexes.remove', { title: annex.title })}
                  onClick={() => setLeaving(annex)}
                >
                  {t('evidence.remove')}
                </Button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {mayKeep && !adding ? (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('evidence.annexes.add')}
        </Button>
      ) : null}
      {adding ? <AnnexForm session={session} finding={finding} onDone={() => setAdding(false)} /> : null}
      <ConfirmDialog
        opened={leaving !== null}
        title={t('evidence.annexes.removeTitle')}
        effect={t('evidence.annexes.removeEffect', { title: leaving?.title ?? '' })}
        verb={t('evidence.remove')}
        danger
        act={remove}
        onConfirm={() => void confirm()}
        onClose={() => setLeaving(null)}
      />
    </details>
  )
}

type FormProps = { readonly session: SessionId; readonly finding: FindingId; readonly onDone: () => void }

function AnnexForm({ session, finding, onDone }: FormProps) {
  const t = useWords()
  const add = useAct('evidence', 'add-annex')
  const upload = useUpload()
  const [kept, setKept] = useState<AnnexId | null>(null)
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [isTried, setTried] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '') return
    const done = kept ? null : await add.run({ session, finding, title, words })
    const annex = kept ?? (done?.ok ? done.value.annex : null)
    if (!annex) return
    setKept(annex)
    if (!file || (await upload.run({ annex }, file))) onDone()
  }
  return (
    <form className={css.form} noValidate onSubmit={(event) => void save(event)} aria-label={t('evidence.annexes.add')}>
      <TextInput
        size="md"
        label={t('evidence.annexes.name')}
        maxLength={MOST_TITLE_LETTERS}
        value={title}
        disabled={kept !== null}
        error={isTried && title.trim() === ''}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        rows={3}
        label={t('evidence.annexes.words')}
        maxLength={MOST_FINDING_LETTERS}
        value={words}
        disabled={kept !== null}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <FileField
        label={t('evidence.annexes.file')}
        hint={t('evidence.reports.fileHint')}
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
        onChoose={setFile}
      />
      {add.refusal ? <RefusalNote refusal={add.refusal} /> : null}
      {upload.refusal ? <RefusalNote refusal={upload.refusal} /> : null}
      <FormButtons pending={add.pending || upload.pending} onDone={onDone} />
    </form>
  )
}
