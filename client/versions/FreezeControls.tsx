import { Radio } from '@mantine/core'
import Hourglass from 'lucide-react/icons/hourglass'
import Lock from 'lucide-react/icons/lock'
import Undo2 from 'lucide-react/icons/undo-2'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useNow } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { type RecommendationDetail, useCalled, useConnected, useRecommendation } from '../recommendations/data.ts'
import { useSession } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './FreezeControls.module.css'

/**
 * Everything about freezing that the presiding chair may do with a text now: freeze at once or after a countdown, stop the countdown,
 * take the freeze back until a vote opens. Nothing for anybody else. Used in the workspace and at the desk.
 */
export function FreezeControls({ recommendation: id }: { recommendation: RecommendationId }) {
  const recommendation = useRecommendation(id).data
  const session = useSession(recommendation?.session ?? null).data
  if (!recommendation || !session?.may.run) return null
  if (recommendation.freezesAt !== null)
    return <StopFreeze recommendation={recommendation} at={recommendation.freezesAt} />
  if (recommendation.stage === 'drafting')
    return <Freeze recommendation={recommendation} sessionIsOpen={session.stage === 'open'} />
  return recommendation.version && recommendation.stage === 'frozen' ? (
    <TakeBack recommendation={recommendation} version={recommendation.version.number} />
  ) : null
}

const WHENS = { now: 0, in10: 10 } as const
type When = keyof typeof WHENS

function Freeze({ recommendation, sessionIsOpen }: { recommendation: RecommendationDetail; sessionIsOpen: boolean }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const called = useCalled()
  const writing = useWriting(recommendation)
  const [asking, setAsking] = useState(false)
  const [when, setWhen] = useState<When>('in10')
  const doing = useAct('versions', 'freeze')
  const freeze = async () => {
    const acted = await doing.run({ recommendation: recommendation.id, inSeconds: WHENS[when] })
    if (acted?.ok) setAsking(false)
  }
  const title = inMine(recommendation.title)
  return (
    <>
      <ReasonedButton
        icon={<Lock size={18} aria-hidden />}
        variant="filled"
        effect={t('versions.freezeEffect')}
        reason={sessionIsOpen ? null : t('refusals.session-not-open')}
        onPress={() => setAsking(true)}
      >
        {t('versions.freeze')}
      </ReasonedButton>
      <ConfirmDialog
        opened={asking}
        title={t('versions.freezeTitle', { what: called(recommendation) })}
        effect={t(when === 'now' ? 'versions.freezeConfirmNow' : 'versions.freezeConfirmIn10', { title })}
        verb={t(when === 'now' ? 'versions.freezeNow' : 'versions.freezeIn10')}
        act={doing}
        onConfirm={() => void freeze()}
        onClose={() => setAsking(false)}
      >
        <p className={css.writing}>
          {writing.length === 0
            ? t('versions.nobodyWrites')
            : t('versions.writingNow', { count: writing.length, names: writing.map(inMine).join(', ') })}
        </p>
        <Radio.Group
          label={t('versions.when')}
          value={when}
          onChange={(value) => setWhen(value === 'now' ? 'now' : 'in10')}
        >
          <div className={css.whens}>
            <Radio value="in10" label={t('versions.freezeIn10')} />
            <Radio value="now" label={t('versions.freezeNow')} />
          </div>
        </Radio.Group>
      </ConfirmDialog>
    </>
  )
}

/** Who writes in a text now, by what the server sees of them. */
export function useWriting(recommendation: RecommendationDetail) {
  const accounts = useConnected(recommendation.session).data?.accounts ?? []
  return accounts
    .filter((each) => each.texts.some((there) => there.text === recommendation.textId && there.typing))
    .map((each) => each.name)
}

/** The seconds are of this device's clock and may be off by its error; the server freezes when its own is due. */
function StopFreeze({ recommendation, at }: { recommendation: RecommendationDetail; at: number }) {
  const t = useWords()
  const seconds = Math.max(0, Math.ceil((at - useNow(250)) / 1_000))
  const { run, pending, refusal } = useAct('versions', 'stop-freeze')
  return (
    <div className={css.counting}>
      <p className="tabular">
        <Hourglass size={16} aria-hidden /> {t('versions.freezing', { seconds })}
      </p>
      <ReasonedButton
        effect={t('versions.stopEffect')}
        pending={pending}
        onPress={() => void run({ recommendation: recommendation.id })}
      >
        {t('versions.stop')}
      </ReasonedButton>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

/** One press, until a vote opens: what happens stands under the button. */
function TakeBack({ recommendation, version }: { recommendation: RecommendationDetail; version: number }) {
  const t = useWords()
  const { run, pending, refusal } = useAct('votes', 'take-back-freeze')
  const may = recommendation.may.takeBackFreeze
  return (
    <>
      <ReasonedButton
        icon={<Undo2 size={18} aria-hidden />}
        effect={t('versions.takeBackEffect', { number: version })}
        reason={may ? null : t('versions.takenBackNot')}
        pending={pending}
        onPress={() => void run({ recommendation: recommendation.id })}
      >
        {t('versions.takeBack')}
      </ReasonedButton>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
