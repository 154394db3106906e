import BadgeCheck from 'lucide-react/icons/badge-check'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import Star from 'lucide-react/icons/star'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from '../recommendations/data.ts'
import { StateMark } from '../ui/StateBadge.tsx'

export type State = RecommendationSummary['languages']['kk']

const LOOK = {
  source: { icon: Star, colour: 'frozen' },
  missing: { icon: CircleDashed, colour: 'withdrawn' },
  draft: { icon: Pencil, colour: 'drafting' },
  stale: { icon: RefreshCw, colour: 'stale' },
  checked: { icon: CircleCheck, colour: 'adopted' },
  certified: { icon: BadgeCheck, colour: 'adopted' },
} as const satisfies Record<State, object>

/** The state of a language as a word, an icon and a colour together. */
export function LanguageState({ state, plain = false }: { state: State; plain?: boolean }) {
  const t = useWords()
  return <StateMark {...LOOK[state]} words={t(`common.languageStates.${state}`)} plain={plain} />
}
