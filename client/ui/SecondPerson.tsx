import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Doing } from '../api.ts'
import { RefusalNote } from './RefusalNote.tsx'
import css from './SecondPerson.module.css'

type Props = {
  readonly mayConfirm: boolean
  readonly mayWithdraw: boolean
  /** What the buttons say, and what who asked reads above theirs. */
  readonly says: {
    readonly waiting: string
    readonly confirm: string
    readonly refuse: string
    readonly withdraw: string
  }
  /** Whom it is about, heard after each button's words where others on the page have the same. */
  readonly of?: string
  /** Both acts keep their refusals in one place. */
  readonly refusing: Doing
  readonly withdrawing: Doing
  readonly onRefuse: () => void
  readonly onWithdraw: () => void
  /** The confirmation, which says first how far it reaches. */
  readonly dialog: (onClose: () => void) => ReactNode
}

/** What waits for a second person: another confirms or refuses it, or who asked takes it back. Source: RULES.md VE50, AC91. */
export function SecondPerson(props: Props) {
  const { mayConfirm, mayWithdraw, says, of, refusing, withdrawing, onRefuse, onWithdraw, dialog } = props
  const [confirming, setConfirming] = useState(false)
  if (!mayConfirm && !mayWithdraw) return null
  const whom = of ? <span className="visually-hidden">: {of}</span> : null
  return (
    <>
      {mayWithdraw ? <p className="quiet">{says.waiting}</p> : null}
      <div className={css.acts}>
        {mayConfirm ? (
          <>
            <Button color="red" variant="outline" size="md" onClick={() => setConfirming(true)}>
              {says.confirm}
              {whom}
            </Button>
            <Button variant="default" size="md" loading={refusing.pending} onClick={onRefuse}>
              {says.refuse}
              {whom}
            </Button>
          </>
        ) : null}
        {mayWithdraw ? (
          <Button variant="default" size="md" loading={withdrawing.pending} onClick={onWithdraw}>
            {says.withdraw}
            {whom}
          </Button>
        ) : null}
      </div>
      {refusing.refusal ? <RefusalNote refusal={refusing.refusal} /> : null}
      {confirming ? dialog(() => setConfirming(false)) : null}
    </>
  )
}
