import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { PasswordField } from '../accounts/PasswordField.tsx'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { base64Of } from '../ui/files.ts'

type DialogProps = { readonly recommendation: RecommendationId; readonly onClose: () => void }
type OnHash = DialogProps & { readonly hash: string }

export function Submit({ recommendation, open, onClose }: DialogProps & { open: number }) {
  const t = useWords()
  const act = useAct('adoption', 'submit-final')
  return (
    <ConfirmDialog
      opened
      title={t('final.submit')}
      effect={t('final.submitEffect')}
      verb={t('final.submit')}
      reason={open > 0 ? t('final.changes.open', { count: open }) : null}
      act={act}
      onConfirm={() => void act.run({ recommendation }).then((done) => done?.ok && onClose())}
      onClose={onClose}
    />
  )
}

export function Revise({ recommendation, onClose }: DialogProps) {
  const t = useWords()
  const act = useAct('adoption', 'revise-final')
  return (
    <ConfirmDialog
      opened
      title={t('final.revise')}
      effect={t('final.reviseEffect')}
      verb={t('final.revise')}
      act={act}
      onConfirm={() => void act.run({ recommendation }).then((done) => done?.ok && onClose())}
      onClose={onClose}
    />
  )
}

export function Confirm({ recommendation, hash, onClose }: OnHash) {
  const t = useWords()
  const act = useAct('adoption', 'confirm-final')
  return (
    <ConfirmDialog
      opened
      title={t('final.confirm')}
      effect={t('final.confirmEffect')}
      verb={t('final.confirm')}
      act={act}
      onConfirm={() => void act.run({ recommendation, hash }).then((done) => done?.ok && onClose())}
      onClose={onClose}
    />
  )
}

const SIGNING = {
  recorded: { verb: 'final.sign', effect: 'final.signEffect' },
  file: { verb: 'final.withFile', effect: 'final.fileEffect' },
  declined: { verb: 'final.decline', effect: 'final.declineEffect' },
} as const

export function Sign({ recommendation, hash, kind, onClose }: OnHash & { kind: keyof typeof SIGNING }) {
  const t = useWords()
  const act = useAct('adoption', 'sign-final')
  const [password, setPassword] = useState('')
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const { verb, effect } = SIGNING[kind]
  const sign = async () => {
    const base64 = file ? await base64Of(file) : null
    const done = await act.run({
      recommendation,
      hash,
      kind,
      reason,
      password,
      ...(base64 ? { base64 } : {}),
    })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t(verb)}
      effect={t(effect)}
      verb={t(verb)}
      act={act}
      onConfirm={() => void sign()}
      onClose={onClose}
    >
      {kind === 'file' ? (
        <FileField label={t('final.file')} accept=".p7s,.sig,.asc,.cms,.xml" onChoose={setFile} />
      ) : kind === 'declined' ? (
        <Textarea
          label={t('final.reason')}
          size="md"
          autosize
          minRows={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <PasswordField
        label={t('final.password')}
        value={password}
        error={null}
        autoComplete="current-password"
        onChange={setPassword}
      />
    </ConfirmDialog>
  )
}

export function Publish({ recommendation, hash, onClose }: OnHash) {
  const t = useWords()
  const act = useAct('adoption', 'publish-final')
  const [looked, setLooked] = useState(false)
  return (
    <ConfirmDialog
      opened
      title={t('final.publish')}
      effect={t('final.publishEffect')}
      verb={t('final.publish')}
      reason={looked ? null : t('refusals.not-looked-through')}
      act={act}
      onConfirm={() =>
        void act.run({ recommendation, hash, nobodyRecognised: true }).then((done) => done?.ok && onClose())
      }
      onClose={onClose}
    >
      <Checkbox
        size="md"
        label={t('final.looked')}
        checked={looked}
        onChange={(event) => setLooked(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  )
}
