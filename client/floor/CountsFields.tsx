import { NumberInput } from '@mantine/core'
import { useWords } from '../language.tsx'
import css from './CountsFields.module.css'

export type Counts = { readonly for: number; readonly against: number; readonly abstain: number }
export const NO_COUNTS: Counts = { for: 0, against: 0, abstain: 0 }
const FIELDS = ['for', 'against', 'abstain'] as const
const MOST = 10_000

/** The three numbers of a show of hands. */
export function CountsFields({ value, onChange }: { value: Counts; onChange: (counts: Counts) => void }) {
  const t = useWords()
  return (
    <div className={css.counts}>
      {FIELDS.map((field) => (
        <NumberInput
          key={field}
          label={t(`floor.counts.${field}`)}
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
