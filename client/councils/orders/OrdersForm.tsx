import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  ANNEXES,
  DEVICE_RULES,
  LANGUAGE_STATES,
  MAJORITY_BASES,
  MANNER_ASKERS,
  type OrdersContent,
  PROPOSERS,
  type QuestionKind,
  SIGNERS,
} from '../../../shared/councils/model.ts'
import type { OrdersField, OrdersProblem } from '../../../shared/councils/orders-rules.ts'
import { LANGUAGES } from '../../../shared/language.ts'
import { formatWeekday } from '../../../shared/messages/format.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { FractionField } from './FractionField.tsx'
import { KindFields } from './KindFields.tsx'
import css from './OrdersForm.module.css'
import { MajorityFields, MannerFields, Part, QuorumFields, TieFields } from './QuestionFields.tsx'

type Props = {
  readonly orders: OrdersContent
  readonly problems: readonly OrdersProblem[]
  readonly seats: number
  readonly onChange: (orders: OrdersContent) => void
}

const REACHABLE = LANGUAGE_STATES.filter((state) => state !== 'missing' && state !== 'source')

/** All fields of standing orders; what cannot hold is said at its part. */
export function OrdersForm({ orders, problems, seats, onChange }: Props) {
  const t = useWords()
  const wrong = (field: OrdersField, kind: QuestionKind | null = null) =>
    problems.some((one) => one.field === field && one.kind === kind) ? t(`orders.problems.${field}`, { seats }) : null
  const here = (field: OrdersField) => wrong(field)
  const change = (part: Partial<OrdersContent>) => onChange({ ...orders, ...part })
  return (
    <div className={css.form}>
      <h3>{t('orders.parts.decisions')}</h3>
      <div className={css.parts}>
        <QuorumFields value={orders.quorum} wrong={here} onChange={(quorum) => change({ quorum })} />
        <MajorityFields value={orders.majority} wrong={here} onChange={(majority) => change({ majority })} />
        <TieFields value={orders.tie} onChange={(tie) => change({ tie })} />
        <Part name={t('orders.fields.recusal')} wrong={null}>
          <Checkbox
            size="md"
            label={t('orders.fields.countsForQuorum')}
            checked={orders.recusal.countsForQuorum}
            onChange={(event) =>
              change({ recusal: { ...orders.recusal, countsForQuorum: event.currentTarget.checked } })
            }
          />
          <Checkbox
            size="md"
            label={t('orders.fields.countsForMajority')}
            checked={orders.recusal.countsForMajority}
            onChange={(event) =>
              change({ recusal: { ...orders.recusal, countsForMajority: event.currentTarget.checked } })
            }
          />
        </Part>
      </div>
      <h3>{t('orders.parts.voting')}</h3>
      <Voting orders={orders} wrong={here} change={change} />
      <h3>{t('orders.parts.rights')}</h3>
      <Rights orders={orders} wrong={here} change={change} />
      <h3>{t('orders.parts.adoption')}</h3>
      <Adoption orders={orders} wrong={here} change={change} />
      <h3>{t('orders.parts.calendar')}</h3>
      <Calendar orders={orders} wrong={here} change={change} />
      <h3>{t('orders.parts.kinds')}</h3>
      <KindFields orders={orders} wrong={wrong} onChange={(byKind) => change({ byKind })} />
      <Checkbox
        size="md"
        label={t('orders.fields.verified')}
        checked={orders.verified}
        onChange={(event) => change({ verified: event.currentTarget.checked })}
      />
    </div>
  )
}

type PartProps = {
  readonly orders: OrdersContent
  readonly wrong: (field: OrdersField) => string | null
  readonly change: (part: Partial<OrdersContent>) => void
}

function Voting({ orders, wrong, change }: PartProps) {
  const t = useWords()
  return (
    <div className={css.parts}>
      <MannerFields value={orders} wrong={wrong} onChange={change} />
      <Part name={t('orders.fields.mannerAskers')} wrong={null}>
        <NativeSelect
          aria-label={t('orders.fields.mannerAskers')}
          value={orders.mannerAskers}
          onChange={(event) =>
            change({
              mannerAskers: MANNER_ASKERS.find((one) => one === event.currentTarget.value) ?? orders.mannerAskers,
            })
          }
          data={MANNER_ASKERS.map((value) => ({ value, label: t(`orders.mannerAskers.${value}`) }))}
        />
        <NativeSelect
          label={t('orders.fields.device')}
          value={orders.device}
          onChange={(event) =>
            change({ device: DEVICE_RULES.find((one) => one === event.currentTarget.value) ?? orders.device })
          }
          data={DEVICE_RULES.map((value) => ({ value, label: t(`orders.devices.${value}`) }))}
        />
        <Checkbox
          size="md"
          label={t('orders.fields.advanceBallots')}
          checked={orders.advanceBallots}
          onChange={(event) => change({ advanceBallots: event.currentTarget.checked })}
        />
        <Checkbox
          size="md"
          label={t('orders.fields.writtenProcedure')}
          checked={orders.writtenProcedure}
          onChange={(event) => change({ writtenProcedure: event.currentTarget.checked })}
        />
      </Part>
    </div>
  )
}

function Rights({ orders, wrong, change }: PartProps) {
  const t = useWords()
  const { dissent, minutes, reopening } = orders
  return (
    <div className={css.parts}>
      <Part name={t('orders.fields.mayPropose')} wrong={null}>
        <NativeSelect
          aria-label={t('orders.fields.mayPropose')}
          value={orders.mayPropose}
          onChange={(event) =>
            change({ mayPropose: PROPOSERS.find((one) => one === event.currentTarget.value) ?? orders.mayPropose })
          }
          data={PROPOSERS.map((value) => ({ value, label: t(`orders.proposers.${value}`) }))}
        />
      </Part>
      <Part name={t('orders.fields.reopening')} wrong={wrong('reopening')}>
        <FractionField value={reopening} onChange={(share) => change({ reopening: { ...reopening, ...share } })} />
        <NativeSelect
          aria-label={t('orders.fields.base')}
          value={reopening.base}
          onChange={(event) =>
            change({
              reopening: {
                ...reopening,
                base: MAJORITY_BASES.find((one) => one === event.currentTarget.value) ?? reopening.base,
              },
            })
          }
          data={MAJORITY_BASES.map((base) => ({ value: base, label: t(`orders.majorityBases.${base}`) }))}
        />
      </Part>
      <Part name={t('orders.fields.dissent')} wrong={wrong('dissent')}>
        <Checkbox
          size="md"
          label={t('orders.fields.dissentAllowed')}
          checked={dissent.allowed}
          onChange={(event) => change({ dissent: { ...dissent, allowed: event.currentTarget.checked } })}
        />
        {dissent.allowed ? (
          <>
            <DaysField
              label={t('orders.fields.dissentDays')}
              value={dissent.workingDays}
              onChange={(workingDays) => change({ dissent: { ...dissent, workingDays } })}
            />
            <NativeSelect
              label={t('orders.fields.annexedTo')}
              value={dissent.annexedTo}
              onChange={(event) =>
                change({
                  dissent: {
                    ...dissent,
                    annexedTo: ANNEXES.find((one) => one === event.currentTarget.value) ?? dissent.annexedTo,
                  },
                })
              }
              data={ANNEXES.map((value) => ({ value, label: t(`orders.annexes.${value}`) }))}
            />
          </>
        ) : null}
      </Part>
      <Part name={t('orders.fields.signedBy')} wrong={wrong('minutes')}>
        <div className={css.boxes}>
          {SIGNERS.map((one) => (
            <Checkbox
              size="md"
              key={one}
              label={t(`orders.signers.${one}`)}
              checked={minutes.signedBy.includes(one)}
              onChange={(event) => {
                const ticked = event.currentTarget.checked
                const signedBy = SIGNERS.filter((each) => (each === one ? ticked : minutes.signedBy.includes(each)))
                change({ minutes: { ...minutes, signedBy } })
              }}
            />
          ))}
        </div>
        <DaysField
          label={t('orders.fields.minutesDays')}
          value={minutes.workingDays}
          onChange={(workingDays) => change({ minutes: { ...minutes, workingDays } })}
        />
      </Part>
    </div>
  )
}

type DaysProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }

const DaysField = ({ label, value, onChange }: DaysProps) => (
  <TextInput
    type="number"
    inputMode="numeric"
    label={label}
    value={String(value)}
    onChange={(event) => onChange(Math.trunc(Number(event.currentTarget.value)))}
  />
)

function Adoption({ orders, wrong, change }: PartProps) {
  const t = useWords()
  return (
    <div className={css.parts}>
      <Part name={t('orders.fields.adoption')} wrong={null}>
        <NativeSelect
          aria-label={t('orders.fields.adoption')}
          value={orders.adoption}
          onChange={(event) =>
            change({ adoption: event.currentTarget.value === 'at-once' ? 'at-once' : 'with-the-set' })
          }
          data={(['at-once', 'with-the-set'] as const).map((value) => ({
            value,
            label: t(`orders.adoptions.${value}`),
          }))}
        />
      </Part>
      <Part name={t('orders.fields.languagesOfRecord')} wrong={wrong('languages')}>
        <div className={css.boxes}>
          {LANGUAGES.map((one) => (
            <Checkbox
              size="md"
              key={one}
              label={t(`common.languages.${one}`)}
              checked={orders.languagesOfRecord.includes(one)}
              onChange={(event) => {
                const ticked = event.currentTarget.checked
                change({
                  languagesOfRecord: LANGUAGES.filter((each) =>
                    each === one ? ticked : orders.languagesOfRecord.includes(each),
                  ),
                })
              }}
            />
          ))}
        </div>
        <NativeSelect
          label={t('orders.fields.leastState')}
          value={orders.leastState}
          onChange={(event) =>
            change({ leastState: REACHABLE.find((one) => one === event.currentTarget.value) ?? orders.leastState })
          }
          data={REACHABLE.map((value) => ({ value, label: t(`common.languageStates.${value}`) }))}
        />
        <Checkbox
          size="md"
          label={t('orders.fields.translationToFollow')}
          checked={orders.translationToFollow}
          onChange={(event) => change({ translationToFollow: event.currentTarget.checked })}
        />
      </Part>
    </div>
  )
}

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const linesOf = (days: readonly string[]) => days.join('\n')
const daysOf = (words: string) => words.split(/[\s,;]+/).filter((word) => word !== '')

function Calendar({ orders: { calendar }, wrong, change }: PartProps) {
  const t = useWords()
  const { language } = useLanguage()
  // What is being typed stays as typed: a half-written day is no day yet.
  const [typed, setTyped] = useState({
    holidays: linesOf(calendar.holidays),
    movedWorkdays: linesOf(calendar.movedWorkdays),
  })
  const days = (name: 'holidays' | 'movedWorkdays') => (
    <Textarea
      label={t(`orders.fields.${name}`)}
      description={t('orders.fields.daysHint')}
      rows={4}
      maxLength={8_000}
      value={daysOf(typed[name]).join() === calendar[name].join() ? typed[name] : linesOf(calendar[name])}
      onChange={(event) => {
        const words = event.currentTarget.value
        setTyped({ ...typed, [name]: words })
        change({ calendar: { ...calendar, [name]: daysOf(words) } })
      }}
    />
  )
  return (
    <div className={css.parts}>
      <Part name={t('orders.fields.weekend')} wrong={wrong('calendar')}>
        <div className={css.boxes}>
          {WEEK.map((one) => (
            <Checkbox
              size="md"
              key={one}
              label={formatWeekday(language, `2024-01-0${one}`)}
              checked={calendar.weekend.includes(one)}
              onChange={(event) => {
                const ticked = event.currentTarget.checked
                const weekend = WEEK.filter((each) => (each === one ? ticked : calendar.weekend.includes(each)))
                change({ calendar: { ...calendar, weekend } })
              }}
            />
          ))}
        </div>
        {days('holidays')}
        {days('movedWorkdays')}
      </Part>
    </div>
  )
}
