import { type ReactNode, useState } from 'react'
import type { VoteId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { CountsFields, NO_COUNTS } from './CountsFields.tsx'
import { type FloorView, isPut, type Motion, shownMotions, waitingMotions, waitingPoints } from './data.ts'
import css from './MotionsDesk.module.css'
import { MotionWords } from './MotionWords.tsx'
import { PutToVote } from './PutToVote.tsx'

type Props = {
  readonly floor: FloorView
  readonly session: SessionDetail
  /** The vote by which a motion is put, with its next act. */
  readonly underWay: (vote: VoteId) => ReactNode
}

/** Motions in the order in which they are taken; the first one is put to the vote, or its result entered: nobody objects, hands, or out of order. */
export function MotionsDesk({ floor, session, underWay }: Props) {
  const t = useWords()
  const shown = shownMotions(floor, session)
  const first = waitingMotions(floor)[0]
  const mayEnter = floor.may.run.ok || floor.may.actForOthers
  const running = first !== undefined && isPut(first)
  const blocked = !running && (waitingPoints(floor).length > 0 || floor.voteOpen)
  return (
    <div className={css.motions}>
      <h3>{t('floor.motions.title')}</h3>
      <p className="quiet">{t('floor.motions.hint')}</p>
      <ol>
        {shown.map((motion) => (
          <li key={motion.id} className={css.row}>
            <MotionWords motion={motion} first={motion.id === first?.id} />
            {motion.put && isPut(motion) ? underWay(motion.put.vote) : null}
            {motion.id === first?.id && mayEnter && !blocked && !running ? (
              <ResultButtons motion={motion} session={session} mayRule={floor.may.run.ok} />
            ) : null}
          </li>
        ))}
      </ol>
      {first && blocked ? (
        <p className="quiet">
          {t(floor.voteOpen ? 'refusals.only-on-conduct' : 'refusals.ruling-waits')}{' '}
          {t('common.rule', { rule: floor.voteOpen ? 'SE38' : 'SE35' })}
        </p>
      ) : null}
    </div>
  )
}

function ResultButtons({ motion, session, mayRule }: { motion: Motion; session: SessionDetail; mayRule: boolean }) {
  const t = useWords()
  const decide = useAct('floor', 'decide-motion')
  const [counting, setCounting] = useState(false)
  const [counts, setCounts] = useState(NO_COUNTS)
  const about = { session: session.id, motion: motion.id }
  const name = t(`floor.motions.kinds.${motion.kind}`)
  const enter = () => {
    // What another result was refused for is not said of the votes.
    decide.clear()
    setCounting(true)
  }
  const confirm = async () => {
    const done = await decide.run({ ...about, result: { how: 'counts', ...counts } })
    if (done?.ok) setCounting(false)
  }
  return (
    <>
      <div className={css.buttons}>
        {mayRule ? (
          <PutToVote question={{ kind: 'motion', ...about }} title={name} effect={t('floor.motions.putEffect')} />
        ) : null}
        <ReasonedButton
          effect={t('floor.motions.noObjectionEffect')}
          pending={decide.pending}
          onPress={() => void decide.run({ ...about, result: { how: 'no-objection' } })}
        >
          {t('floor.motions.noObjection')}
        </ReasonedButton>
        <ReasonedButton effect={t('floor.motions.decideEffect')} onPress={enter}>
          {t('floor.motions.enter')}
        </ReasonedButton>
        {mayRule ? (
          <ReasonedButton
            effect={t('floor.motions.outOfOrderEffect')}
            onPress={() => void decide.run({ ...about, result: { how: 'out-of-order' } })}
          >
            {t('floor.motions.outOfOrder')}
          </ReasonedButton>
        ) : null}
      </div>
      {decide.refusal && !counting ? <RefusalNote refusal={decide.refusal} /> : null}
      {counting ? (
        <ConfirmDialog
          opened
          title={t('floor.motions.decideTitle', { motion: name })}
          effect={t('floor.motions.decideEffect')}
          verb={t('floor.motions.decideVerb')}
          act={decide}
          onConfirm={() => void confirm()}
          onClose={() => setCounting(false)}
        >
          <CountsFields value={counts} onChange={setCounts} />
        </ConfirmDialog>
      ) : null}
    </>
  )
}
