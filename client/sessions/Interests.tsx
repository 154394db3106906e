import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import type { Me } from '../accounts/data.ts'
import { type Answer, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { SessionDetail } from './data.ts'
import css from './Interests.module.css'
import { ReasonField } from './ReasonField.tsx'

type Props = {
  readonly recommendation: Answer<'recommendations', 'recommendation'>
  readonly session: SessionDetail
  readonly me: Me
}

/** Who declared an interest in a text and so does not vote on it; one declares one's own, the secretary for others. */
export function Interests({ recommendation, session, me }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [asking, setAsking] = useState<'declare' | { readonly withdraw: AccountId } | null>(null)
  const [person, setPerson] = useState<AccountId>(me.id)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const declare = useAct('sessions', 'declare-recusal')
  const withdraw = useAct('sessions', 'withdraw-recusal')
  const declared = session.recusals.filter((one) => one.recommendation === recommendation.id)
  const people = [...new Map(session.seats.map((seat) => [seat.account, seat.name])).entries()]
  const nameOf = (account: AccountId) =>
    inMine(people.find(([id]) => id === account)?.[1] ?? { kk: '—', ru: '—', en: '—' })
  const seated = people.some(([id]) => id === me.id)
  const forOthers = session.may.noteAttendance
  const free = people.filter(([id]) => !declared.some((one) => one.account === id))
  const open = recommendation.vote?.stage === 'open'
  const mayDeclare = forOthers ? free.length > 0 : seated && free.some(([id]) => id === me.id)
  const about = { session: session.id, recommendation: recommendation.id }

  const close = () => {
    setAsking(null)
    setReason('')
    setMissing(false)
  }
  const begin = () => {
    setPerson(forOthers ? (free[0]?.[0] ?? me.id) : me.id)
    setAsking('declare')
  }
  const confirm = async () => {
    if (asking === 'declare' && reason.trim() === '') return setMissing(true)
    const done =
      asking === 'declare'
        ? await declare.run({ ...about, account: person, reason: reason.trim() })
        : asking && (await withdraw.run({ ...about, account: asking.withdraw }))
    if (done?.ok) close()
  }

  return (
    <section className={css.interests} aria-labelledby="interests-title">
      <h3 id="interests-title">{t('sessions.interests.title')}</h3>
      {declared.length === 0 ? <p className="quiet">{t('sessions.interests.none')}</p> : null}
      {declared.length > 0 ? (
        <ul className={css.list}>
          {declared.map((one) => (
            <li key={one.account}>
              <strong>{nameOf(one.account)}</strong>
              <span className="quiet">{one.reason}</span>
              {!open && (one.account === me.id || forOthers) ? (
                <Button variant="subtle" size="compact-sm" onClick={() => setAsking({ withdraw: one.account })}>
                  {t('sessions.interests.withdraw')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {open ? <p className="quiet">{t('sessions.interests.whileOpen')}</p> : null}
      {!open && mayDeclare ? (
        <Button variant="default" size="md" onClick={begin}>
          {t('sessions.interests.declare')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking !== null}
        title={t(asking === 'declare' ? 'sessions.interests.declare' : 'sessions.interests.withdrawTitle')}
        effect={
          asking === null || asking === 'declare'
            ? t('sessions.interests.declareEffect')
            : t('sessions.interests.withdrawEffect', { name: nameOf(asking.withdraw) })
        }
        verb={t(asking === 'declare' ? 'sessions.interests.declare' : 'sessions.interests.withdraw')}
        act={asking === 'declare' ? declare : withdraw}
        onConfirm={() => void confirm()}
        onClose={close}
      >
        {asking === 'declare' ? (
          <>
            {forOthers ? (
              <NativeSelect
                label={t('sessions.interests.who')}
                size="md"
                value={person}
                onChange={(event) => setPerson(event.currentTarget.value as AccountId)}
                data={free.map(([id, name]) => ({ value: id, label: inMine(name) }))}
              />
            ) : null}
            <ReasonField value={reason} missing={missing} onChange={setReason} />
          </>
        ) : null}
      </ConfirmDialog>
    </section>
  )
}
