import { Button } from '@mantine/core'
import CloudOff from 'lucide-react/icons/cloud-off'
import Eye from 'lucide-react/icons/eye'
import Hourglass from 'lucide-react/icons/hourglass'
import Lock from 'lucide-react/icons/lock'
import type { ReactNode } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useNow } from '../clock.tsx'
import { useWords } from '../language.tsx'
import css from './RoomNotice.module.css'
import type { LiveRoom } from './room.ts'
import type { RoomView } from './view.ts'

type Props = {
  readonly room: LiveRoom
  readonly view: RoomView
  readonly timezone: string
  /** When the version shown was made; known to those who come later, too. */
  readonly frozenAt: number | null
  readonly onShowNotAccepted: () => void
}

/** What stands over the text when it matters: a countdown, a freeze, why one only reads, why nothing is sent. */
export function RoomNotice({ room, view, timezone, frozenAt, onShowNotAccepted }: Props) {
  const t = useWords()
  const { line, status, notAccepted } = view
  const freezesAt = status?.freezesAt ?? null
  const lost = notAccepted.length > 0
  const show = lost ? (
    <Button variant="default" size="xs" onClick={onShowNotAccepted}>
      {t('live.notAccepted.show')}
    </Button>
  ) : null
  if (line.kind === 'ended')
    return (
      <Notice colour="offline" icon={<CloudOff size={18} aria-hidden />} alert>
        <span>{isLosable(view) ? t('live.notKept') : t(`live.why.ended.${line.ending}`)}</span>
        <EndedButton room={room} ending={line.ending} />
      </Notice>
    )
  if (isLosable(view))
    return (
      <Notice colour="offline" icon={<CloudOff size={18} aria-hidden />} alert>
        <span>{t('live.notKept')}</span>
      </Notice>
    )
  if (status?.reason === 'frozen') {
    const at = line.kind === 'frozen' ? (line.at ?? frozenAt) : frozenAt
    const words = at === null ? t('live.why.frozen') : t('live.wasFrozen', { time: formatTime(at, timezone) })
    return (
      <Notice colour="frozen" icon={<Lock size={18} aria-hidden />} alert={lost}>
        <span>
          {words} {lost ? t('live.lastWordsOut') : null}
        </span>
        {show}
      </Notice>
    )
  }
  if (freezesAt !== null && status) return <Countdown at={freezesAt - view.clockOffset} />
  if (status?.access === 'read')
    return (
      <Notice colour={status.reason === 'store' ? 'offline' : 'quiet'} icon={<Eye size={18} aria-hidden />}>
        <span>
          {status.reason === 'pen' ? t(`live.why.pen.${status.pen}`) : t(`live.why.${status.reason ?? 'no-right'}`)}
        </span>
        {show}
      </Notice>
    )
  if (!lost) return null
  return (
    <Notice colour="stale" icon={<Eye size={18} aria-hidden />} alert>
      <span>{t('live.refusedWords')}</span>
      {show}
    </Notice>
  )
}

/** Whether closing the page would lose words: they wait, not only for a moment, and the browser keeps nothing. */
function isLosable({ kept, waiting, line }: RoomView): boolean {
  const isOnItsWay = line.kind === 'in-this-page' && line.waiting === 0
  return !kept && waiting > 0 && !isOnItsWay
}

function EndedButton({
  room,
  ending,
}: {
  room: LiveRoom
  ending: 'signed-out' | 'no-right' | 'gone' | 'old-page' | 'fault'
}) {
  const t = useWords()
  switch (ending) {
    case 'signed-out':
      return (
        <Button
          component="a"
          href={`/sign-in?back=${encodeURIComponent(location.pathname)}`}
          variant="default"
          size="xs"
        >
          {t('live.signInAgain')}
        </Button>
      )
    case 'old-page':
      return (
        <Button variant="default" size="xs" onClick={() => location.reload()}>
          {t('live.reload')}
        </Button>
      )
    case 'gone':
      return null
    case 'no-right':
    case 'fault':
      return (
        <Button variant="default" size="xs" onClick={() => room.tryNow()}>
          {t('common.tryAgain')}
        </Button>
      )
  }
}

/** Lies over what stands there, so that nobody's line moves while they finish it. `at` on this device's clock. Said aloud once, when it begins: the seconds are for the eye. */
function Countdown({ at }: { at: number }) {
  const t = useWords()
  const now = useNow(250)
  const seconds = Math.max(0, Math.ceil((at - now) / 1_000))
  return (
    <div className={css.over} data-over>
      <Notice colour="stale" icon={<Hourglass size={18} aria-hidden />}>
        <span className="visually-hidden" role="alert">
          {t('live.freezesIn', { seconds: 10 })}
        </span>
        <strong aria-hidden className="tabular">
          {seconds > 0 ? t('live.freezesIn', { seconds }) : t('live.freezesNow')}
        </strong>
      </Notice>
    </div>
  )
}

type NoticeProps = {
  readonly colour: 'frozen' | 'offline' | 'stale' | 'quiet'
  readonly icon: ReactNode
  readonly alert?: boolean
  readonly children: ReactNode
}

function Notice({ colour, icon, alert = false, children }: NoticeProps) {
  return (
    <div className={css.notice} data-colour={colour} role={alert ? 'alert' : 'note'}>
      {icon}
      <div className={css.words}>{children}</div>
    </div>
  )
}
