import { TextInput } from '@mantine/core'
import type { Plan } from '../../../shared/sessions/planning.ts'
import { useWords } from '../../language.tsx'
import css from './Plan.module.css'

export type Until = Plan['amendmentDeadline']
type Props = {
  readonly label: string
  readonly hint: string
  readonly timezone: string
  readonly value: Until
  readonly onChange: (value: Until) => void
}

/** The end of a working day, when nobody says another hour. */
const USUAL_HOUR = '18:00'

/** A day and an hour of the session's time zone until which something is open; without a day there is no such end. */
export function UntilFields({ label, hint, timezone, value, onChange }: Props) {
  const t = useWords()
  return (
    <div className={css.group}>
      <div className={css.pair}>
        <TextInput
          type="date"
          size="md"
          label={label}
          value={value?.date ?? ''}
          onChange={({ currentTarget: { value: date } }) =>
            onChange(date ? { date, time: value?.time ?? USUAL_HOUR } : null)
          }
        />
        <TextInput
          type="time"
          size="md"
          label={t('plan.hour')}
          disabled={value === null}
          value={value?.time ?? ''}
          onChange={({ currentTarget: { value: time } }) =>
            onChange(value && { date: value.date, time: time || USUAL_HOUR })
          }
        />
      </div>
      <p className="quiet">
        {hint} {t('plan.inZone', { timezone })}
      </p>
    </div>
  )
}
