import { useLanguage, useWords } from '../../language.tsx'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import type { SessionDetail } from '../data.ts'
import { usePreparation } from './data.ts'
import css from './Plan.module.css'

/** How the quorum of each council would stand if everybody comes who said so; nothing for who may not see it. */
export function Forecast({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const forecast = usePreparation(session.id).data?.forecast ?? []
  if (forecast.length === 0) return null
  return (
    <section className={css.forecast} aria-labelledby="forecast-title">
      <SectionTitle id="forecast-title">{t('planning.forecast.title')}</SectionTitle>
      {forecast.map((one) => {
        const name = session.councils.find(({ id }) => id === one.council)?.name
        const reached = one.reached ? { 'data-reached': true } : { 'data-missing': true }
        return (
          <p key={one.council}>
            <strong>{name ? inMine(name) : one.council}</strong>
            {t('planning.forecast.line', { coming: one.hall + one.remote, base: one.base, needed: one.needed })}:{' '}
            <span {...reached}>{t(one.reached ? 'planning.forecast.reached' : 'planning.forecast.missing')}</span>
            <br />
            <span className="quiet">
              {t('planning.forecast.rest', { remote: one.remote, absent: one.absent, unanswered: one.unanswered })}
            </span>
          </p>
        )
      })}
    </section>
  )
}
