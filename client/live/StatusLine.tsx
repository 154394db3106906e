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
  offline: { icon: CloudOff, colour: 'offline' },
  frozen: { icon: Lock, colour: 'frozen' },
  'read-only': { icon: Eye, colour: 'quiet' },
  ended: { icon: CloudOff, colour: 'offline' },
} as const

/** Words of the connection line and what they mean. */
export function useLineWords(timezone: string): (line: Line) => { words: string; meaning: string } {
  const t = useWords()
  return (line) => {
    switch (line.kind) {
      case 'saved':
        return {
          words: t('live.line.saved', { time: line.at === null ? '' : formatTime(line.at, timezone) }).trim(),
          meaning: t('live.explain.saved'),
        }
      case 'offline':
        return {
          words: line.waiting > 0 ? t('live.line.offlineWaiting', { count: line.waiting }) : t('live.line.offline'),
          meaning: t('live.explain.offline'),
        }
      case 'frozen':
        return {
          words:
            line.at === null ? t('live.line.frozen') : t('live.line.frozenAt', { time: formatTime(line.at, timezone) }),
          meaning: t('live.why.frozen'),
        }
      case 'read-only':
        return {
          words: t('live.line.readOnly'),
          meaning: t(line.reason === 'store' ? 'live.why.store' : 'live.why.no-right'),
        }
      case 'ended':
        return { words: t(`live.line.ended.${line.ending}`), meaning: t(`live.why.ended.${line.ending}`) }
      case 'joining':
      case 'on-this-device':
        return { words: t(`live.line.${line.kind}`), meaning: t(`live.explain.${line.kind}`) }
    }
  }
}

/** Whether one's words are saved, in the top bar. A screen reader hears only of breaks and returns, not of every save. */
export function StatusLine({ line, timezone }: { line: Line; timezone: string }) {
  const t = useWords()
  const shown = useQuiet(line)
  const say = useLineWords(timezone)
  const { words, meaning } = say(shown)
  const { icon: Icon, colour } = LOOK[shown.kind]
  const announced = useAnnouncement(shown, words, t('live.backOnline'))
  return (
    <>
      <span className={css.line} data-line data-colour={colour} title={meaning}>
        <Icon size={18} aria-hidden />
        <span data-word>{words}</span>
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
  // Never says saved while something waits, not even for one frame.
  return line.kind !== 'saved' && shown.kind === 'saved' ? line : shown
}

const GRAVE: ReadonlySet<Line['kind']> = new Set(['offline', 'frozen', 'read-only', 'ended'])

/** What is worth interrupting for: a break, a return from it, a text that can no longer be written in. */
function useAnnouncement(line: Line, words: string, back: string): string {
  const [said, setSaid] = useState('')
  const wasOffline = useRef(false)
  useEffect(() => {
    if (GRAVE.has(line.kind)) setSaid(words)
    if (line.kind === 'offline') wasOffline.current = true
    else if (line.kind === 'saved' && wasOffline.current) {
      wasOffline.current = false
      setSaid(back)
    }
  }, [line.kind, words, back])
  return said
}
