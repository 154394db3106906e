import { Button } from '@mantine/core'
import { Link, type LinkProps, useSearch } from '@tanstack/react-router'
import BookOpen from 'lucide-react/icons/book-open'
import CalendarPlus from 'lucide-react/icons/calendar-plus'
import ChevronRight from 'lucide-react/icons/chevron-right'
import ClipboardList from 'lucide-react/icons/clipboard-list'
import Gavel from 'lucide-react/icons/gavel'
import Languages from 'lucide-react/icons/languages'
import ListOrdered from 'lucide-react/icons/list-ordered'
import UserCheck from 'lucide-react/icons/user-check'
import { lazy, type ReactNode, Suspense } from 'react'
import { keepPeople } from '../../shared/accounts/rules.ts'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { useMe } from '../accounts/data.ts'
import { useAsk } from '../api.ts'
import { FloorPanel } from '../floor/FloorPanel.tsx'
import { TranslationWords, useLanguage, useWords } from '../language.tsx'
import { useMayReadRecord } from '../record/data.ts'
import { AgendaList } from '../sessions/AgendaList.tsx'
import { ConnectedList } from '../sessions/ConnectedList.tsx'
import { CouncilPresence } from '../sessions/CouncilPresence.tsx'
import { type SessionDetail, useCurrentSession, useSession } from '../sessions/data.ts'
import { usePreparation } from '../sessions/plan/data.ts'
import { ReadingBox } from '../sessions/plan/ReadingBox.tsx'
import { SessionCard } from '../sessions/SessionCard.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { Loaded, Waiting } from '../ui/Waiting.tsx'
import { useVotes } from '../votes/data.ts'
import css from './HomePage.module.css'
import { type SetEntry, SetList } from './home/SetList.tsx'
import { VotesList } from './home/VotesList.tsx'

/** With its words only for who is mentioned somewhere. */
const MentionsBox = lazy(async () => ({ default: (await import('../comments/Mentions.tsx')).MentionsBox }))
/** Before the session opens. */
const ComingBox = lazy(async () => ({ default: (await import('../sessions/plan/ComingBox.tsx')).ComingBox }))
/** For the secretariat alone. */
const ReviewNotice = lazy(async () => ({ default: (await import('../amendments/ReviewNotice.tsx')).ReviewNotice }))

/** When there is something in them. */
const MinutesLink = lazy(async () => ({ default: (await import('../minutes/MinutesLink.tsx')).MinutesLink }))

function PlaceCard({ icon, title, hint, to }: { icon: ReactNode; title: string; hint: string; to: LinkProps }) {
  return (
    <Link {...to} className={`sheet ${css.place}`}>
      {icon}
      <span>
        <strong>{title}</strong>
        <span className="quiet">{hint}</span>
      </span>
      <ChevronRight size={18} aria-hidden />
    </Link>
  )
}

function Places({ session }: { session: SessionDetail }) {
  const t = useWords()
  const mayReadRecord = useMayReadRecord()
  const params = { session: session.id }
  const plans = useMe().data?.role === 'secretariat'
  const mayPrepare = usePreparation(session.id).data?.mayPrepare ?? false
  if (!mayReadRecord && !session.may.run && !session.may.noteAttendance && !session.may.seeAttendanceLog) return null
  return (
    <section aria-labelledby="more-title">
      <SectionTitle id="more-title">{t('sessions.more')}</SectionTitle>
      <div className={css.places}>
        {mayPrepare ? (
          <PlaceCard
            icon={<ClipboardList size={20} aria-hidden />}
            title={t('planning.toPlan')}
            hint={t('planning.toPlanHint')}
            to={{ to: '/sessions/$session/plan', params }}
          />
        ) : null}
        {session.may.run || session.may.noteAttendance ? (
          <PlaceCard
            icon={<Gavel size={20} aria-hidden />}
            title={t('sessions.desk')}
            hint={t('sessions.deskHint')}
            to={{ to: '/sessions/$session/desk', params }}
          />
        ) : null}
        {session.may.noteAttendance ? (
          <TranslationWords>
            <TranslationsPlace session={session.id} />
          </TranslationWords>
        ) : null}
        {session.may.noteAttendance || session.may.seeAttendanceLog ? (
          <PlaceCard
            icon={<UserCheck size={20} aria-hidden />}
            title={t('sessions.attendance')}
            hint={t('sessions.attendanceHint')}
            to={{ to: '/sessions/$session/attendance', params }}
          />
        ) : null}
        {plans ? (
          <PlaceCard
            icon={<CalendarPlus size={20} aria-hidden />}
            title={t('planning.newTitle')}
            hint={t('planning.intro')}
            to={{ to: '/sessions/new' }}
          />
        ) : null}
        {mayReadRecord ? (
          <PlaceCard
            icon={<BookOpen size={20} aria-hidden />}
            title={t('record.title')}
            hint={t('sessions.recordHint')}
            to={{ to: '/record' }}
          />
        ) : null}
      </div>
    </section>
  )
}

function TranslationsPlace({ session }: { session: SessionId }) {
  const t = useWords()
  return (
    <PlaceCard
      icon={<Languages size={20} aria-hidden />}
      title={t('translations.pageTitle')}
      hint={t('translations.toPageHint')}
      to={{ to: '/sessions/$session/translations', params: { session } }}
    />
  )
}

function OtherSessions({ current }: { current: string }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const sessions = useAsk('sessions', 'list', {}).data?.sessions.filter((each) => each.id !== current) ?? []
  if (sessions.length === 0) return null
  return (
    <section aria-labelledby="others-title">
      <SectionTitle id="others-title">{t('sessions.otherSessions')}</SectionTitle>
      <ul className={css.others}>
        {sessions.map((each) => (
          <li key={each.id}>
            <Link to="/sessions/$session" params={{ session: each.id }}>
              {inMine(each.title)}
            </Link>{' '}
            <StateBadge state={each.stage} plain />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The text most people want next: one being voted, else the first still drafted, else the first. */
const nextText = (set: readonly SetEntry[]): SetEntry | undefined =>
  set.find((each) => each.vote?.stage === 'open') ??
  set.find((each) => each.stage === 'drafting' && each.number !== null) ??
  set[0]

function Home({ session, account, demo }: { session: SessionDetail; account: AccountId; demo: boolean }) {
  const t = useWords()
  const { view = 'now' } = useSearch({ strict: false })
  const keeps = useMe().data?.role === 'secretariat'
  const set = useAsk('recommendations', 'list', { session: session.id })
  const votes = useVotes(session.id)
  const mentions = useAsk('comments', 'mentions', { session: session.id }).data?.mentions
  const inRecord = useRecordWords()
  const entries = set.data?.recommendations ?? []
  const next = nextText(entries)
  const where = (text: string) => {
    const entry = entries.find((each) => each.textId === text)
    return entry ? `${entry.number ?? ''} ${inRecord(entry.title, entry.sourceLanguage).words}`.trim() : null
  }
  return (
    <div className={css.page} data-view={view}>
      <div className={css.main}>
        <div data-part="now">
          <SessionCard session={session} account={account}>
            {next ? (
              <Button
                variant={session.may.checkIn ? 'default' : 'filled'}
                size="lg"
                leftSection={<ListOrdered size={20} aria-hidden />}
                renderRoot={(props) => (
                  <Link
                    to="/sessions/$session/recommendations/$recommendation"
                    params={{ session: session.id, recommendation: next.id }}
                    {...props}
                  />
                )}
              >
                {t('sessions.openSet')}
              </Button>
            ) : null}
          </SessionCard>
        </div>
        {session.may.noteAttendance ? (
          <Suspense>
            <ReviewNotice session={session.id} />
          </Suspense>
        ) : null}
        {mentions?.some(({ unread }) => unread) ? (
          <Suspense>
            <div data-part="now">
              <MentionsBox session={session.id} />
            </div>
          </Suspense>
        ) : null}
        {session.stage === 'open' ? (
          <div className={`sheet ${css.panel}`} data-part="now">
            <FloorPanel session={session} account={account} />
          </div>
        ) : null}
        {session.stage === 'planned' ? (
          <Suspense>
            <div data-part="now">
              <ComingBox session={session} />
            </div>
          </Suspense>
        ) : null}
        <div data-part="now">
          <ReadingBox session={session} />
        </div>
        <div data-part="texts">
          <Loaded from={set}>
            {(loaded) => (
              <SetList
                session={session.id}
                set={loaded.recommendations}
                hidden={session.agenda.some((point) => point.hidden)}
              />
            )}
          </Loaded>
        </div>
        <div data-part="votes">
          <Loaded from={votes}>{(loaded) => <VotesList votes={loaded.votes} timezone={session.timezone} />}</Loaded>
        </div>
        <div data-part="now">
          <Places session={session} />
        </div>
        <div data-part="now">
          <OtherSessions current={session.id} />
        </div>
      </div>
      <aside className={css.aside}>
        <div data-part="agenda">
          <AgendaList session={session} />
          {session.stage === 'closed' || (keeps && session.stage !== 'planned') ? (
            <Suspense>
              <MinutesLink session={session.id} />
            </Suspense>
          ) : null}
        </div>
        <section className={`sheet ${css.panel}`} data-part="now" aria-labelledby="here-title">
          <SectionTitle id="here-title">{t('sessions.whoIsHere')}</SectionTitle>
          <CouncilPresence session={session} names />
        </section>
        <section className={`sheet ${css.panel}`} data-part="now" aria-labelledby="connected-title">
          <SectionTitle id="connected-title">{t('sessions.whoIsConnected')}</SectionTitle>
          <ConnectedList session={session} account={account} where={where} />
        </section>
        {demo ? (
          <p className={`quiet ${css.demo}`} data-part="now">
            {t('common.demoNotice')}
          </p>
        ) : null}
      </aside>
    </div>
  )
}

/** A session's home: the card, the set with its states, votes, agenda, who is checked in and who is connected. */
export function HomePage() {
  const t = useWords()
  const me = useMe().data
  const list = useAsk('sessions', 'list', {})
  const current = useCurrentSession()
  const session = useSession(current)
  if (!current && list.data)
    return (
      <div className={css.nothing}>
        <EmptyState title={t('sessions.noSessions')}>
          {me?.role === 'secretariat' ? (
            <Link to="/sessions/new">{t('planning.newTitle')}</Link>
          ) : (
            t('sessions.noSessionsText')
          )}
          {me && keepPeople(me).ok ? (
            <p>
              <Link to="/people">{t('people.title')}</Link>
            </p>
          ) : null}
        </EmptyState>
      </div>
    )
  if (!current || !me) return <Waiting />
  return <Loaded from={session}>{(loaded) => <Home session={loaded} account={me.id} demo={me.demo} />}</Loaded>
}
