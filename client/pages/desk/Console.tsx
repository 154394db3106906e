import { Link } from '@tanstack/react-router'
import type { Manner } from '../../../shared/councils/model.ts'
import { formatDuration, formatTime } from '../../../shared/messages/format.ts'
import { useNow } from '../../clock.tsx'
import { useLanguage, useWords } from '../../language.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { RecordWords } from '../../ui/RecordWords.tsx'
import { StateBadge, shownState } from '../../ui/StateBadge.tsx'
import { Remedies } from '../../votes/Remedies.tsx'
import { VoidNotice } from '../../votes/VoidNotice.tsx'
import { VoteSteps } from '../../votes/VoteSteps.tsx'
import { Finished, Running } from '../../votes/VoteUnderWay.tsx'
import { WhatNext } from '../../votes/WhatNext.tsx'
import css from './Console.module.css'
import { PreparedRoll } from './PreparedRoll.tsx'
import { type Desk, isPreparing } from './useDesk.ts'

function OpenFor({ since }: { since: number }) {
  const t = useWords()
  const { language } = useLanguage()
  const now = useNow()
  return <>{t('votes.desk.openFor', { duration: formatDuration(language, Math.max(0, now - since)) })}</>
}

type Props = { readonly desk: Desk; readonly manner: Manner | undefined; readonly onManner: (manner: Manner) => void }

/** The vote console of the chosen text: what is asked, the four steps, and what each step shows. */
export function Console({ desk, manner, onManner }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { session, chosen, vote, prepared } = desk
  const again = (vote?.stage === 'announced' || vote?.stage === 'void') && isPreparing(chosen)
  const current = again ? null : vote
  const state = shownState(chosen)
  return (
    <section className={`sheet ${css.console}`} aria-labelledby="console-title">
      <div className={css.line}>
        <StateBadge state={state} large={state === 'voting'} />
        {current?.stage === 'open' ? (
          <span className="quiet tabular">
            {t('votes.sheet.since', { time: formatTime(current.openedAt, session.timezone) })} ·{' '}
            <OpenFor since={current.openedAt} /> · {t(`votes.manners.${current.manner}`)}
          </span>
        ) : null}
        {chosen.version ? (
          <span className={css.version}>
            {t('votes.desk.version', { number: chosen.version.number })} <Hash hash={chosen.version.hash} />
          </span>
        ) : null}
      </div>
      <h2 id="console-title" className={css.title}>
        {current ? (
          inMine(current.question.sentence)
        ) : (
          <RecordWords value={chosen.title} source={chosen.sourceLanguage} />
        )}
      </h2>
      <p className={css.links}>
        {current ? (
          <span>
            <RecordWords value={chosen.title} source={chosen.sourceLanguage} />
          </span>
        ) : null}
        <Link
          to="/sessions/$session/recommendations/$recommendation"
          params={{ session: session.id, recommendation: chosen.id }}
        >
          {t('votes.desk.readText')}
        </Link>
        {chosen.version &&
        session.may.seeAttendanceLog &&
        (chosen.stage === 'frozen' || chosen.stage === 'no-decision') ? (
          <Link
            to="/sessions/$session/paper-kit/$recommendation"
            params={{ session: session.id, recommendation: chosen.id }}
          >
            {t('manners.kitOpen')}
          </Link>
        ) : null}
        {vote && vote.stage !== 'open' ? (
          <Link to="/votes/$vote" params={{ vote: vote.id }}>
            {t('votes.desk.wholeOutcome')}
          </Link>
        ) : null}
        {chosen.stage === 'adopted' ? (
          <Link to="/adopted/$recommendation" params={{ recommendation: chosen.id }}>
            {t('votes.desk.adoptedText')}
          </Link>
        ) : null}
      </p>
      {chosen.stage === 'drafting' ? null : (
        <VoteSteps at={current && current.stage !== 'void' ? current.stage : 'prepared'} />
      )}
      {vote ? <VoidNotice vote={vote} timezone={session.timezone} /> : null}
      {current ? (
        current.stage === 'open' ? (
          <Running vote={current} session={session} />
        ) : (
          <Finished vote={current} />
        )
      ) : prepared ? (
        <PreparedRoll session={session} prepared={prepared} manner={manner} onManner={onManner} />
      ) : null}
      {vote ? (
        <>
          <Remedies vote={vote} timezone={session.timezone} />
          <WhatNext vote={vote} onDesk />
        </>
      ) : null}
    </section>
  )
}
