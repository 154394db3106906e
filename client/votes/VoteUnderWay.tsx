import { Progress } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { unbroken } from '../ui/unbroken.ts'
import type { Place, VoteDetail } from './data.ts'
import { HandsUnderWay } from './HandsUnderWay.tsx'
import { OutcomeBars } from './OutcomeBars.tsx'
import { SeatGrid } from './SeatGrid.tsx'
import { SheetDialog } from './SheetDialog.tsx'
import { SetAsideTellers, WaitingTellers } from './Tellers.tsx'
import { TurnLine } from './TurnLine.tsx'
import css from './VoteUnderWay.module.css'
import { WindowUnderWay } from './WindowUnderWay.tsx'
import { WordDialog } from './WordDialog.tsx'

/** The vote as it runs: how many have voted, and every seat. */
export function Running({ vote, session }: { vote: VoteDetail; session: SessionDetail }) {
  const t = useWords()
  const [word, setWord] = useState<Place | null>(null)
  const chosen = vote.roll.find(({ place }) => place === word?.place)
  const connected = useAsk('sessions', 'connected', { session: session.id }).data?.accounts
  const { cast, places } = vote.progress
  if (vote.window) return <WindowUnderWay vote={vote} window={vote.window} notes={session.may.noteAttendance} />
  if (vote.hands)
    return (
      <>
        <HandsUnderWay vote={vote} hands={vote.hands} />
        <WaitingTellers vote={vote} />
        <SetAsideTellers vote={vote} timezone={session.timezone} />
        <SeatGrid vote={vote} connected={null} onWord={null} />
      </>
    )
  return (
    <>
      <div className={css.progress}>
        <p className={css.number}>
          <strong>{cast}</strong> {t('votes.desk.total', { count: places })}
        </p>
        <div className={css.bar}>
          <p>
            <strong>{t('votes.desk.progress')}</strong>{' '}
            <span className="quiet">{t(`votes.desk.shown.${vote.manner}`)}</span>
          </p>
          <Progress
            value={places > 0 ? (100 * cast) / places : 0}
            size={11}
            aria-label={t('votes.sheet.progress', { cast, places })}
            transitionDuration={0}
          />
        </div>
      </div>
      {vote.turn ? <TurnLine vote={vote} turn={vote.turn} onWord={vote.may.recordWord ? setWord : null} /> : null}
      {vote.may.recordWord ? <p className="quiet">{t('votes.desk.recordWordHint')}</p> : null}
      <SeatGrid
        vote={vote}
        connected={connected ? new Set(connected.map((each) => each.account)) : null}
        onWord={vote.may.recordWord ? setWord : null}
      />
      <WaitingTellers vote={vote} />
      <SetAsideTellers vote={vote} timezone={session.timezone} />
      {chosen?.sheet ? <SheetDialog vote={vote} place={chosen} onClose={() => setWord(null)} /> : null}
      {chosen && !chosen.sheet ? <WordDialog vote={vote} place={chosen} onClose={() => setWord(null)} /> : null}
    </>
  )
}

/** The vote after its close: the outcome in words and bars. */
export function Finished({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  if (!vote.outcome) return vote.stage === 'closed' ? <p>{t('votes.page.closedNotAnnounced')}</p> : null
  return (
    <>
      {vote.stage === 'closed' ? <p className="quiet">{t('votes.desk.outcomeAfterClose')}</p> : null}
      <p className={css.headline}>{unbroken(inMine(vote.outcome.headline))}</p>
      <p className={css.explanation}>{unbroken(inMine(vote.outcome.explanation))}</p>
      <OutcomeBars outcome={vote.outcome} vote={vote} />
    </>
  )
}
