import Mic from 'lucide-react/icons/mic'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { Countdown } from './Countdown.tsx'
import { type FloorHere, placeOf } from './data.ts'
import css from './SpeakerLine.module.css'

type Props = { readonly here: FloorHere; readonly session: SessionDetail; readonly account?: string }

/** Who has the floor and for how long still; for everybody. */
export function SpeakerLine({ here, session, account }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { speaking, hidden } = here.floor
  if (!speaking)
    return (
      <p className={css.nobody}>
        <Mic size={18} aria-hidden />
        {t(hidden ? 'floor.closedPoint' : 'floor.nobody')}
      </p>
    )
  const name = inMine(speaking.name)
  const place = placeOf(session, speaking.account, inMine)
  return (
    <div className={css.speaker}>
      <PersonAvatar account={speaking.account} name={speaking.name} size={32} />
      <p className={css.who}>
        <strong>{speaking.account === account ? t('floor.youSpeak') : t('floor.has', { name })}</strong>
        <span className={css.place}>
          {[place, speaking.mode === 'remote' ? t('floor.remote') : ''].filter(Boolean).join(' · ')}
        </span>
      </p>
      <div className={css.time}>
        <Countdown speaking={speaking} receivedAt={here.receivedAt} bar />
      </div>
    </div>
  )
}
