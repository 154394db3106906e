import { formatDate } from '../../shared/messages/format.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './AdoptedFields.module.css'
import type { AdoptedText } from './data.ts'

/** To whom the adopted text is addressed, by when, and how urgent it is. */
export function AdoptedFields({ text }: { text: AdoptedText }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const addressees = useAsk('recommendations', 'addressees', {}).data?.addressees ?? []
  const { fields } = text
  return (
    <dl className={css.fields}>
      {fields.addressees.length > 0 ? (
        <>
          <dt>{t('adoption.addressees')}</dt>
          <dd className={css.bodies}>
            {fields.addressees.map(({ id, role }) => {
              const body = addressees.find((each) => each.id === id)
              return (
                <span key={id} className={css.body} title={body ? inMine(body.name) : undefined}>
                  <strong>{body ? inMine(body.abbr) : id}</strong> {t(`adoption.${role}`)}
                </span>
              )
            })}
          </dd>
        </>
      ) : null}
      {fields.deadline ? (
        <>
          <dt>{t('adoption.deadline')}</dt>
          <dd>
            {t('adoption.deadlineBy', { date: formatDate(language, fields.deadline) })}
            {fields.priority ? `, ${t(`adoption.priorities.${fields.priority}`).toLowerCase()}` : null}
          </dd>
        </>
      ) : null}
    </dl>
  )
}
