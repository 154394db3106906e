import { Link } from '@tanstack/react-router'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAsk } from '../api.ts'
import { OfficeWords, useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from '../ui/SecondPerson.module.css'

/** Passages of a session that wait for a second person, at the desk of the chair and the secretary. Source: RULES.md VE59. */
export function WaitingRedactions({ session }: { session: SessionDetail }) {
  const known = useAsk('versions', 'waiting-redactions', { session: session.id }).data
  if (!known || known.waiting.length === 0) return null
  return (
    <OfficeWords>
      <Waiting session={session} waiting={known.waiting} />
    </OfficeWords>
  )
}

type Known = NonNullable<ReturnType<typeof useAsk<'versions', 'waiting-redactions'>>['data']>['waiting']

function Waiting({ session, waiting }: { session: SessionDetail; waiting: Known }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  return (
    <section aria-labelledby="waiting-redactions" className={css.section}>
      <SectionTitle id="waiting-redactions">{t('redacting.waitingTitle')}</SectionTitle>
      <ul className={css.list}>
        {waiting.map(({ id, recommendation, number, askedBy, askedAt, mayConfirm }) => (
          <li key={id}>
            <p>
              {number === null
                ? t('recommendations.kinds.preamble')
                : t('sessions.numbered.recommendation', { number })}
            </p>
            <p className="quiet">
              {t('redacting.askedBy', {
                name: inMine(askedBy.name),
                when: formatDateTime(language, askedAt, session.timezone),
              })}
            </p>
            {mayConfirm ? null : <p className="quiet">{t('redacting.waitingFor')}</p>}
            <Link
              to="/sessions/$session/recommendations/$recommendation"
              params={{ session: session.id, recommendation }}
            >
              {t('redacting.open')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
