import { formatTime } from '../../shared/messages/format.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from './AttendanceLog.module.css'
import type { SessionDetail } from './data.ts'

/** Who was noted as come or left, when and by whom, newest first; nothing in it is changed or removed. */
export function AttendanceLog({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const events =
    useAsk('sessions', 'attendance', session.may.seeAttendanceLog ? { session: session.id } : null).data?.events ?? []
  const names = new Map<string, string>()
  for (const other of session.others) names.set(other.account, inMine(other.name))
  for (const seat of session.seats) names.set(seat.account, inMine(seat.name))
  const nameOf = (account: string) => names.get(account) ?? account
  return (
    <section aria-labelledby="log-title">
      <SectionTitle id="log-title" aside={events.length || null}>
        {t('sessions.log')}
      </SectionTitle>
      {events.length === 0 ? <p className={`quiet ${css.empty}`}>{t('sessions.logEmpty')}</p> : null}
      <ol className={css.log}>
        {[...events]
          .sort((a, b) => b.number - a.number)
          .map((event) => (
            <li key={event.number} className={css.event}>
              <time className={css.time} dateTime={new Date(event.at).toISOString()}>
                {formatTime(event.at, session.timezone)}
              </time>
              <span>
                {nameOf(event.account)}{' '}
                <strong>{t(event.event === 'came' ? 'sessions.logCame' : 'sessions.logLeft')}</strong>
                {event.event === 'came'
                  ? `, ${t(event.mode === 'remote' ? 'sessions.remote' : 'sessions.inHall')}`
                  : null}
                <span className={css.by}>{t('sessions.logBy', { name: nameOf(event.by) })}</span>
              </span>
            </li>
          ))}
      </ol>
    </section>
  )
}
