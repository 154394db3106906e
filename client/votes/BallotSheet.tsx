import { ActionIcon, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Clock from 'lucide-react/icons/clock'
import Hand from 'lucide-react/icons/hand'
import X from 'lucide-react/icons/x'
import { useEffect, useId, useRef, useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import type { Me } from '../accounts/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConnectionLine } from '../sessions/ConnectionLine.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { Mark } from '../ui/Mark.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import css from './BallotSheet.module.css'
import { CastProgress } from './CastProgress.tsx'
import type { VoteDetail } from './data.ts'
import { ObjectBox } from './ObjectBox.tsx'
import { PlaceBallot } from './PlaceBallot.tsx'
import { Receipt, ReceiptFoot } from './Receipt.tsx'
import { TurnNote } from './TurnNote.tsx'
import { VotedText } from './VotedText.tsx'

type Props = {
  readonly vote: VoteDetail
  readonly session: SessionDetail
  readonly me: Me
  readonly opened: boolean
  readonly onAside: () => void
}

/** For whom one votes: name and the councils of the place. */
function usePlaceWords(vote: VoteDetail) {
  const { inMine } = useLanguage()
  return (place: VoteDetail['mine'][number]) =>
    place.seats
      .map((seat) => vote.councils.find((council) => council.id === seat.council))
      .flatMap((council) => (council ? [inMine(council.name)] : []))
      .join(', ')
}

/** The sheet of an open vote: the question, the frozen text, three choices, and then the receipt. */
export function BallotSheet({ vote, session, me, opened, onAside }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [changing, setChanging] = useState<string | null>(null)
  const councilsOf = usePlaceWords(vote)
  const open = vote.stage === 'open'
  const [first] = vote.mine
  const done = vote.mine.length > 0 && vote.mine.every((place) => place.receipt !== null) && changing === null
  const holdsSheet = (place: string) => vote.roll.some((one) => one.place === place && one.sheet !== null)
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  // The button that was pressed is gone with its ballot: what is said instead gets its focus.
  useEffect(() => {
    if (done && opened && document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [done, opened])
  return (
    <Sheet opened={opened} labelledBy={headingId} onClose={onAside} className={css.content}>
      <div className={css.sheet}>
        <div className={css.top}>
          <Mark size={22} />
          <span className={css.session}>{inMine(session.title)}</span>
          <ConnectionLine />
          <ActionIcon variant="subtle" size={44} aria-label={t('votes.sheet.putAside')} onClick={onAside}>
            <X size={20} aria-hidden />
          </ActionIcon>
        </div>
        <div className={css.middle}>
          <div className={css.line}>
            <StateBadge
              state={open ? 'voting' : 'closed'}
              words={t(open ? 'votes.sheet.open' : 'votes.sheet.closed')}
            />
            <span className={css.since}>
              <Clock size={15} aria-hidden />
              {t('votes.sheet.since', { time: formatTime(vote.openedAt, session.timezone) })}
            </span>
          </div>
          <h2 ref={heading} id={headingId} className={css.question} data-autofocus tabIndex={-1}>
            {done ? t('votes.sheet.done') : inMine(vote.question.sentence)}
          </h2>
          {done || vote.question.kind !== 'procedure' ? (
            <p className={css.what}>
              <RecordWords value={vote.question.title} />
            </p>
          ) : null}
          {done ? (
            vote.mine.map((place) =>
              place.receipt ? (
                <Receipt
                  key={place.place}
                  vote={vote}
                  receipt={place.receipt}
                  who={`${inMine(me.name)}, ${councilsOf(place)}`}
                  timezone={session.timezone}
                />
              ) : null,
            )
          ) : (
            <VotedText vote={vote} />
          )}
          {(done || vote.mine.length === 0) && !vote.window ? (
            <>
              <CastProgress {...vote.progress} />
              {vote.stage === 'announced' ? null : <p className="quiet">{t('votes.sheet.outcomeLater')}</p>}
            </>
          ) : vote.window ? null : (
            <p className="quiet">{inMine(vote.carriedBy)}</p>
          )}
        </div>
        <div className={css.foot}>
          {vote.notMine ? <p>{t(`votes.sheet.notMine.${vote.notMine}`)}</p> : null}
          {vote.window ? <ObjectBox vote={vote} window={vote.window} /> : null}
          {open && vote.hands && vote.mine.length > 0 ? (
            <p className={css.who}>
              <Hand size={20} aria-hidden />
              <span>{t('manners.hands.device')}</span>
            </p>
          ) : open && !vote.window ? (
            vote.mine.map((place) => (
              <div key={place.place} className={css.place}>
                {place.receipt && changing !== place.place ? (
                  <ReceiptFoot
                    vote={vote}
                    receipt={place.receipt}
                    onChange={() => setChanging(place.place)}
                    onClose={onAside}
                  />
                ) : (
                  <>
                    <p className={css.who}>
                      <PersonAvatar account={me.id} name={me.name} />
                      <span>
                        {t('votes.sheet.youVoteFor', { name: inMine(me.name) })}
                        <span className={css.councils}>
                          {councilsOf(place)} · {t(`votes.manners.${vote.manner}`)}
                        </span>
                      </span>
                    </p>
                    {holdsSheet(place.place) ? (
                      <p>{t('manners.paper.yours')}</p>
                    ) : (
                      <>
                        <TurnNote turn={vote.turn} place={place.place} />
                        <PlaceBallot
                          vote={vote}
                          place={place}
                          onCast={() => setChanging(null)}
                          {...(place.receipt ? { onBack: () => setChanging(null) } : {})}
                        />
                      </>
                    )}
                  </>
                )}
              </div>
            ))
          ) : (
            <>
              {first && !first.receipt && !vote.window && !vote.hands ? (
                <p className={css.lost}>{t('votes.sheet.notCounted')}</p>
              ) : null}
              {open ? null : (
                <Button
                  variant="default"
                  size="lg"
                  renderRoot={(props) => (
                    <Link to="/votes/$vote" params={{ vote: vote.id }} {...props} onClick={onAside} />
                  )}
                >
                  {t(vote.stage === 'announced' ? 'votes.sheet.outcome' : 'recommendations.toVote')}
                </Button>
              )}
            </>
          )}
          {vote.mine.length === 0 && open ? (
            <Button variant="default" size="lg" onClick={onAside}>
              {t('votes.sheet.toText')}
            </Button>
          ) : null}
        </div>
      </div>
    </Sheet>
  )
}
