import FileText from 'lucide-react/icons/file-text'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Place, VoteDetail } from './data.ts'

type Props = { readonly vote: VoteDetail; readonly place: Place; readonly onDone: () => void }

/** Handing a place its paper sheet; where it has cast, two people withdraw the ballot first. */
export function SheetActs({ vote, place, onDone }: Props) {
  const t = useWords()
  const said = useSaid()
  const hand = useAct('votes', 'hand-sheet', said)
  const withdraw = useAct('votes', 'withdraw-ballot', said)
  const [refusal] = said
  const at = { vote: vote.id, place: place.place }
  const press = async (act: typeof hand | typeof withdraw) => {
    const done = await act.run(at)
    if (done?.ok) onDone()
  }
  return (
    <>
      {place.cast ? (
        <ReasonedButton
          icon={<FileText size={18} aria-hidden />}
          effect={t('manners.paper.withdrawEffect')}
          reason={place.withdrawal === 'mine' ? t('manners.paper.withdrawAsked') : null}
          rule="VO71"
          pending={withdraw.pending}
          onPress={() => void press(withdraw)}
        >
          {t(place.withdrawal === 'other' ? 'manners.paper.withdrawSecond' : 'manners.paper.withdraw')}
        </ReasonedButton>
      ) : (
        <ReasonedButton
          icon={<FileText size={18} aria-hidden />}
          effect={t('manners.paper.handEffect')}
          pending={hand.pending}
          onPress={() => void press(hand)}
        >
          {t('manners.paper.hand')}
        </ReasonedButton>
      )}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
