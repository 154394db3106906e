import { Button } from '@mantine/core'
import CalendarDays from 'lucide-react/icons/calendar-days'
import Flag from 'lucide-react/icons/flag'
import type { ReactNode } from 'react'
import { formatDate } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type Addressee, citedStandards, type Fields, type References } from './data.ts'
import css from './Fields.module.css'

type Props = {
  readonly fields: Fields
  readonly references: References | undefined
  readonly addressees: readonly Addressee[]
  /** Absent where the reader may not change them. */
  readonly onChange?: (() => void) | undefined
  /** Absent where the findings are not shown beside. */
  readonly onFinding?: ((finding: string) => void) | undefined
}

/** What a recommendation says beside its words: to whom, by when, on which grounds. */
export function FieldsView({ fields, references, addressees, onChange, onFinding }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const findings = references?.findings.filter((each) => fields.findings.includes(each.id)) ?? []
  const standards = citedStandards(references, fields)
  const themes = references?.themes.filter((each) => fields.themes.includes(each.id)) ?? []
  const none = <span className="quiet">{t('recommendations.fields.none')}</span>
  const isUrgent = fields.priority === 'urgent'
  return (
    <section aria-label={t('recommendations.fields.title')}>
      <dl className={css.rows}>
        <Row label={t('recommendations.fields.addressees')}>
          {fields.addressees.length === 0
            ? none
            : fields.addressees.map(({ id, role }) => {
                const addressee = addressees.find((each) => each.id === id)
                return (
                  <span key={id} className={css.pill} title={addressee ? inMine(addressee.name) : undefined}>
                    <strong>{addressee ? inMine(addressee.abbr) : id}</strong> {t(`recommendations.fields.${role}`)}
                  </span>
                )
              })}
        </Row>
        <Row label={t('recommendations.fields.deadline')}>
          <span className={css.fact}>
            <CalendarDays size={16} aria-hidden />
            {fields.deadline === null
              ? t('recommendations.fields.noDeadline')
              : t('recommendations.fields.by', { date: formatDate(language, fields.deadline) })}
          </span>
          {fields.priority === null ? null : (
            <span className={css.fact} data-urgent={isUrgent || undefined}>
              <Flag size={16} aria-hidden />
              <span className="visually-hidden">{t('recommendations.fields.priority')}: </span>
              {t(`recommendations.fields.priorities.${fields.priority}`)}
            </span>
          )}
        </Row>
        <Row label={t('recommendations.fields.grounds')}>
          {findings.length + standards.length === 0 ? none : null}
          {findings.map((each) =>
            onFinding ? (
              <button
                key={each.id}
                type="button"
                className={css.finding}
                title={inMine(each.title)}
                onClick={() => onFinding(each.id)}
              >
                {t('recommendations.fields.finding', { number: each.number })}
              </button>
            ) : (
              <span key={each.id}>{t('recommendations.fields.finding', { number: each.number })}</span>
            ),
          )}
          {standards.map((each) => (
            <span key={each.instrument} lang="en">
              {each.instrument} {each.refs}
            </span>
          ))}
        </Row>
        <Row label={t('recommendations.fields.themes')}>
          {themes.length === 0 ? none : <span>{themes.map((each) => inMine(each.label)).join(' · ')}</span>}
        </Row>
      </dl>
      {onChange ? (
        <Button variant="subtle" size="compact-md" className={css.change} onClick={onChange}>
          {t('recommendations.fields.change')}
        </Button>
      ) : null}
    </section>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
