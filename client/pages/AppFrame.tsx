import { Link, type LinkProps, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import BookCheck from 'lucide-react/icons/book-check'
import CalendarDays from 'lucide-react/icons/calendar-days'
import Hand from 'lucide-react/icons/hand'
import ListOrdered from 'lucide-react/icons/list-ordered'
import Radio from 'lucide-react/icons/radio'
import { lazy, type ReactNode, Suspense } from 'react'
import { keepPeople, readStatus } from '../../shared/accounts/rules.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { AccountMenu } from '../accounts/AccountMenu.tsx'
import { type Me, useMe } from '../accounts/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useSafeLeaving } from '../live/leaving.ts'
import { WaitingLine } from '../live/WaitingLine.tsx'
import { NewsProvider } from '../news.tsx'
import { useMayReadRecord } from '../record/data.ts'
import { ConnectionLine } from '../sessions/ConnectionLine.tsx'
import { type SessionDetail, useCurrentSession, useSession } from '../sessions/data.ts'
import { usePreparation } from '../sessions/plan/data.ts'
import { QuorumLine } from '../sessions/QuorumLine.tsx'
import { BottomBar, type BottomTab } from '../ui/BottomBar.tsx'
import { Hash } from '../ui/Hash.tsx'
import { InsecureLine, isInsecure } from '../ui/InsecureLine.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TopBar } from '../ui/TopBar.tsx'
import { TopSlot, TopSlotProvider } from '../ui/TopSlot.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { useOpenVote } from '../votes/data.ts'
import { FrozenTexts } from '../votes/FrozenTexts.tsx'
import { TrialSheet } from '../votes/TrialSheet.tsx'
import { VoteSheet } from '../votes/VoteSheet.tsx'
import css from './AppFrame.module.css'

/** Not needed for the first ballot, so not on its path. */
const NewSignIn = lazy(() => import('../accounts/NewSignIn.tsx').then((file) => ({ default: file.NewSignIn })))
/** Of those who keep the house alone. */
const HouseNotices = lazy(() => import('../status/HouseNotices.tsx').then((file) => ({ default: file.HouseNotices })))

/** Where the account may go from anywhere. */
function usePlaces(session: SessionDetail | undefined, me: Me) {
  const t = useWords()
  const mayReadRecord = useMayReadRecord()
  const mayPrepare = usePreparation(session?.id ?? null).data?.mayPrepare ?? false
  const places: { key: string; label: string; to: LinkProps }[] = []
  if (session) {
    const params = { session: session.id }
    places.push({ key: 'session', label: t('common.home'), to: { to: '/sessions/$session', params } })
    if (mayPrepare)
      places.push({ key: 'plan', label: t('planning.toPlan'), to: { to: '/sessions/$session/plan', params } })
    if (session.may.run || session.may.noteAttendance)
      places.push({ key: 'desk', label: t('sessions.desk'), to: { to: '/sessions/$session/desk', params } })
    if (session.may.noteAttendance || session.may.seeAttendanceLog)
      places.push({
        key: 'attendance',
        label: t('sessions.attendance'),
        to: { to: '/sessions/$session/attendance', params },
      })
  }
  if (me.role === 'secretariat' || me.seats.length > 0)
    places.push({ key: 'councils', label: t('sessions.councils'), to: { to: '/councils' } })
  if (keepPeople(me).ok) places.push({ key: 'people', label: t('people.title'), to: { to: '/people' } })
  if (readStatus(me).ok) places.push({ key: 'server', label: t('people.server'), to: { to: '/status' } })
  if (mayReadRecord) places.push({ key: 'record', label: t('record.title'), to: { to: '/record' } })
  places.push({ key: 'account', label: t('people.account.title'), to: { to: '/account' } })
  return places
}

/** The phone's four places; all are parts of the session's home. */
function useTabs(session: SessionDetail | undefined): readonly BottomTab[] {
  const t = useWords()
  const { pathname, search } = useLocation()
  const open = useOpenVote(session?.id ?? null)
  if (!session) return []
  const to = (view?: 'texts' | 'votes' | 'agenda'): LinkProps => ({
    to: '/sessions/$session',
    params: { session: session.id },
    search: view ? { view } : {},
  })
  const atHome = pathname === '/' || pathname === `/sessions/${session.id}`
  const view = (search as { view?: string }).view ?? 'now'
  const at = (name: string) => atHome && view === name
  const calls = open?.mine.some((place) => place.receipt === null) ?? false
  return [
    { key: 'now', label: t('sessions.tabNow'), icon: <Radio size={22} aria-hidden />, to: to(), here: at('now') },
    {
      key: 'texts',
      label: t('sessions.tabTexts'),
      icon: <ListOrdered size={22} aria-hidden />,
      to: to('texts'),
      here: at('texts') || pathname.includes('/recommendations/'),
    },
    {
      key: 'votes',
      label: t('sessions.tabVotes'),
      icon: <Hand size={22} aria-hidden />,
      to: to('votes'),
      here: at('votes') || pathname.startsWith('/votes/'),
      calls,
    },
    {
      key: 'agenda',
      label: t('sessions.tabAgenda'),
      icon: <CalendarDays size={22} aria-hidden />,
      to: to('agenda'),
      here: at('agenda'),
    },
  ]
}

function SessionHead({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <>
      <Link to="/sessions/$session" params={{ session: session.id }} title={inMine(session.title)}>
        {inMine(session.title)}
      </Link>
      <StateBadge state={session.stage} plain />
      <span className="visually-hidden">{t('common.home')}</span>
    </>
  )
}

/** The entry of the record book that suspended or closed the session, to be compared with the screen in the hall. Source: RULES.md SE21. */
function HeadLine({ head }: { head: NonNullable<SessionDetail['head']> }) {
  const t = useWords()
  return (
    <p className={css.recordHead}>
      <BookCheck size={15} aria-hidden /> {t('screens.page.head', { number: head.number })} <Hash hash={head.hash} />
    </p>
  )
}

function useSubtitle(session: SessionDetail): string {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const point = session.agenda.find((each) => each.id === session.currentPoint)
  const date = formatDate(language, session.date)
  if (!point) return date
  const title = point.hidden ? t('sessions.course.closedPoint') : inMine(point.title)
  return `${date} · ${t('sessions.point', { number: point.number })}, ${title}`
}

function SessionSubtitle({ session }: { session: SessionDetail }) {
  return <>{useSubtitle(session)}</>
}

function Frame({ me, children }: { me: Me; children: ReactNode }) {
  const t = useWords()
  useSafeLeaving(me.id)
  const current = useCurrentSession()
  const session = useSession(current).data
  const places = usePlaces(session, me)
  const tabs = useTabs(session)
  return (
    <NewsProvider session={current}>
      <TopSlotProvider>
        <div className={css.frame} data-insecure={isInsecure() || undefined} data-tabs={tabs.length > 0 || undefined}>
          <a className={css.skip} href="#content">
            {t('common.skip')}
          </a>
          <div className={css.top}>
            <InsecureLine />
            <Suspense>
              <NewSignIn />
            </Suspense>
            <Suspense>
              {readStatus(me).ok || session?.presiding === me.id ? <HouseNotices hearsNews={current !== null} /> : null}
            </Suspense>
            <TopBar
              tag={
                me.demo ? (
                  <span className={css.demo} title={t('common.demoNotice')}>
                    {t('common.demo')}
                  </span>
                ) : null
              }
              title={session ? <SessionHead session={session} /> : undefined}
              subtitle={session ? <SessionSubtitle session={session} /> : undefined}
              quorum={session ? <QuorumLine session={session} /> : undefined}
              connection={
                <TopSlot otherwise={<WaitingLine account={me.id} otherwise={session ? <ConnectionLine /> : null} />} />
              }
              account={<AccountMenu me={me} presides={session?.presiding === me.id} places={places} />}
            />
          </div>
          <main id="content" className={css.content} tabIndex={-1}>
            {session?.head ? <HeadLine head={session.head} /> : null}
            {children}
          </main>
          {tabs.length > 0 ? <BottomBar tabs={tabs} /> : null}
          {session ? <VoteSheet session={session} me={me} /> : null}
          {session ? <TrialSheet session={session.id} /> : null}
          {session && me.seats.length > 0 ? <FrozenTexts session={session.id} /> : null}
        </div>
      </TopSlotProvider>
    </NewsProvider>
  )
}

/** What stands round every page of a signed-in account: the bar, the news, the vote sheet, the phone's bar. */
export function AppFrame() {
  const me = useMe()
  return (
    <Loaded from={me}>
      {(known) =>
        known.mustEnrol ? (
          <Navigate to="/second-factor" replace />
        ) : (
          <Frame me={known}>
            <Outlet />
          </Frame>
        )
      }
    </Loaded>
  )
}
