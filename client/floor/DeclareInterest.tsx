import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { AccountId, AgendaPointId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ReasonField } from '../sessions/ReasonField.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { PersonSelect } from './PersonSelect.tsx'

type Props = {
  readonly session: SessionDetail
  readonly account: AccountId
  readonly forOthers: boolean
  readonly onClose: () => void
}

/** One declares one's own interest in a point of the agenda, the secretary anybody's. */
export function DeclareInterest({ session, account, forOthers, onClose }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const declare = useAct('floor', 'declare-interest')
  const first = forOthers ? (session.seats[0]?.account ?? account) : account
  const [person, setPerson] = useState<AccountId>(first)
  const [point, setPoint] = useState<AgendaPointId | undefined>(session.currentPoint ?? session.agenda[0]?.id)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const confirm = async () => {
    if (reason.trim() === '') return setMissing(true)
    if (!point) return
    const done = await declare.run({ session: session.id, point, account: person, reason: reason.trim() })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.interests.declare')}
      effect={t('floor.interests.effect')}
      verb={t('sessions.interests.declare')}
      act={declare}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {forOthers ? <PersonSelect session={session} value={person} onChange={setPerson} seatedOnly /> : null}
      <NativeSelect
        label={t('floor.interests.which')}
        size="md"
        value={point}
        onChange={(event) => setPoint(event.currentTarget.value as AgendaPointId)}
        data={session.agenda.map((each) => ({ value: each.id, label: `${each.number}. ${inMine(each.title)}` }))}
      />
      <ReasonField value={reason} missing={missing} onChange={setReason} />
    </ConfirmDialog>
  )
}
