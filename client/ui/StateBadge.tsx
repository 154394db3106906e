import Ban from 'lucide-react/icons/ban'
import BookCheck from 'lucide-react/icons/book-check'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDot from 'lucide-react/icons/circle-dot'
import CircleMinus from 'lucide-react/icons/circle-minus'
import CirclePause from 'lucide-react/icons/circle-pause'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import CloudOff from 'lucide-react/icons/cloud-off'
import type Eye from 'lucide-react/icons/eye'
import FileCheck from 'lucide-react/icons/file-check'
import Hand from 'lucide-react/icons/hand'
import History from 'lucide-react/icons/history'
import Lock from 'lucide-react/icons/lock'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Square from 'lucide-react/icons/square'
import Undo2 from 'lucide-react/icons/undo-2'
import type { common } from '../../shared/messages/en/common.ts'
import { useWords } from '../language.tsx'
import css from './StateBadge.module.css'

/** Every state that is shown: of a recommendation, of a session, of a language, of the line. */
export type State = keyof (typeof common)['states']

const LOOK = {
  drafting: { icon: Pencil, colour: 'drafting' },
  frozen: { icon: Lock, colour: 'frozen' },
  voting: { icon: Hand, colour: 'voting' },
  carried: { icon: CircleCheck, colour: 'carried' },
  adopted: { icon: CircleCheck, colour: 'adopted' },
  rejected: { icon: CircleX, colour: 'rejected' },
  'no-decision': { icon: CircleMinus, colour: 'drafting' },
  void: { icon: Ban, colour: 'rejected' },
  deferred: { icon: Clock, colour: 'deferred' },
  withdrawn: { icon: Undo2, colour: 'withdrawn' },
  stale: { icon: RefreshCw, colour: 'stale' },
  offline: { icon: CloudOff, colour: 'offline' },
  final: { icon: FileCheck, colour: 'adopted' },
  published: { icon: BookCheck, colour: 'adopted' },
  'followed-up': { icon: History, colour: 'frozen' },
  planned: { icon: Clock, colour: 'drafting' },
  open: { icon: CircleDot, colour: 'adopted' },
  suspended: { icon: CirclePause, colour: 'stale' },
  closed: { icon: Square, colour: 'drafting' },
} as const satisfies Record<State, { icon: typeof Eye; colour: string }>

/** The state a recommendation is shown in: *voting* while a vote on its frozen text is open. */
export const shownState = (recommendation: { stage: State; vote: { stage: string } | null }): State =>
  recommendation.vote?.stage === 'open' ? 'voting' : recommendation.stage

type Props = {
  readonly state: State
  /** Icon and word without the box, for rows and top bars. */
  readonly plain?: boolean
  /** Other words than the state's own, such as «Начнётся в 09:30»; icon and colour stay. */
  readonly words?: string
  readonly large?: boolean
  /** As large as the words round it, for the projector. */
  readonly grows?: boolean
}

/** A state as a word, an icon and a colour together; the only place that knows which. */
export function StateBadge({ state, words, ...shape }: Props) {
  const t = useWords()
  return <StateMark {...LOOK[state]} words={words ?? t(`common.states.${state}`)} {...shape} />
}

type MarkProps = Omit<Props, 'state' | 'words'> & {
  readonly icon: typeof Eye
  readonly colour: (typeof LOOK)[State]['colour']
  readonly words: string
}

/** What a state looks like, for a table of states whose words come with their own pages. */
export function StateMark({ icon: Icon, colour, words, plain = false, large = false, grows = false }: MarkProps) {
  return (
    <span
      className={css.badge}
      data-colour={colour}
      data-plain={plain || undefined}
      data-large={large || undefined}
      data-grows={grows || undefined}
    >
      <Icon size={grows ? '1em' : large ? 18 : 14} strokeWidth={2} aria-hidden />
      <span>{words}</span>
    </span>
  )
}
