import { Button } from '@mantine/core'
import Mic from 'lucide-react/icons/mic'
import { useLanguage, useWords } from '../language.tsx'
import type { Place, VoteDetail } from './data.ts'
import css from './TurnLine.module.css'

type Turn = NonNullable<VoteDetail['turn']>

/** A roll call on the desk: the name to call now, and the next one. */
export function TurnLine(props: {
  readonly vote: VoteDetail
  readonly turn: Turn
  readonly onWord: ((place: Place) => void) | null
}) {
  const { vote, turn, onWord } = props
  const t = useWords()
  const { inMine } = useLanguage()
  const now = vote.roll.find(({ place }) => place === turn.now)
  const next = vote.roll.find(({ place }) => place === turn.next)
  if (!now) return null
  return (
    <div className={css.turn}>
      <p role="status">
        <strong>{t('manners.turn.now', { name: inMine(now.name) })}</strong>
        {next ? <span className="quiet"> {t('manners.turn.next', { name: inMine(next.name) })}</span> : null}
      </p>
      {onWord ? (
        <Button variant="default" size="sm" leftSection={<Mic size={16} aria-hidden />} onClick={() => onWord(now)}>
          {t('manners.turn.record')}
        </Button>
      ) : null}
    </div>
  )
}
