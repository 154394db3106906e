import { useState } from 'react'
import { ERASURE_REASONS, type ErasureReason, MOST_ERASURE_WORDS } from '../../shared/accounts/erasing.ts'
import { useAct } from '../api.ts'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import { AskedReason } from '../ui/AskedReason.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import type { Kept } from './data.ts'
import { ErasureReach, useErasureReach } from './ErasureReach.tsx'

type Props = { readonly person: Kept; readonly onDone: () => void }

/** Asks a second person to erase somebody. Source: RULES.md AC91. */
export function ErasePerson(props: Props) {
  return (
    <OfficeWords>
      <Button {...props} />
    </OfficeWords>
  )
}

function Button({ person, onDone }: Props) {
  const t = useWords()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <ReasonedButton danger variant="outline" onPress={() => setAsked(true)}>
        {t('erasing.ask')}
      </ReasonedButton>
      {asked ? <AskDialog person={person} onDone={onDone} onClose={() => setAsked(false)} /> : null}
    </>
  )
}

function AskDialog({ person, onDone, onClose }: Props & { onClose: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [reason, setReason] = useState<ErasureReason | null>(null)
  const [words, setWords] = useState('')
  const asking = useAct('accounts', 'ask-erasure')
  const reach = useErasureReach(person.id)
  const ask = async () => {
    if (!reason) return
    const done = await asking.run({ account: person.id, reason, words: words.trim() })
    if (done?.ok) onDone()
  }
  const missing = reason ? null : t('erasing.reasonMissing')
  return (
    <ConfirmDialog
      opened
      title={t('erasing.askTitle', { name: inMine(person.name) })}
      effect={t('erasing.askEffect')}
      verb={t('erasing.askVerb')}
      reason={reach.data ? missing : t(reach.error ? 'erasing.notNow' : 'erasing.looking')}
      act={asking}
      onConfirm={() => void ask()}
      onClose={onClose}
    >
      <ErasureReach from={reach} />
      {reach.data ? (
        <AskedReason
          label={t('erasing.reason')}
          reasons={ERASURE_REASONS}
          called={(each) => t(`erasing.reasons.${each}`)}
          reason={reason}
          onReason={setReason}
          words={words}
          wordsLabel={t('erasing.words')}
          wordsHint={t('erasing.wordsHint')}
          mostWords={MOST_ERASURE_WORDS}
          onWords={setWords}
        />
      ) : null}
    </ConfirmDialog>
  )
}
