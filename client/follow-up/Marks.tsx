import Ban from 'lucide-react/icons/ban'
import Check from 'lucide-react/icons/check'
import Circle from 'lucide-react/icons/circle'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleSlash from 'lucide-react/icons/circle-slash'
import Contrast from 'lucide-react/icons/contrast'
import type Eye from 'lucide-react/icons/eye'
import Hourglass from 'lucide-react/icons/hourglass'
import MailX from 'lucide-react/icons/mail-x'
import X from 'lucide-react/icons/x'
import type { Clock, Position, Status } from '../../shared/follow-up/model.ts'
import { useWords } from '../language.tsx'
import css from './Marks.module.css'

/** What an addressee answered, or that it did not. */
export type Answered = Position | 'none-in-time' | 'waiting'
export type Found = Status | 'none'

const ANSWERED = {
  accepted: { icon: Check, tone: 'good' },
  partly: { icon: Contrast, tone: 'part' },
  rejected: { icon: X, tone: 'bad' },
  'none-in-time': { icon: MailX, tone: 'bad' },
  waiting: { icon: Hourglass, tone: 'quiet' },
} as const satisfies Record<Answered, { icon: typeof Eye; tone: string }>

const FOUND = {
  implemented: { icon: CircleCheck, tone: 'good' },
  'partly-implemented': { icon: Contrast, tone: 'part' },
  'in-progress': { icon: CircleDashed, tone: 'going' },
  'not-started': { icon: Circle, tone: 'quiet' },
  'no-longer-relevant': { icon: CircleSlash, tone: 'quiet' },
  contrary: { icon: Ban, tone: 'bad' },
  none: { icon: Circle, tone: 'quiet' },
} as const satisfies Record<Found, { icon: typeof Eye; tone: string }>

export const ANSWERS_IN_ORDER = Object.keys(ANSWERED) as Answered[]
export const FINDINGS_IN_ORDER = Object.keys(FOUND) as Found[]

/** What is said of an answer where there is none: that it is late, or is waited for. */
export const answeredOf = ({ position, clock }: { position: Position | null; clock: Clock }): Answered =>
  position ?? (clock === 'overdue' ? 'none-in-time' : 'waiting')

export const useAnsweredWords = () => {
  const t = useWords()
  return (answered: Answered) =>
    answered === 'none-in-time'
      ? t('followUp.overview.noneInTime')
      : answered === 'waiting'
        ? t('followUp.overview.notYet')
        : t(`followUp.positions.${answered}`)
}

type MarkProps = { readonly icon: typeof Eye; readonly tone: string; readonly words: string }

const Mark = ({ icon: Icon, tone, words }: MarkProps) => (
  <span className={css.mark} data-tone={tone}>
    <Icon size={15} aria-hidden />
    <span>{words}</span>
  </span>
)

/** An answer as icon, colour and word together. */
export function AnsweredMark({ answered, count }: { answered: Answered; count?: number }) {
  const words = useAnsweredWords()(answered)
  return <Mark {...ANSWERED[answered]} words={count === undefined ? words : `${words} ${count}`} />
}

/** The council's word as icon, colour and word together. */
export function FoundMark({ found, count }: { found: Found; count?: number }) {
  const t = useWords()
  const words = t(`followUp.statuses.${found}`)
  return <Mark {...FOUND[found]} words={count === undefined ? words : `${words} ${count}`} />
}

export const toneOfAnswered = (answered: Answered): string => ANSWERED[answered].tone
export const toneOfFound = (found: Found): string => FOUND[found].tone
