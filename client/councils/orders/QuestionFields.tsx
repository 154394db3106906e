import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  MAJORITY_BASES,
  type MajorityRule,
  ORDERS_MANNERS,
  type OrdersManner,
  type QuestionRules,
  type QuorumRule,
  TIE_RULES,
} from '../../../shared/councils/model.ts'
import type { OrdersField } from '../../../shared/councils/orders-rules.ts'
import { useWords } from '../../language.tsx'
import { FractionField } from './FractionField.tsx'
import css from './OrdersForm.module.css'

/** A part of the form with its name, and what is wrong with it. */
export function Part({ name, wrong, children }: { name: string; wrong: string | null; children: ReactNode }) {
  return (
    <fieldset className={css.part} data-wrong={wrong ? true : undefined}>
      <legend>{name}</legend>
      {children}
      {wrong ? (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      ) : null}
    </fieldset>
  )
}

type FieldProps<Value> = {
  readonly value: Value
  readonly wrong: (field: OrdersField) => string | null
  readonly onChange: (value: Value) => void
}

const QUORUM_BASES = ['seats', 'members'] as const

export function QuorumFields({ value, wrong, onChange }: FieldProps<QuorumRule>) {
  const t = useWords()
  return (
    <Part name={t('orders.fields.quorum')} wrong={wrong('quorum')}>
      <FractionField value={value} onChange={(share) => onChange({ ...value, ...share })} />
      <NativeSelect
        aria-label={t('orders.fields.base')}
        value={value.base}
        onChange={(event) =>
          onChange({ ...value, base: event.currentTarget.value === 'members' ? 'members' : 'seats' })
        }
        data={QUORUM_BASES.map((base) => ({ value: base, label: t(`orders.quorumBases.${base}`) }))}
      />
    </Part>
  )
}

export function MajorityFields({ value, wrong, onChange }: FieldProps<MajorityRule>) {
  const t = useWords()
  const setLeast = (words: string) => {
    const { leastFor: _, ...rest } = value
    onChange(words === '' ? rest : { ...rest, leastFor: Number(words) })
  }
  return (
    <Part name={t('orders.fields.majority')} wrong={wrong('majority') ?? wrong('leastFor')}>
      <FractionField value={value} onChange={(share) => onChange({ ...value, ...share })} />
      <NativeSelect
        aria-label={t('orders.fields.base')}
        value={value.base}
        onChange={(event) =>
          onChange({
            ...value,
            base: MAJORITY_BASES.find((one) => one === event.currentTarget.value) ?? value.base,
          })
        }
        data={MAJORITY_BASES.map((base) => ({ value: base, label: t(`orders.majorityBases.${base}`) }))}
      />
      <TextInput
        type="number"
        inputMode="numeric"
        label={t('orders.fields.leastFor')}
        description={t('orders.fields.leastForHint')}
        value={value.leastFor === undefined ? '' : String(value.leastFor)}
        onChange={(event) => setLeast(event.currentTarget.value)}
      />
    </Part>
  )
}

export function TieFields({ value, onChange }: Omit<FieldProps<QuestionRules['tie']>, 'wrong'>) {
  const t = useWords()
  return (
    <Part name={t('orders.fields.tie')} wrong={null}>
      <NativeSelect
        aria-label={t('orders.fields.tie')}
        value={value}
        onChange={(event) => onChange(TIE_RULES.find((one) => one === event.currentTarget.value) ?? value)}
        data={TIE_RULES.map((tie) => ({ value: tie, label: t(`orders.ties.${tie}`) }))}
      />
    </Part>
  )
}

type Manners = Pick<QuestionRules, 'manner' | 'otherManners'>

export function MannerFields({ value, wrong, onChange }: FieldProps<Manners>) {
  const t = useWords()
  const others = ORDERS_MANNERS.filter((manner) => manner !== value.manner)
  const choose = (manner: OrdersManner) =>
    onChange({ manner, otherManners: value.otherManners.filter((one) => one !== manner) })
  return (
    <Part name={t('orders.fields.manner')} wrong={wrong('manner')}>
      <NativeSelect
        aria-label={t('orders.fields.manner')}
        value={value.manner}
        onChange={(event) => choose(ORDERS_MANNERS.find((one) => one === event.currentTarget.value) ?? value.manner)}
        data={ORDERS_MANNERS.map((manner) => ({ value: manner, label: t(`orders.manners.${manner}`) }))}
      />
      <Checkbox.Group
        label={t('orders.fields.otherManners')}
        value={[...value.otherManners]}
        onChange={(chosen) => onChange({ ...value, otherManners: others.filter((one) => chosen.includes(one)) })}
      >
        <div className={css.boxes}>
          {others.map((manner) => (
            <Checkbox size="md" key={manner} value={manner} label={t(`orders.manners.${manner}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </Part>
  )
}
