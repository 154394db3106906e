import { formatClock, formatDuration } from '../../shared/messages/format.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './Countdown.module.css'
import { type Speaking, useTimeLeft } from './data.ts'

/** Under this the clock says in colour that the end is near. */
const NEAR_MS = 30 * SECOND_MS

type Props = { readonly speaking: Speaking; readonly receivedAt: number; readonly bar?: boolean }

/** How much time who speaks has left, or by how much it is used up: digits, words, and with `bar` a bar. */
export function Countdown({ speaking, receivedAt, bar = false }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const left = useTimeLeft(speaking, receivedAt)
  const over = left < 0
  const whole = formatDuration(language, speaking.seconds * SECOND_MS)
  const shown = over ? `+${formatClock(-left)}` : formatClock(Math.ceil(left / SECOND_MS) * SECOND_MS)
  const state = over ? 'over' : left < NEAR_MS ? 'near' : 'well'
  return (
    <div className={css.countdown} data-state={state} data-bar={bar || undefined}>
      <span className={css.digits} role="timer" aria-label={t('floor.left', { time: shown })}>
        {shown}
      </span>
      {bar ? (
        <span className={css.track} aria-hidden>
          <span style={{ inlineSize: `${Math.min(100, Math.max(0, 100 - left / (speaking.seconds * 10)))}%` }} />
        </span>
      ) : null}
      <span className={css.words}>
        {over
          ? t('floor.over', { time: formatDuration(language, -left) })
          : t(speaking.running ? 'floor.ofTime' : 'floor.ofTimeStopped', { time: whole })}
      </span>
    </div>
  )
}
