import { NumberInput } from '@mantine/core'
import { useWords } from '../language.tsx'
import css from './CountsFields.module.css'

export type Counts = { readonly for: number; readonly against: number; readonly abstain: number }
export const NO_COUNTS: Counts = { for: 0, against: 0, abstain: 0 }
const FIELDS = ['for', 'against', 'abstain'] as const
const MOST = 10_000

type Props = {
  readonly value: Counts
  readonly onChange: (counts: Counts) => void
  /** What a hand for and one against mean, where the words alone could be misread. */
  readonly labels?: { readonly for: string; readonly against: string }
}

/** The three numbers of a show of hands. */
export function CountsFields({ value, onChange, labels }: Props) {
  const t = useWords()
  const named = { for: t('floor.counts.for'), against: t('floor.counts.against'), abstain: t('floor.counts.abstain') }
  return (
    <div className={css.counts}>
      {FIELDS.map((field) => (
        <NumberInput
          key={field}
          label={{ ...named, ...labels }[field]}
          size="md"
          min={0}
          max={MOST}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          hideControls
          inputMode="numeric"
          value={value[field]}
          onChange={(count) => onChange({ ...value, [field]: Number(count) || 0 })}
        />
      ))}
    </div>
  )
}
