import { NativeSelect, TextInput } from '@mantine/core'
import type { Fraction } from '../../../shared/councils/model.ts'
import { useWords } from '../../language.tsx'
import css from './OrdersForm.module.css'

type Share = { readonly fraction: Fraction; readonly strict: boolean }
type Props = { readonly value: Share; readonly onChange: (value: Share) => void }

/** "more than 1/2", "at least 2/3": a share as an exact fraction. */
export function FractionField({ value: { fraction, strict }, onChange }: Props) {
  const t = useWords()
  const part = (name: keyof Fraction, label: string) => (
    <TextInput
      type="number"
      inputMode="numeric"
      aria-label={label}
      min={1}
      max={100}
      value={Number.isNaN(fraction[name]) ? '' : String(fraction[name])}
      onChange={(event) => {
        const words = event.currentTarget.value
        onChange({ strict, fraction: { ...fraction, [name]: words === '' ? Number.NaN : Number(words) } })
      }}
    />
  )
  return (
    <div className={css.fraction}>
      <NativeSelect
        aria-label={t('orders.fields.strictness')}
        value={strict ? 'more' : 'atLeast'}
        onChange={(event) => onChange({ fraction, strict: event.currentTarget.value === 'more' })}
        data={(['atLeast', 'more'] as const).map((value) => ({ value, label: t(`orders.fields.${value}`) }))}
      />
      {part('numerator', t('orders.fields.numerator'))}
      <span aria-hidden>/</span>
      {part('denominator', t('orders.fields.denominator'))}
    </div>
  )
}
