import CircleDashed from 'lucide-react/icons/circle-dashed'
import type { SessionId } from '../../shared/ids.ts'
import { useAct, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

const ICON = 18

/** Begins and ends a vote for practice, and says from whom nothing arrived. */
export function TrialDesk({ session }: { session: SessionId }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const asked = useAsk('votes', 'trial', { session }).data
  const open = useAct('votes', 'open-trial')
  const close = useAct('votes', 'close-trial')
  if (!asked?.may.open) return null
  const { trial } = asked
  const refusal = open.refusal ?? close.refusal
  return (
    <>
      {trial ? (
        <div role="status">
          <p>
            <strong>{t('votes.trial.sign')}</strong>:{' '}
            {t('votes.trial.pressed', { pressed: trial.pressed, of: trial.of })}
          </p>
          <p>
            {trial.missing.length === 0
              ? t('votes.trial.all')
              : `${t('votes.trial.missing')}: ${trial.missing.map(({ name }) => inMine(name)).join(', ')}`}
          </p>
        </div>
      ) : null}
      <ReasonedButton
        icon={<CircleDashed size={ICON} aria-hidden />}
        effect={trial ? '' : t('votes.trial.effect')}
        pending={open.pending || close.pending}
        onPress={() => void (trial ? close : open).run({ session })}
      >
        {t(trial ? 'votes.trial.end' : 'votes.trial.open')}
      </ReasonedButton>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
