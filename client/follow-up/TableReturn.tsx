import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MOST_SIGNATURE_LETTERS } from '../../shared/follow-up/model.ts'
import { type Answer, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { base64Of } from '../ui/files.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Desk.module.css'
import type { DispatchEntry, FollowUpDesk } from './data.ts'
import { AnsweredMark } from './Marks.tsx'

type Props = { readonly dispatch: DispatchEntry; readonly titles: FollowUpDesk['titles']; readonly today: string }
type Preview = Answer<'follow-up', 'preview-table'> & { readonly base64: string }

/** A table that was sent back: shown first, row by row, then taken in whole. */
export function TableReturn({ dispatch, titles, today }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const look = useAct('follow-up', 'preview-table')
  const take = useAct('follow-up', 'take-in-table')
  const [opened, setOpened] = useState(false)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [signedBy, setSignedBy] = useState('')
  const [receivedOn, setReceivedOn] = useState(today)
  const choose = async (file: File | null) => {
    setPreview(null)
    const base64 = file && (await base64Of(file))
    const done = base64 ? await look.run({ dispatch: dispatch.id, base64 }) : null
    if (done?.ok && base64) setPreview({ ...done.value, base64 })
  }
  const wrong = preview?.rows.filter((row) => row.wrong !== null) ?? []
  const answered = preview?.rows.filter(({ position }) => position !== null).length ?? 0
  const isWhole = preview !== null && wrong.length === 0 && answered > 0 && signedBy.trim() !== ''
  const save = async () => {
    if (!preview) return
    const { base64, hash } = preview
    const done = await take.run({ dispatch: dispatch.id, base64, hash, language, signedBy, receivedOn })
    if (done?.ok) setOpened(false)
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.form.back')}
        <span className="visually-hidden">: {inMine(dispatch.addressee.name)}</span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.form.back')}
        effect={inMine(dispatch.addressee.name)}
        verb={t('followUp.form.take')}
        reason={wrong.length > 0 ? t('followUp.form.mend') : isWhole ? null : t('followUp.dispatch.missing')}
        act={take}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <FileField label={t('followUp.form.choose')} accept=".xlsx" onChoose={(file) => void choose(file)} />
        {look.refusal ? <RefusalNote refusal={look.refusal} /> : null}
        {preview ? (
          <div aria-live="polite">
            <p>
              {t('followUp.form.rows', { count: answered })}
              {preview.empty > 0 ? `. ${t('followUp.form.empty', { count: preview.empty })}` : null}
            </p>
            <ul className={css.rows}>
              {preview.rows.map((row) => (
                <li key={row.row}>
                  <span>
                    {t('followUp.form.row', { row: row.row })}
                    {titles.filter(({ id }) => id === row.recommendation).map(({ number }) => `, ${number}`)}
                  </span>
                  {row.position ? <AnsweredMark answered={row.position} /> : null}
                  {row.words ? <span>{row.words}</span> : null}
                  {row.measure ? <span className="quiet">{row.measure}</span> : null}
                  {row.wrong ? <strong className={css.wrong}>{t(`followUp.form.wrong.${row.wrong}`)}</strong> : null}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <TextInput
          label={t('followUp.letter.signedBy')}
          value={signedBy}
          maxLength={MOST_SIGNATURE_LETTERS}
          onChange={({ currentTarget }) => setSignedBy(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('followUp.letter.receivedOn')}
          value={receivedOn}
          onChange={({ currentTarget }) => setReceivedOn(currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  )
}
