import { useWords } from '../language.tsx'
import type { VoteDetail } from './data.ts'
import css from './TurnNote.module.css'

/** On the member's own sheet: that their name is called, or comes next. */
export function TurnNote({ turn, place }: { turn: VoteDetail['turn']; place: string }) {
  const t = useWords()
  const words = turn?.now === place ? 'yours' : turn?.next === place ? 'youNext' : null
  return (
    <p className={css.note} role="status" data-now={words === 'yours' || undefined}>
      {words ? t(`manners.turn.${words}`) : null}
    </p>
  )
}
