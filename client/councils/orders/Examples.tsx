import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { QUESTION_KINDS, type QuestionKind } from '../../../shared/councils/model.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { unbroken } from '../../ui/unbroken.ts'
import { CASES, caseNumbers, type ExampleCouncil, type ExampleNumbers, exampleOutcome } from '../example.ts'
import css from './Examples.module.css'

const CHAIRS = ['for', 'against', 'abstain', 'none'] as const

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly description?: string
  readonly onChange: (value: number) => void
}

function NumberField({ label, value, most, description, onChange }: NumberFieldProps) {
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      min={0}
      max={most}
      label={label}
      rightSection={description ? <span className={css.most}>{description}</span> : null}
      rightSectionWidth={description ? 74 : undefined}
      value={String(value)}
      onChange={(event) => {
        const next = Math.trunc(Number(event.currentTarget.value))
        if (next >= 0 && next <= most) onChange(next)
      }}
    />
  )
}

type Props = {
  readonly own: ExampleCouncil
  readonly others: readonly ExampleCouncil[]
}

/** What standing orders mean, on numbers that the reader changes, by the function that decides votes. Source: RULES.md CO29. */
export function Examples({ own, others }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [named, setNamed] = useState<string | null>(null)
  // The others come a moment later; until somebody chooses, the first of them takes part.
  const partner = named ?? others[0]?.id ?? ''
  const [kind, setKind] = useState<QuestionKind>('recommendation')
  const second = others.find(({ id }) => id === partner)
  const councils = second ? [own, second] : [own]
  const [chosen, setChosen] = useState<ExampleNumbers | null>(null)
  const numbers = fitted(councils, chosen ?? caseNumbers(councils, 'tie', kind))
  const change = (part: Partial<ExampleNumbers>) => numbers && setChosen({ ...numbers, ...part })
  const found = numbers && exampleOutcome(councils, numbers, kind)
  if (!numbers || !found) return null
  const persons = numbers.present.reduce((sum, one) => sum + one, 0)
  const present = councils
    .map((council, index) =>
      t('orders.examples.presentOf', {
        council: inMine(council.name),
        present: numbers.present[index] ?? 0,
        number: council.seats,
      }),
    )
    .join('; ')
  return (
    <section className={`sheet ${css.examples}`} aria-labelledby="examples-title">
      <SectionTitle id="examples-title">{t('orders.examples.title')}</SectionTitle>
      <p className="quiet">{t('orders.examples.intro')}</p>
      <fieldset className={css.cases}>
        <legend className="visually-hidden">{t('orders.examples.ready')}</legend>
        {CASES.map((which) => {
          const ready = caseNumbers(councils, which, kind)
          return ready ? (
            <Button key={which} variant="default" size="compact-md" onClick={() => setChosen(ready)}>
              {t(`orders.examples.cases.${which}`)}
            </Button>
          ) : null
        })}
      </fieldset>
      <div className={css.said} role="status">
        <p className={css.given}>
          {t('orders.examples.given', {
            present,
            for: numbers.for,
            against: numbers.against,
            abstain: numbers.abstain,
          })}
        </p>
        <p className={css.headline} data-result={found.outcome.result}>
          {unbroken(inMine(found.outcome.headline))}
        </p>
        <p className={css.why}>{unbroken(inMine(found.outcome.explanation))}</p>
        {found.cut ? <p className={css.cut}>{t('orders.examples.tooMany', { count: persons })}</p> : null}
      </div>
      <div className={css.numbers}>
        {councils.map((council, index) => (
          <NumberField
            key={council.id}
            label={t('orders.examples.present', { council: inMine(council.name) })}
            description={t('orders.examples.of', { number: council.seats })}
            most={council.held}
            value={numbers.present[index] ?? 0}
            onChange={(value) => change({ present: numbers.present.map((one, at) => (at === index ? value : one)) })}
          />
        ))}
        {(['for', 'against', 'abstain'] as const).map((choice) => (
          <NumberField
            key={choice}
            label={t(`orders.examples.${choice}`)}
            most={999}
            value={numbers[choice]}
            onChange={(value) => change({ [choice]: value })}
          />
        ))}
        <NumberField
          label={t('orders.examples.left')}
          most={999}
          value={numbers.left}
          onChange={(left) => change({ left })}
        />
        <NativeSelect
          label={t('orders.examples.chair')}
          value={numbers.chair}
          onChange={(event) => change({ chair: CHAIRS.find((one) => one === event.currentTarget.value) ?? 'none' })}
          data={CHAIRS.map((value) => ({ value, label: t(`orders.examples.chairs.${value}`) }))}
        />
        {others.length > 0 ? (
          <NativeSelect
            label={t('orders.examples.joint')}
            value={partner}
            onChange={(event) => {
              setNamed(event.currentTarget.value)
              setChosen(null)
            }}
            data={[
              ...others.map((council) => ({ value: council.id as string, label: inMine(council.name) })),
              { value: '', label: t('orders.examples.alone') },
            ]}
          />
        ) : null}
        <NativeSelect
          label={t('orders.examples.kind')}
          value={kind}
          onChange={(event) =>
            setKind(QUESTION_KINDS.find((one) => one === event.currentTarget.value) ?? 'recommendation')
          }
          data={QUESTION_KINDS.map((value) => ({ value, label: t(`orders.kinds.${value}`) }))}
        />
      </div>
    </section>
  )
}

/** Numbers for as many councils as there are, none present beyond its held seats. */
const fitted = (councils: readonly ExampleCouncil[], numbers: ExampleNumbers | null): ExampleNumbers | null =>
  numbers && {
    ...numbers,
    present: councils.map(({ held }, index) => Math.min(held, Math.max(0, numbers.present[index] ?? held))),
  }
