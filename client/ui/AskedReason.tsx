import { Radio, Textarea } from '@mantine/core'
import css from './AskedReason.module.css'

type Props<Reason extends string> = {
  readonly label: string
  readonly reasons: readonly Reason[]
  readonly called: (reason: Reason) => string
  readonly reason: Reason | null
  readonly onReason: (reason: Reason | null) => void
  readonly words: string
  readonly wordsLabel: string
  readonly wordsHint: string
  readonly mostWords: number
  readonly onWords: (words: string) => void
}

/** Why something is asked of a second person: a reason from a closed list, and what else is to be said of it. */
export function AskedReason<Reason extends string>(props: Props<Reason>) {
  const { label, reasons, called, reason, onReason, words, wordsLabel, wordsHint, mostWords, onWords } = props
  return (
    <>
      <Radio.Group
        label={label}
        value={reason}
        onChange={(value) => onReason(reasons.find((each) => each === value) ?? null)}
      >
        {reasons.map((each) => (
          <Radio key={each} value={each} label={called(each)} className={css.reason} />
        ))}
      </Radio.Group>
      <Textarea
        size="md"
        rows={2}
        label={wordsLabel}
        description={wordsHint}
        maxLength={mostWords}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
    </>
  )
}
