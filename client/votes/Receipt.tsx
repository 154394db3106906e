import { Button } from '@mantine/core'
import CircleCheck from 'lucide-react/icons/circle-check'
import Pencil from 'lucide-react/icons/pencil'
import { formatDate, formatTimeWithSeconds, localDateOf } from '../../shared/messages/format.ts'
import { WAYS } from '../../shared/votes/manners.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import type { VoteDetail } from './data.ts'
import css from './Receipt.module.css'

type Receipt = NonNullable<VoteDetail['mine'][number]['receipt']>
type Props = { readonly vote: VoteDetail; readonly receipt: Receipt; readonly who: string; readonly timezone: string }

/** What was recorded: the choice, for whom, when, on which text, and how. */
export function Receipt({ vote, receipt, who, timezone }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  return (
    <div className={css.receipt} data-choice={receipt.choice}>
      <p className={css.choice}>
        <CircleCheck size={32} aria-hidden />
        {t(`votes.choices.${receipt.choice}`)}
      </p>
      <p className={css.title}>
        <RecordWords value={vote.question.title} />
      </p>
      <dl className={css.facts}>
        <dt>{t('votes.sheet.who')}</dt>
        <dd>{who}</dd>
        <dt>{t('votes.sheet.when')}</dt>
        <dd className="tabular">
          {formatDate(language, localDateOf(receipt.at, timezone))}, {formatTimeWithSeconds(receipt.at, timezone)}
        </dd>
        <dt>{t('votes.sheet.text')}</dt>
        <dd>
          <Hash hash={vote.hash} />
        </dd>
        <dt>{t('votes.sheet.how')}</dt>
        <dd>{t(`votes.sheet.${receipt.source}`)}</dd>
      </dl>
    </div>
  )
}

type FootProps = {
  readonly vote: VoteDetail
  readonly receipt: Receipt
  readonly onChange: () => void
  readonly onClose: () => void
}

/** What may be done with a recorded vote: change it, or only by word; then back to the text. */
export function ReceiptFoot({ vote, receipt, onChange, onClose }: FootProps) {
  const t = useWords()
  const open = vote.stage === 'open'
  const mayChange = open && WAYS[vote.manner].changed && receipt.source === 'device'
  const hint = mayChange ? (vote.manner === 'sealed' ? 'sealedHint' : 'changeHint') : 'rollCallHint'
  return (
    <div className={css.foot}>
      {open ? <p>{t(`votes.sheet.${hint}`)}</p> : null}
      {mayChange ? (
        <Button variant="default" size="lg" leftSection={<Pencil size={18} aria-hidden />} onClick={onChange}>
          {t('votes.sheet.change')}
        </Button>
      ) : null}
      <Button variant="subtle" size="lg" onClick={onClose}>
        {t('votes.sheet.toText')}
      </Button>
    </div>
  )
}
