import { Button } from '@mantine/core'
import { useState } from 'react'
import { padOf, WAYS } from '../../shared/votes/manners.ts'
import { MOST_SCAN_BYTES } from '../../shared/votes/paper-rules.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { base64Of } from '../ui/files.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { ChoiceIcon } from './ChoiceMark.tsx'
import type { Choice, Place, VoteDetail } from './data.ts'
import css from './WordDialog.module.css'

const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[]
type Props = { readonly vote: VoteDetail; readonly place: Place; readonly onClose: () => void }

/** A sheet that was handed: a teller keys what is on it, and its scan is attached. Nothing is chosen beforehand. */
export function SheetDialog({ vote, place, onClose }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const key = useAct('votes', 'key-sheet')
  const [choice, setChoice] = useState<Choice | null>(null)
  const { sheet } = place
  const confirm = async () => {
    if (!sheet?.mayKey) return onClose()
    if (!choice) return
    const ballot = { vote: vote.id, place: place.place, hash: vote.hash, choice, pad: padOf(choice) }
    const done = await key.run(ballot)
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('manners.paper.title', { name: inMine(place.name) })}
      effect={sheet?.mayKey ? t('manners.paper.effect') : t(`manners.paper.standing.${sheet?.standing ?? 'none'}`)}
      verb={
        !sheet?.mayKey
          ? t('common.close')
          : choice
            ? t('manners.paper.verb', { choice: t(`votes.choices.${choice}`) })
            : t('manners.paper.key')
      }
      reason={sheet?.mayKey && !choice ? t('manners.paper.notChosen') : null}
      act={key}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {sheet?.mayKey ? (
        <>
          {sheet.standing ? <p>{t(`manners.paper.standing.${sheet.standing}`)}</p> : null}
          <fieldset className={css.choices}>
            <legend className="visually-hidden">{t('votes.page.choice')}</legend>
            {CHOICES.map((each) => (
              <label key={each} className={css.choice} data-choice={each}>
                <input type="radio" name="sheet" checked={choice === each} onChange={() => setChoice(each)} />
                <ChoiceIcon choice={each} size={18} />
                {t(`votes.choices.${each}`)}
              </label>
            ))}
          </fieldset>
        </>
      ) : null}
      {sheet && !sheet.scan && WAYS[vote.manner].shownAsCast ? <ScanField vote={vote} place={place} /> : null}
    </ConfirmDialog>
  )
}

/** Attaches the scan of a sheet. */
export function ScanField({ vote, place }: { vote: Pick<VoteDetail, 'id'>; place: Pick<Place, 'place'> }) {
  const t = useWords()
  const attach = useAct('votes', 'attach-scan')
  const [file, setFile] = useState<File | null>(null)
  const [unread, setUnread] = useState(false)
  const tooLarge = file !== null && file.size > MOST_SCAN_BYTES
  const send = async () => {
    if (!file || tooLarge) return
    const base64 = await base64Of(file)
    setUnread(base64 === null)
    if (base64 !== null) await attach.run({ vote: vote.id, place: place.place, base64 })
  }
  return (
    <>
      <FileField
        label={t('manners.paper.scan')}
        hint={t('manners.paper.scanHint')}
        error={tooLarge ? t('manners.paper.scanTooLarge') : unread ? t('common.fileUnread') : null}
        accept=".pdf,.png,.jpg,.jpeg"
        onChoose={setFile}
      />
      {file && !tooLarge ? (
        <Button variant="default" size="md" loading={attach.pending} onClick={() => void send()}>
          {t('manners.paper.attach')}
        </Button>
      ) : null}
      {attach.refusal ? <RefusalNote refusal={attach.refusal} /> : null}
    </>
  )
}
