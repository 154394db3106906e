import { formatDayAndMonth, formatTime, localDateOf } from '../../shared/messages/format.ts'
import { type Instant, MINUTE_MS } from '../../shared/time.ts'
import { useNow } from '../clock.tsx'
import { useLanguage } from '../language.tsx'

/** An instant as a translator is told it: the hour, and the day where it is another one than today's. */
export function useWhen(timezone: string): (instant: Instant) => string {
  const { language } = useLanguage()
  const now = useNow(MINUTE_MS)
  return (instant) => {
    const day = localDateOf(instant, timezone)
    const time = formatTime(instant, timezone)
    return day === localDateOf(now, timezone) ? time : `${formatDayAndMonth(language, day)}, ${time}`
  }
}
