import CloudCheck from 'lucide-react/icons/cloud-check'
import CloudOff from 'lucide-react/icons/cloud-off'
import Eye from 'lucide-react/icons/eye'
import HardDrive from 'lucide-react/icons/hard-drive'
import Loader from 'lucide-react/icons/loader'
import Lock from 'lucide-react/icons/lock'
import { useEffect, useRef, useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useWords } from '../language.tsx'
import type { Line } from './line.ts'
import css from './StatusLine.module.css'

/** The line may say "on this device" at once, but "saved" only after this much quiet, so that it does not flicker while one types. */
const QUIET_MS = 700

const LOOK = {
  joining: { icon: Loader, colour: 'quiet' },
  saved: { icon: CloudCheck, colour: 'saved' },
  'on-this-device': { icon: HardDrive, colour: 'quiet' },
  'in-this-page': { icon: HardDrive, colour: 'quiet' },
  offline: { icon: CloudOff, colour: 'offline' },
  store: { icon: CloudOff, colour: 'offline' },
  frozen: { icon: Lock, colour: 'frozen' },
  'read-only': { icon: Eye, colour: 'quiet' },
  ended: { icon: CloudOff, colour: 'offline' },
} as const

/** Words of the connection line and what they mean. */
function useLineWords(timezone: string): (line: Line) => { words: string; waiting: number; meaning: string } {
  const t = useWords()
  const at = (instant: number | null) => (instant === null ? '' : formatTime(instant, timezone))
  const wordsOf = (line: Line): string => {
    switch (line.kind) {
      case 'saved':
        return t('live.line.saved', { time: at(line.at) }).trim()
      case 'frozen':
        return line.at === null ? t('live.line.frozen') : t('live.line.frozenAt', { time: at(line.at) })
      case 'read-only':
        return t('live.line.readOnly')
      case 'ended':
        return t(`live.line.ended.${line.ending}`)
      default:
        return t(`live.line.${line.kind}`)
    }
  }
  const meaningOf = (line: Line): string => {
    switch (line.kind) {
      case 'frozen':
      case 'store':
        return t(`live.why.${line.kind}`)
      case 'read-only':
        return line.reason === 'pen' ? t(`live.why.pen.${line.pen}`) : t(`live.why.${line.reason}`)
      case 'ended':
        return t(`live.why.ended.${line.ending}`)
      case 'on-this-device':
        return t(line.waiting > 0 ? 'live.explain.overdue' : 'live.explain.on-this-device')
      default:
        return t(`live.explain.${line.kind}`)
    }
  }
  return (line) => {
    const words = wordsOf(line)
    const waiting = line.kind === 'saved' ? 0 : line.waiting
    return {
      words: waiting > 0 ? t('live.line.waits', { line: words, count: waiting }) : words,
      waiting,
      meaning: meaningOf(line),
    }
  }
}

/** The words of a line; where it is narrow, how many changes wait stands for them. */
export function LineWords({ words, waiting }: { words: string; waiting: number }) {
  const t = useWords()
  if (waiting === 0) return <span data-word>{words}</span>
  return (
    <>
      <span data-long>{words}</span>
      <span data-short aria-hidden>
        {t('live.line.waitShort', { count: waiting })}
      </span>
    </>
  )
}

const isOverdue = (line: Line): boolean =>
  (line.kind === 'on-this-device' || line.kind === 'in-this-page') && line.waiting > 0

/** Whether one's words are saved, in the top bar. A screen reader hears only of breaks and returns, not of every save. */
export function StatusLine({ line, timezone }: { line: Line; timezone: string }) {
  const t = useWords()
  const shown = useQuiet(line)
  const say = useLineWords(timezone)
  const { words, waiting, meaning } = say(shown)
  const { icon: Icon, colour } = LOOK[shown.kind]
  const announced = useAnnouncement(shown, words, t('live.backOnline'))
  return (
    <>
      <span className={css.line} data-line data-colour={isOverdue(shown) ? 'offline' : colour} title={meaning}>
        <Icon size={18} aria-hidden />
        <LineWords words={words} waiting={waiting} />
      </span>
      <span className="visually-hidden" role="status">
        {announced}
      </span>
    </>
  )
}

/** The line, with `saved` held back for a moment of quiet. */
function useQuiet(line: Line): Line {
  const [shown, setShown] = useState(line)
  useEffect(() => {
    if (line.kind !== 'saved') return setShown(line)
    const timer = setTimeout(() => setShown(line), QUIET_MS)
    return () => clearTimeout(timer)
  }, [line])
  // Never says saved while something waits, nor an older number of what waits, not even for one frame.
  return line.kind === 'saved' && shown.kind !== 'saved' ? shown : line
}

const GRAVE: ReadonlySet<Line['kind']> = new Set(['offline', 'store', 'frozen', 'read-only', 'ended'])

/** What is worth interrupting for: a break, a return from it, a text that can no longer be written in. */
function useAnnouncement(line: Line, words: string, back: string): string {
  const [said, setSaid] = useState('')
  const wasAway = useRef(false)
  const [heard, setHeard] = useState<Line['kind'] | null>(null)
  // Said once a break: the number that grows with every key is for the eye.
  if (heard !== line.kind) {
    setHeard(line.kind)
    if (GRAVE.has(line.kind)) setSaid(words)
  }
  useEffect(() => {
    if (line.kind === 'offline' || line.kind === 'store') wasAway.current = true
    else if (line.kind === 'saved' && wasAway.current) {
      wasAway.current = false
      setSaid(back)
    }
  }, [line.kind, back])
  return said
}
