import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import CircleCheck from 'lucide-react/icons/circle-check'
import type { SessionId } from '../../shared/ids.ts'
import { useMe } from '../accounts/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { CheckIn } from '../sessions/CheckIn.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './CheckInPage.module.css'

function Here({ session, account }: { session: SessionDetail; account: string }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const mine = session.seats.filter((seat) => seat.account === account)
  const present = mine.find((seat) => seat.present)
  const why =
    mine.length === 0
      ? t('sessions.course.checkInNoSeat')
      : session.stage !== 'open'
        ? t('sessions.course.checkInNotOpen')
        : t('sessions.course.checkInText')
  return (
    <section className={`sheet ${css.card}`}>
      <StateBadge state={session.stage} />
      <PageTitle>{t('sessions.course.checkIn')}</PageTitle>
      <p className={css.session}>{inMine(session.title)}</p>
      {present ? (
        <p className={css.done} role="status">
          <CircleCheck size={28} aria-hidden />
          {t('sessions.course.checkedInAt', {
            mode: t(present.mode === 'remote' ? 'sessions.remote' : 'sessions.inHall'),
          })}
        </p>
      ) : (
        <p>{why}</p>
      )}
      <CheckIn session={session} />
      <Button
        variant={present ? 'filled' : 'default'}
        size="lg"
        renderRoot={(props) => <Link to="/sessions/$session" params={{ session: session.id }} {...props} />}
      >
        {t('sessions.course.toSession')}
      </Button>
    </section>
  )
}

/** Where the QR on the projector leads: one press and one is checked in. */
export function CheckInPage() {
  const { session: id } = useParams({ from: '/frame/sessions/$session/check-in' })
  const session = useSession(id as SessionId)
  const me = useMe().data
  return <Loaded from={session}>{(loaded) => (me ? <Here session={loaded} account={me.id} /> : null)}</Loaded>
}
