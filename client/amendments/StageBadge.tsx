import CircleCheck from 'lucide-react/icons/circle-check'
import CircleSlash from 'lucide-react/icons/circle-slash'
import CircleX from 'lucide-react/icons/circle-x'
import FileCheck from 'lucide-react/icons/file-check'
import Hand from 'lucide-react/icons/hand'
import Pencil from 'lucide-react/icons/pencil'
import Undo2 from 'lucide-react/icons/undo-2'
import type { AmendmentStage } from '../../shared/amendments/model.ts'
import { useWords } from '../language.tsx'
import { StateMark } from '../ui/StateBadge.tsx'

const LOOK = {
  draft: { icon: Pencil, colour: 'drafting' },
  tabled: { icon: FileCheck, colour: 'drafting' },
  put: { icon: Hand, colour: 'voting' },
  adopted: { icon: CircleCheck, colour: 'adopted' },
  rejected: { icon: CircleX, colour: 'rejected' },
  fallen: { icon: CircleSlash, colour: 'withdrawn' },
  withdrawn: { icon: Undo2, colour: 'withdrawn' },
} as const satisfies Record<AmendmentStage, object>

type Props = {
  readonly amendment: { readonly stage: AmendmentStage; readonly accepted: boolean }
  /** Icon and word without the box. */
  readonly plain?: boolean
  /** As large as the words round it, for the projector. */
  readonly grows?: boolean
}

/** Where an amendment stands, as a word, an icon and a colour together. */
export function StageBadge({ amendment: { stage, accepted }, plain = false, grows = false }: Props) {
  const t = useWords()
  const isAccepted = stage === 'adopted' && accepted
  const words = t(`amendments.stages.${isAccepted ? 'accepted' : stage}`)
  return <StateMark {...LOOK[stage]} words={words} plain={plain} grows={grows} />
}
