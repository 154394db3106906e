import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Manner } from '../../shared/councils/model.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useMe } from '../accounts/data.ts'
import { useAsk } from '../api.ts'
import { FloorDesk } from '../floor/FloorDesk.tsx'
import { OrderDesk } from '../floor/OrderDesk.tsx'
import { AfterVoteWords, useLanguage, useWords } from '../language.tsx'
import { CouncilPresence } from '../sessions/CouncilPresence.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { Forecast } from '../sessions/plan/Forecast.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageTitle, SectionTitle } from '../ui/PageTitle.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { WaitingRedactions } from '../versions/WaitingRedactions.tsx'
import { VoteOnFloor } from '../votes/AskedVote.tsx'
import { QuestionsDesk } from '../votes/QuestionsDesk.tsx'
import { SeriesDesk } from '../votes/SeriesDesk.tsx'
import { TrialDesk } from '../votes/TrialDesk.tsx'
import css from './DeskPage.module.css'
import { AmendmentConsole, AmendmentVoteActs, useAmendmentVote } from './desk/AmendmentConsole.tsx'
import { AmendmentsDesk } from './desk/AmendmentsDesk.tsx'
import { Console } from './desk/Console.tsx'
import { DeskActs } from './desk/DeskActs.tsx'
import { DeskScreens } from './desk/DeskScreens.tsx'
import { DeskTexts } from './desk/DeskTexts.tsx'
import { DeskTranslations } from './desk/DeskTranslations.tsx'
import { NextAmendment, useWaiting } from './desk/NextAmendment.tsx'
import { PenSelect } from './desk/PenSelect.tsx'
import { NextPoint, PointActs } from './desk/PointActs.tsx'
import { SessionActs } from './desk/SessionActs.tsx'
import { useDesk } from './desk/useDesk.ts'
import type { SetEntry } from './home/SetList.tsx'

/** The text the chair most likely wants: one with a vote under way, else one just frozen or carried, else the first drafted. */
const likely = (set: readonly SetEntry[]): SetEntry | undefined =>
  set.find((each) => each.vote?.stage === 'open' || each.vote?.stage === 'closed') ??
  set.find((each) => each.freezesAt !== null || each.stage === 'frozen' || each.stage === 'carried') ??
  set.find((each) => each.stage === 'drafting' && each.number !== null) ??
  set[0]

function Now({ session, chosen }: { session: SessionDetail; chosen: SetEntry | undefined }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const point = session.agenda.find((each) => each.id === session.currentPoint)
  return (
    <section aria-labelledby="now-title">
      <SectionTitle id="now-title">{t('votes.desk.now')}</SectionTitle>
      <div className={css.now}>
        {point ? (
          <div>
            <p className="quiet">
              {t('sessions.pointTitle', { number: point.number })} · {point.start}
            </p>
            <p className={css.strong}>{point.hidden ? t('sessions.course.closedPoint') : inMine(point.title)}</p>
          </div>
        ) : (
          <p className="quiet">{t('votes.desk.noPoint')}</p>
        )}
        {chosen ? (
          <div>
            <p className="quiet">{t(`sessions.numbered.${chosen.kind}`, { number: chosen.number ?? '' })}</p>
            <p className={css.strong}>
              <RecordWords value={chosen.title} source={chosen.sourceLanguage} />
            </p>
          </div>
        ) : null}
      </div>
    </section>
  )
}

function DeskOf({ session, set }: { session: SessionDetail; set: readonly SetEntry[] }) {
  const t = useWords()
  const { recommendation } = useSearch({ from: '/frame/sessions/$session/desk' })
  // The choice stays where it is while votes come and go.
  const [first] = useState(() => likely(set)?.id ?? null)
  const chosenId = (recommendation as RecommendationId | undefined) ?? first
  const { desk } = useDesk(session, chosenId)
  const running = useAmendmentVote(session)
  const waits = useWaiting(session, chosenId).some(({ stage }) => stage === 'tabled')
  const me = useMe().data
  const [manner, setManner] = useState<Manner>()
  return (
    <div className={css.desk}>
      <PageTitle hidden>{t('sessions.desk')}</PageTitle>
      <div className={css.left}>
        <Now session={session} chosen={set.find((each) => each.id === chosenId)} />
        <section aria-labelledby="acts-title" className={css.acts}>
          <SectionTitle id="acts-title">{t('votes.desk.mayDo')}</SectionTitle>
          {!session.may.run ? <p className="quiet">{t('votes.desk.notForYou')}</p> : null}
          {session.may.run && running ? <AmendmentVoteActs vote={running} /> : null}
          {session.may.run && !running && chosenId ? (
            <NextAmendment session={session} recommendation={chosenId} />
          ) : null}
          {session.may.run && !running && desk ? (
            <DeskActs key={chosenId} desk={desk} manner={manner} waits={waits} />
          ) : null}
          {session.may.run ? <NextPoint session={session} /> : null}
        </section>
        <WaitingRedactions session={session} />
        <section aria-labelledby="session-acts-title" className={css.acts}>
          <SectionTitle id="session-acts-title">{t('sessions.course.title')}</SectionTitle>
          <SessionActs session={session} voteOpen={set.some((each) => each.vote?.stage === 'open')} />
        </section>
      </div>
      <div className={css.first}>
        <OrderDesk session={session} underWay={(vote) => <VoteOnFloor id={vote} session={session} />} />
      </div>
      <div className={css.centre}>
        {running ? (
          <AmendmentConsole key={running.id} vote={running} session={session} />
        ) : desk ? (
          <Console desk={desk} manner={manner} onManner={setManner} />
        ) : (
          <EmptyState title={t('votes.desk.noChosen')}>{t('votes.desk.noChosenText')}</EmptyState>
        )}
        <AmendmentsDesk session={session} chosen={set.find((each) => each.id === chosenId) ?? null} />
        <DeskTexts session={session.id} set={set} chosen={chosenId} />
        {desk ? <PenSelect key={`${chosenId} ${desk.chosen.pen}`} chosen={desk.chosen} set={set} /> : null}
        <section className={css.acts}>
          <TrialDesk session={session.id} />
        </section>
        <SeriesDesk session={session} set={set} />
        <QuestionsDesk session={session} chosen={set.find((each) => each.id === chosenId) ?? null} />
        <PointActs session={session} />
      </div>
      <aside className={css.right}>
        <SectionTitle>{t('sessions.quorum')}</SectionTitle>
        <CouncilPresence session={session} />
        {session.stage === 'planned' ? <Forecast session={session} /> : null}
        {session.may.noteAttendance || session.may.seeAttendanceLog ? (
          <Link to="/sessions/$session/attendance" params={{ session: session.id }}>
            {t('sessions.attendance')}
          </Link>
        ) : null}
        {me ? <FloorDesk session={session} account={me.id} /> : null}
        <DeskTranslations session={session.id} />
        <DeskScreens session={session} chosen={chosenId} />
      </aside>
    </div>
  )
}

/** The chair's desk: what is under way, the next acts with their effect, the vote console, the quorum. */
export function DeskPage() {
  const { session: id } = useParams({ from: '/frame/sessions/$session/desk' })
  const session = useSession(id as SessionId)
  const set = useAsk('recommendations', 'list', { session: id })
  return (
    <AfterVoteWords>
      <Loaded from={session}>
        {(loaded) => (
          <Loaded from={set}>
            {({ recommendations }) => <DeskOf key={id} session={loaded} set={recommendations} />}
          </Loaded>
        )}
      </Loaded>
    </AfterVoteWords>
  )
}
