import { Button } from '@mantine/core'
import Eraser from 'lucide-react/icons/eraser'
import { useState } from 'react'
import type { RecommendationId, VersionId } from '../../shared/ids.ts'
import { MOST_REASON_WORDS, REDACTION_REASONS, type RedactionReason } from '../../shared/versions/redacting.ts'
import { useAct, useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import { AskedReason } from '../ui/AskedReason.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { type Marked, useMarked } from './marking.ts'
import { RedactionReach } from './RedactionReach.tsx'
import css from './Redactions.module.css'

type Props = {
  readonly recommendation: RecommendationId
  /** The version that is read; null: the text as it stands. */
  readonly version: VersionId | null
}

/** Marks the passage that is selected on the page for a second person. Source: RULES.md VE50. */
export function RedactPassage({ recommendation, version }: Props) {
  const t = useWords()
  const marked = useMarked()
  // What is asked about stays the same while the dialog is open, whatever is selected in it.
  const [asked, setAsked] = useState<Marked | null>(null)
  return (
    <div className={css.marking}>
      <p className="quiet" aria-live="polite">
        {marked ? t('redacting.marked', { words: marked.said }) : t('redacting.mark')}
      </p>
      <Button
        variant="default"
        size="md"
        leftSection={<Eraser size={18} aria-hidden />}
        data-off={marked ? undefined : true}
        aria-disabled={marked ? undefined : true}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setAsked(marked)}
      >
        {t('redacting.ask')}
      </Button>
      {asked ? (
        <AskDialog recommendation={recommendation} version={version} marked={asked} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  )
}

function AskDialog({ marked, onClose, ...place }: Props & { marked: Marked; onClose: () => void }) {
  const t = useWords()
  const [reason, setReason] = useState<RedactionReason | null>(null)
  const [words, setWords] = useState('')
  const asking = useAct('versions', 'ask-redaction')
  const { said, ...passage } = marked
  const reach = useAsk('versions', 'passage-reach', withoutNull({ ...place, ...passage }))
  const ask = async () => {
    if (!reason) return
    const done = await asking.run({ ...place, ...passage, said, reason, words: words.trim() })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('redacting.askTitle')}
      effect={t('redacting.askEffect')}
      verb={t('redacting.askVerb')}
      reason={reason ? null : t('redacting.reasonMissing')}
      act={asking}
      onConfirm={() => void ask()}
      onClose={onClose}
    >
      <RedactionReach from={reach} />
      <AskedReason
        label={t('redacting.reason')}
        reasons={REDACTION_REASONS}
        called={(each) => t(`redacting.reasons.${each}`)}
        reason={reason}
        onReason={setReason}
        words={words}
        wordsLabel={t('redacting.words')}
        wordsHint={t('redacting.wordsHint')}
        mostWords={MOST_REASON_WORDS}
        onWords={setWords}
      />
    </ConfirmDialog>
  )
}

/** A question is an address: what is nothing is left out of it. */
const withoutNull = ({ version, ...rest }: Props & Omit<Marked, 'said'>) => (version ? { ...rest, version } : rest)
