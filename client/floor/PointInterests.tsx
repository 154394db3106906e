import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { FloorView } from './data.ts'
import { PersonSelect } from './PersonSelect.tsx'
import css from './PointInterests.module.css'

type Props = {
  readonly floor: FloorView
  readonly session: SessionDetail
  readonly account: AccountId
  readonly seated: boolean
}
type Asking = 'declare' | { readonly withdraw: AccountId }

/** Who declared an interest in the current agenda point; one declares one's own, the secretary for others. */
export function PointInterests({ floor, session, account, seated }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asking, setAsking] = useState<Asking | null>(null)
  const point = session.currentPoint
  const declared = floor.interests.filter((one) => one.point === point)
  const forOthers = floor.may.actForOthers
  const mayDeclare = forOthers || (seated && !declared.some((one) => one.account === account))
  if (!point || (declared.length === 0 && !mayDeclare)) return null
  return (
    <section className={css.interests} aria-labelledby="point-interests-title">
      <h3 id="point-interests-title">{t('floor.interests.title')}</h3>
      {declared.length === 0 ? <p className="quiet">{t('floor.interests.none')}</p> : null}
      <ul className={css.list}>
        {declared.map((one) => (
          <li key={one.account}>
            <strong>{inMine(one.name)}</strong> <span className="quiet">{one.reason}</span>
            {one.account === account || forOthers ? (
              <Button variant="subtle" size="compact-sm" onClick={() => setAsking({ withdraw: one.account })}>
                {t('sessions.interests.withdraw')}
                <span className="visually-hidden">: {inMine(one.name)}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayDeclare ? (
        <Button variant="subtle" size="md" className={css.declare} onClick={() => setAsking('declare')}>
          {t('floor.interests.declare')}
        </Button>
      ) : null}
      {asking === 'declare' ? (
        <DeclareDialog
          session={session}
          point={point}
          account={account}
          forOthers={forOthers}
          onClose={() => setAsking(null)}
        />
      ) : asking ? (
        <WithdrawDialog
          session={session}
          point={point}
          account={asking.withdraw}
          name={inMine(declared.find((one) => one.account === asking.withdraw)?.name ?? session.title)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  )
}

type DialogProps = {
  readonly session: SessionDetail
  readonly point: NonNullable<SessionDetail['currentPoint']>
  readonly account: AccountId
  readonly onClose: () => void
}

function DeclareDialog({ session, point, account, forOthers, onClose }: DialogProps & { forOthers: boolean }) {
  const t = useWords()
  const declare = useAct('floor', 'declare-interest')
  const first = forOthers ? (session.seats[0]?.account ?? account) : account
  const [person, setPerson] = useState<AccountId>(first)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const confirm = async () => {
    if (reason.trim() === '') return setMissing(true)
    const done = await declare.run({ session: session.id, point, account: person, reason: reason.trim() })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.interests.declare')}
      effect={t('floor.interests.effect')}
      verb={t('sessions.interests.declare')}
      pending={declare.pending}
      refusal={declare.refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <div className={css.form}>
        {forOthers ? <PersonSelect session={session} value={person} onChange={setPerson} seatedOnly /> : null}
        <TextInput
          label={t('sessions.interests.reason')}
          description={t('sessions.interests.reasonHint')}
          size="md"
          maxLength={500}
          value={reason}
          error={missing ? t('sessions.interests.reasonMissing') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  )
}

function WithdrawDialog({ session, point, account, name, onClose }: DialogProps & { name: string }) {
  const t = useWords()
  const withdraw = useAct('floor', 'withdraw-interest')
  const confirm = async () => {
    const done = await withdraw.run({ session: session.id, point, account })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.interests.withdrawTitle')}
      effect={t('floor.interests.withdrawEffect', { name })}
      verb={t('sessions.interests.withdraw')}
      pending={withdraw.pending}
      refusal={withdraw.refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  )
}
