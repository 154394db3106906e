import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { type FloorView, MOTION_KINDS } from './data.ts'
import { PersonSelect } from './PersonSelect.tsx'
import css from './PointInterests.module.css'

type Props = { readonly floor: FloorView; readonly session: SessionDetail; readonly onClose: () => void }

/** The secretary records what somebody in the hall asked by word: the floor, a point of order, an appeal, a motion. */
export function HallDialog({ floor, session, onClose }: Props) {
  const t = useWords()
  const ask = useAct('floor', 'ask')
  const point = useAct('floor', 'raise-point')
  const appeal = useAct('floor', 'appeal')
  const motion = useAct('floor', 'raise-motion')
  const first = session.seats[0]?.account
  const [account, setAccount] = useState<AccountId | undefined>(first)
  const [what, setWhat] = useState('ask')
  const { appealable } = floor.may
  const choices = [
    { value: 'ask', label: t('floor.hall.ask') },
    { value: 'point', label: t('floor.hall.point') },
    ...(appealable ? [{ value: 'appeal', label: t('floor.hall.appeal') }] : []),
    ...MOTION_KINDS.map((kind) => ({
      value: kind as string,
      label: t('floor.hall.motion', { motion: t(`floor.motions.kinds.${kind}`) }),
    })),
  ]
  const acts = [ask, point, appeal, motion]
  const record = () => {
    if (!account) return null
    const about = { session: session.id, account }
    const kind = MOTION_KINDS.find((each) => each === what)
    if (kind) return motion.run({ ...about, kind })
    if (what === 'point') return point.run({ ...about, conduct: floor.voteOpen })
    if (what === 'appeal' && appealable) return appeal.run({ ...about, point: appealable })
    return ask.run(about)
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.hall.title')}
      effect={t('floor.hall.effect')}
      verb={t('floor.hall.record')}
      pending={acts.some(({ pending }) => pending)}
      refusal={acts.map(({ refusal }) => refusal).find((one) => one !== null) ?? null}
      onConfirm={() =>
        void (async () => {
          const done = await record()
          if (done?.ok) onClose()
        })()
      }
      onClose={onClose}
    >
      <div className={css.form}>
        {account ? <PersonSelect session={session} value={account} onChange={setAccount} /> : null}
        <NativeSelect
          label={t('floor.hall.what')}
          size="md"
          value={what}
          onChange={(event) => {
            for (const one of acts) one.clear()
            setWhat(event.currentTarget.value)
          }}
          data={choices}
        />
      </div>
    </ConfirmDialog>
  )
}
