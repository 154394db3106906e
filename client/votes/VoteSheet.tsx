import { Button } from '@mantine/core'
import Hand from 'lucide-react/icons/hand'
import { useEffect, useRef, useState } from 'react'
import type { VoteId } from '../../shared/ids.ts'
import type { Me } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { BallotSheet } from './BallotSheet.tsx'
import { useOpenVote, useVote, type VoteDetail } from './data.ts'
import css from './VoteSheet.module.css'

/** The sheet gives focus back by itself first. */
const AFTER_SHEET_MS = 50

const waits = (vote: VoteDetail) => vote.mine.some((place) => place.receipt === null)

function useBarWords(vote: VoteDetail): string {
  const t = useWords()
  if (vote.notMine) return t(`votes.sheet.notMine.${vote.notMine}`)
  if (vote.hands) return t('manners.hands.bar')
  if (vote.window) return t('votes.window.question')
  const receipt = vote.mine.find((place) => place.receipt)?.receipt
  if (waits(vote) || !receipt) return t('votes.sheet.barNotCast')
  return t('votes.sheet.barCast', { choice: t(`votes.choices.${receipt.choice}`) })
}

/** Reopens the sheet that was put aside (`seen`); says what is recorded, or that nothing is. */
function AsideBar({ vote, seen, onOpen }: { vote: VoteDetail; seen: boolean; onOpen: () => void }) {
  const t = useWords()
  const words = useBarWords(vote)
  const show = useRef<HTMLButtonElement>(null)
  // What had focus before the sheet may be gone, such as an editor of a text frozen meanwhile.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.activeElement === document.body && seen) show.current?.focus({ preventScroll: true })
    }, AFTER_SHEET_MS)
    return () => clearTimeout(timer)
  }, [seen])
  return (
    <div className={css.bar} role="status" data-waits={waits(vote) || undefined}>
      <Hand size={20} aria-hidden />
      <span className={css.words}>{words}</span>
      <Button ref={show} variant="default" size="sm" onClick={onOpen}>
        {t('votes.sheet.barOpen')}
      </Button>
    </div>
  )
}

/**
 * Opens by itself when a vote opens in which one has a place that has not cast; put aside, a bar stays.
 * Somebody who holds a seat but no place is told why.
 */
export function VoteSheet({ session, me }: { session: SessionDetail; me: Me }) {
  const open = useOpenVote(session.id)
  const [shown, setShown] = useState<VoteId | null>(null)
  const [seen, setSeen] = useState<VoteId | null>(null)
  const [aside, setAside] = useState(false)
  // A vote that closes under the sheet stays in it, to say whether the ballot counted.
  const kept = useVote(shown === open?.id ? null : shown).data
  const vote = shown && shown !== open?.id ? kept : open
  const calls = open && waits(open) && open.id !== seen ? open.id : null
  useEffect(() => {
    if (!calls) return
    setSeen(calls)
    setShown(calls)
  }, [calls])
  const putAside = () => {
    setAside(true)
    setShown(null)
  }
  if (!vote) return null
  const concerned = vote.mine.length > 0 || (vote.notMine !== null && vote.notMine !== 'no-seat')
  if (!concerned) return null
  return (
    <>
      {shown === null && vote.stage === 'open' ? (
        <AsideBar vote={vote} seen={aside} onOpen={() => setShown(vote.id)} />
      ) : null}
      <BallotSheet key={vote.id} vote={vote} session={session} me={me} opened={shown !== null} onAside={putAside} />
    </>
  )
}
