import { formatClock } from '../../shared/messages/format.ts'
import { useNow } from '../clock.tsx'
import { useWords } from '../language.tsx'

const SHOWN_EVERY_MS = 500

/** "Does anybody object?" with the time that is left for saying so. */
export function WindowLeft({ until }: { until: number }) {
  const t = useWords()
  const left = until - useNow(SHOWN_EVERY_MS)
  return (
    <p role="timer" className="tabular">
      <strong>{t('votes.window.question')}</strong>{' '}
      {left > 0 ? t('votes.window.left', { time: formatClock(left) }) : t('votes.window.over')}
    </p>
  )
}
