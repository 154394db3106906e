import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AccountId, AgendaPointId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import type { FloorView } from './data.ts'
import css from './PointInterests.module.css'

/** Few have an interest to declare, and a phone need not load its form. */
const loadDeclare = () => import('./DeclareInterest.tsx').then((file) => ({ default: file.DeclareInterest }))

type Props = {
  readonly floor: FloorView
  readonly session: SessionDetail
  readonly account: AccountId
  readonly seated: boolean
}
type Interest = FloorView['interests'][number]
type Asking = 'declare' | { readonly withdraw: Interest }

const numberOf = (session: SessionDetail, point: AgendaPointId) =>
  session.agenda.find(({ id }) => id === point)?.number ?? ''

/** Who declared an interest in a point of the agenda; one declares one's own, the secretary for others. */
export function PointInterests({ floor, session, account, seated }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asking, setAsking] = useState<Asking | null>(null)
  const forOthers = floor.may.actForOthers
  const mayDeclare = forOthers || seated
  if (floor.interests.length === 0 && !mayDeclare) return null
  const order = (one: Interest) =>
    one.point === session.currentPoint ? -1 : session.agenda.findIndex(({ id }) => id === one.point)
  return (
    <section className={css.interests} aria-labelledby="point-interests-title">
      <h3 id="point-interests-title">{t('floor.interests.title')}</h3>
      {floor.interests.length === 0 ? <p className="quiet">{t('floor.interests.none')}</p> : null}
      <ul className={css.list}>
        {[...floor.interests]
          .sort((a, b) => order(a) - order(b))
          .map((one) => (
            <li key={`${one.point} ${one.account}`}>
              <strong>{inMine(one.name)}</strong>{' '}
              <span className="quiet">
                {t('sessions.point', { number: numberOf(session, one.point) })}
                {one.reason ? ` · ${one.reason}` : null}
              </span>
              {one.account === account || forOthers ? (
                <Button variant="subtle" size="compact-sm" onClick={() => setAsking({ withdraw: one })}>
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
        <LoadedLater
          load={loadDeclare}
          session={session}
          account={account}
          forOthers={forOthers}
          onClose={() => setAsking(null)}
          otherwise={null}
        />
      ) : asking ? (
        <WithdrawDialog session={session} interest={asking.withdraw} onClose={() => setAsking(null)} />
      ) : null}
    </section>
  )
}

type WithdrawProps = { readonly session: SessionDetail; readonly interest: Interest; readonly onClose: () => void }

function WithdrawDialog({ session, interest, onClose }: WithdrawProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const withdraw = useAct('floor', 'withdraw-interest')
  const number = numberOf(session, interest.point)
  const confirm = async () => {
    const done = await withdraw.run({ session: session.id, point: interest.point, account: interest.account })
    if (done?.ok) onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('floor.interests.withdrawTitle', { number })}
      effect={t('floor.interests.withdrawEffect', { name: inMine(interest.name), number })}
      verb={t('sessions.interests.withdraw')}
      act={withdraw}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  )
}
