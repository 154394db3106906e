import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import Printer from 'lucide-react/icons/printer'
import type { VoteId } from '../../shared/ids.ts'
import { formatTime } from '../../shared/messages/format.ts'
import { AfterVoteWords, useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { type State, StateBadge } from '../ui/StateBadge.tsx'
import { unbroken } from '../ui/unbroken.ts'
import { Loaded } from '../ui/Waiting.tsx'
import { CastProgress } from '../votes/CastProgress.tsx'
import { DecidesLine } from '../votes/DecidesLine.tsx'
import { useVote, type VoteDetail } from '../votes/data.ts'
import { Opinions } from '../votes/Opinions.tsx'
import { OutcomeBars } from '../votes/OutcomeBars.tsx'
import { OutcomeSteps } from '../votes/OutcomeSteps.tsx'
import { PaperSheets } from '../votes/PaperSheets.tsx'
import { Remedies } from '../votes/Remedies.tsx'
import { RollTable } from '../votes/RollTable.tsx'
import { SetAsideTellers } from '../votes/Tellers.tsx'
import { VoidNotice } from '../votes/VoidNotice.tsx'
import { VotedText } from '../votes/VotedText.tsx'
import { VoteFacts } from '../votes/VoteFacts.tsx'
import { WhatNext } from '../votes/WhatNext.tsx'
import { WindowLeft } from '../votes/WindowLeft.tsx'
import css from './VotePage.module.css'

const stateOf = (vote: VoteDetail): State => {
  if (vote.stage === 'open') return 'voting'
  if (vote.stage === 'void') return 'void'
  if (vote.adopted) return 'adopted'
  return vote.stage === 'announced' && vote.outcome ? vote.outcome.result : 'closed'
}

function Outcome({ vote, timezone, keeps }: { vote: VoteDetail; timezone: string; keeps: boolean }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { outcome } = vote
  const isVoid = vote.stage === 'void'
  // Many amendments have one text: above an outcome stands which of them it is of.
  const asked = vote.outcome !== null && vote.question.amendment !== null
  const head = vote.outcome ? unbroken(inMine(vote.outcome.headline)) : inMine(vote.question.sentence)
  return (
    <div className={css.page}>
      <article className={css.main}>
        <p className={css.line}>
          <StateBadge state={stateOf(vote)} />
          <span>
            {t('votes.page.title', { number: vote.number })} ·{' '}
            <RecordWords value={asked ? vote.question.sentence : vote.question.title} />
          </span>
        </p>
        <div className={css.headline} data-void={(isVoid && outcome !== null) || undefined}>
          <PageTitle>{head}</PageTitle>
        </div>
        <DecidesLine vote={vote} />
        {vote.question.kind === 'adopt-recommendation' ? null : <VotedText vote={vote} />}
        <p className="quiet tabular">
          {t('votes.page.openedAt', { time: formatTime(vote.openedAt, timezone) })}
          {vote.announcedAt
            ? `, ${t('votes.page.announcedAt', { time: formatTime(vote.announcedAt, timezone) })}`
            : null}
        </p>
        <VoidNotice vote={vote} timezone={timezone} />
        {outcome ? (
          <>
            <p className={css.explanation}>{unbroken(inMine(outcome.explanation))}</p>
            {vote.window?.objection ? (
              <p>{t('votes.window.objected', { name: inMine(vote.window.objection.name) })}</p>
            ) : null}
            <OutcomeBars outcome={outcome} vote={vote} />
            <OutcomeSteps outcome={outcome} />
          </>
        ) : (
          <>
            <p className={css.explanation}>
              {vote.stage === 'open' ? t(`votes.page.stillOpen.${vote.manner}`) : null}
              {vote.stage === 'closed' ? t('votes.page.closedNotAnnounced') : null}
            </p>
            <p className={css.explanation}>{inMine(vote.carriedBy)}</p>
            {vote.window && vote.stage === 'open' ? (
              <WindowLeft until={vote.window.until} />
            ) : vote.hands ? null : (
              <CastProgress {...vote.progress} />
            )}
          </>
        )}
        <SetAsideTellers vote={vote} timezone={timezone} />
        <Remedies vote={vote} timezone={timezone} />
        <Opinions vote={vote} timezone={timezone} />
        <WhatNext vote={vote} />
      </article>
      <aside className={css.aside}>
        <RollTable vote={vote} />
        <PaperSheets vote={vote} keeps={keeps} />
        <VoteFacts vote={vote} />
        <div className="no-print">
          <Button
            variant="default"
            size="md"
            leftSection={<Printer size={18} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('votes.page.print')}
          </Button>
        </div>
      </aside>
    </div>
  )
}

/** A vote: while open its progress, after the announcement the outcome as a sentence, as bars, as steps and as a roll. */
export function VotePage() {
  const { vote: id } = useParams({ from: '/frame/votes/$vote' })
  const vote = useVote(id as VoteId)
  const session = useSession(vote.data?.session ?? null)
  const { timezone, may } = session.data ?? { timezone: 'UTC', may: null }
  return (
    <AfterVoteWords>
      <Loaded from={vote}>
        {(loaded) => <Outcome vote={loaded} timezone={timezone} keeps={may?.noteAttendance ?? false} />}
      </Loaded>
    </AfterVoteWords>
  )
}
