import { formatClock } from '../../shared/messages/format.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { useTimeLeft } from '../floor/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SpeakerShown } from './data.ts'
import css from './SpeakerNow.module.css'

/** Who has the floor and how much of the time is left; `at`: when the page was answered. */
export function SpeakerNow({ speaker, at }: { speaker: SpeakerShown; at: number }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const left = useTimeLeft(speaker, at)
  const over = left < 0
  const label = speaker.running ? (over ? 'over' : 'left') : 'stands'
  return (
    <div className={css.speaker}>
      <div>
        <p className={css.label}>{t('screens.page.floor')}</p>
        <p className={css.speaks}>{inMine(speaker.name)}</p>
        <p className={css.label}>{speaker.councils.map((council) => inMine(council)).join(' · ')}</p>
      </div>
      <div className={css.time}>
        <p className={css.label}>{t(`screens.page.${label}`)}</p>
        <p className={css.left} data-over={over || undefined} role="timer">
          {over ? `+${formatClock(-left)}` : formatClock(Math.ceil(left / SECOND_MS) * SECOND_MS)}
        </p>
      </div>
    </div>
  )
}
