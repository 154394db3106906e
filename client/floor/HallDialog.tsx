import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { type FloorView, MOTION_KINDS } from './data.ts'
import { PersonSelect } from './PersonSelect.tsx'

type Props = { readonly floor: FloorView; readonly session: SessionDetail; readonly onClose: () => void }

/** The secretary records what somebody in the hall asked by word: the floor, a point of order, an appeal, a motion. */
export function HallDialog({ floor, session, onClose }: Props) {
  const t = useWords()
  const said = useSaid()
  const ask = useAct('floor', 'ask', said)
  const point = useAct('floor', 'raise-point', said)
  const appeal = useAct('floor', 'appeal', said)
  const motion = useAct('floor', 'raise-motion', said)
  const first = (session.seats[0] ?? session.others[0])?.account
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
  const pending = [ask, point, appeal, motion].some((act) => act.pending)
  const run = (account: AccountId) => {
    const about = { session: session.id, account }
    const kind = MOTION_KINDS.find((each) => each === what)
    if (kind) return motion.run({ ...about, kind })
    if (what === 'point') return point.run({ ...about, conduct: floor.voteOpen })
    if (what === 'appeal' && appealable) return appeal.run({ ...about, point: appealable })
    return ask.run(about)
  }
  const record = async () => {
    const done = account && (await run(account))
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.hall.title')}
      effect={t('floor.hall.effect')}
      verb={t('floor.hall.record')}
      act={{ ...ask, pending }}
      onConfirm={() => void record()}
      onClose={onClose}
    >
      {account ? <PersonSelect session={session} value={account} onChange={setAccount} /> : null}
      <NativeSelect
        label={t('floor.hall.what')}
        size="md"
        value={what}
        onChange={(event) => {
          ask.clear()
          setWhat(event.currentTarget.value)
        }}
        data={choices}
      />
    </ConfirmDialog>
  )
}
