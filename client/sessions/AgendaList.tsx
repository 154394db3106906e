import { useLanguage, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from './AgendaList.module.css'
import type { SessionDetail } from './data.ts'
import { hourAfter } from './hours.ts'
import { usePreparation } from './plan/data.ts'
import { PaperLinks } from './plan/PaperLinks.tsx'

/** The agenda with its hours; the point under way says so. */
export function AgendaList({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const papers = usePreparation(session.id).data?.papers ?? []
  const first = session.agenda[0]
  const last = session.agenda.at(-1)
  return (
    <section className={`sheet ${css.agenda}`} aria-labelledby="agenda-title">
      <SectionTitle
        id="agenda-title"
        aside={first && last ? `${first.start}–${hourAfter(last.start, last.minutes)}` : null}
      >
        {t('sessions.agenda')}
      </SectionTitle>
      {session.agenda.length === 0 ? <p className="quiet">{t('sessions.agendaEmpty')}</p> : null}
      <ol className={css.points}>
        {session.agenda.map((point) => {
          const now = point.id === session.currentPoint
          return (
            <li key={point.id} className={css.point} aria-current={now ? 'step' : undefined}>
              <span className={css.hour}>{point.start}</span>
              <span>
                <span className="visually-hidden">{t('sessions.pointTitle', { number: point.number })}. </span>
                {point.hidden ? <span className="quiet">{t('sessions.course.closedPoint')}</span> : inMine(point.title)}
                {point.closed && !point.hidden ? (
                  <span className="quiet">
                    {' '}
                    · {t(point.released ? 'sessions.course.released' : 'sessions.course.closed')}
                  </span>
                ) : null}
                {now ? <span className={css.now}>{t('sessions.now')}</span> : null}
                <PaperLinks papers={papers} point={point.id} />
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
