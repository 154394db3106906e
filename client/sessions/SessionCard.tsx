import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import type { ReactNode } from 'react'
import { formatDate, formatWeekday } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { CheckIn } from './CheckIn.tsx'
import type { SessionDetail } from './data.ts'
import { QuorumLine } from './QuorumLine.tsx'
import css from './SessionCard.module.css'

type Props = { readonly session: SessionDetail; readonly account: string; readonly children?: ReactNode }

/** Persons with a seat, and how many of them are checked in; a person on two councils counts once. */
const checkedIn = (session: SessionDetail) => {
  const persons = new Map<string, boolean>()
  for (const seat of session.seats) persons.set(seat.account, seat.present || (persons.get(seat.account) ?? false))
  return { count: [...persons.values()].filter(Boolean).length, total: persons.size }
}

/** The session in a card: state, place, the point under way or the title, day, how many are checked in, and one's own place. */
export function SessionCard({ session, account, children }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const mine = session.seats.filter((seat) => seat.account === account)
  const present = mine.find((seat) => seat.present)
  const start = session.agenda[0]?.start
  const title = inMine(session.title)
  const point = session.stage === 'open' ? session.agenda.find((each) => each.id === session.currentPoint) : undefined
  const pointTitle = point?.hidden ? t('sessions.course.closedPoint') : point ? inMine(point.title) : ''
  return (
    <section className={`sheet ${css.card}`} aria-labelledby="session-title">
      <div className={css.line}>
        <StateBadge
          state={session.stage}
          words={session.stage === 'planned' && start ? t('sessions.startsAt', { time: start }) : undefined}
        />
        <span>
          {inMine(session.place)}, {session.hybrid ? t('sessions.hallAndRemote') : t('sessions.hall')}
        </span>
        <span className={css.count}>{t('sessions.checkedIn', checkedIn(session))}</span>
      </div>
      <div id="session-title" className={css.title}>
        <PageTitle>{point ? `${t('sessions.pointTitle', { number: point.number })}. ${pointTitle}` : title}</PageTitle>
      </div>
      <p className={css.day}>
        {point ? `${title} · ` : ''}
        {formatWeekday(language, session.date)}, {formatDate(language, session.date)}
      </p>
      <div className={css.acts}>
        {session.may.checkIn ? <CheckIn session={session} /> : null}
        {children}
      </div>
      <div className={css.foot}>
        <QuorumLine session={session} />
        {mine.length > 0 ? (
          <p className={css.mine} data-present={present ? true : undefined}>
            {present ? <CircleCheck size={18} aria-hidden /> : <CircleDashed size={18} aria-hidden />}
            <span>
              <strong>
                {present
                  ? t('sessions.youAreIn', {
                      mode: t(present.mode === 'remote' ? 'sessions.remote' : 'sessions.inHall'),
                    })
                  : t('sessions.youAreNotIn')}
              </strong>
              <span className={css.hint}>
                {present
                  ? t('sessions.youMayVote')
                  : session.may.checkIn
                    ? t('sessions.course.youAreNotInCheck')
                    : t('sessions.youMayNotVote')}
              </span>
            </span>
          </p>
        ) : null}
        {session.may.checkOut ? <CheckIn session={session} /> : null}
      </div>
    </section>
  )
}
