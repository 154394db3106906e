import { Link } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import Laptop from 'lucide-react/icons/laptop'
import Minus from 'lucide-react/icons/minus'
import { useLanguage, useWords } from '../language.tsx'
import { Gauge } from '../ui/Gauge.tsx'
import { byName } from '../ui/names.ts'
import css from './CouncilPresence.module.css'
import type { SessionDetail } from './data.ts'

type Props = { readonly session: SessionDetail; readonly names?: boolean }

const ROLE_ORDER = { chair: 0, deputy: 1, member: 2 } as const

/** Quorum of each council with a mark a seat, and (`names`) who is checked in. */
export function CouncilPresence({ session, names = false }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  return (
    <div className={css.councils}>
      {session.councils.map((council) => {
        const seats = session.seats.filter((seat) => seat.council === council.id)
        const quorum = session.quorum.find((each) => each.council === council.id)
        const orders = session.orders.find((each) => each.council === council.id)
        const remote = seats.filter((seat) => seat.present && seat.mode === 'remote').length
        const sorted = [...seats].sort(
          (a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || byName<typeof a>(language, (seat) => seat.name)(a, b),
        )
        return (
          <div key={council.id}>
            {quorum ? <Gauge title={inMine(council.name)} remote={remote} {...quorum} /> : null}
            {names && orders ? (
              <Link
                className={css.orders}
                to="/councils/$council/standing-orders"
                params={{ council: council.id }}
                search={{ version: orders.version }}
              >
                {t('sessions.ordersLink', { version: orders.version })}
              </Link>
            ) : null}
            {names ? (
              <ul className={css.names}>
                {sorted.map((seat) => (
                  <li key={seat.id} className={css.name} data-present={seat.present || undefined}>
                    {!seat.present ? (
                      <Minus size={14} aria-hidden />
                    ) : seat.mode === 'remote' ? (
                      <Laptop size={14} aria-hidden />
                    ) : (
                      <Check size={14} aria-hidden />
                    )}
                    <span>
                      {inMine(seat.name)}
                      {seat.role === 'member' ? null : (
                        <span className={css.role}> {t(`sessions.${seat.role}Short`)}</span>
                      )}
                      <span className="visually-hidden">
                        ,{' '}
                        {t(
                          !seat.present
                            ? 'sessions.absent'
                            : seat.mode === 'remote'
                              ? 'sessions.remote'
                              : 'sessions.inHall',
                        )}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        )
      })}
    </div>
  )
}
