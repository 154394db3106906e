import GitPullRequestArrow from 'lucide-react/icons/git-pull-request-arrow'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { useWords } from '../language.tsx'
import type { NotAccepted } from '../live/not-accepted.ts'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { lateWords } from './late-words.ts'
import { useStart } from './useStart.ts'

type Props = {
  readonly session: SessionId
  readonly recommendation: RecommendationId
  /** Words that were kept at one moment. */
  readonly words: readonly NotAccepted[]
  readonly onMade: () => Promise<void>
}

/** One press makes a draft amendment of words that did not go in; then they leave the tray. Source: RULES.md AM35. */
export function LateAmendment({ session, recommendation, words, onMade }: Props) {
  const t = useWords()
  const { start, pending, refusal } = useStart()
  const [first] = words
  if (!first) return null
  const make = () => {
    const about = { session, recommendation, kind: 'replace', language: first.language } as const
    return start({ ...about, ...lateWords(words) }, { begun: onMade })
  }
  return (
    <>
      <ReasonedButton
        icon={<GitPullRequestArrow size={18} aria-hidden />}
        effect={t('amendments.late.effect')}
        pending={pending}
        onPress={() => void make()}
      >
        {t('amendments.late.make')}
      </ReasonedButton>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
