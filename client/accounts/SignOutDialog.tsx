import { Button, Modal } from '@mantine/core'
import { useContext, useEffect, useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import type { Refusal } from '../api.ts'
import { Clock } from '../clock.tsx'
import { useWords } from '../language.tsx'
import { sendLeft } from '../live/leaving.ts'
import { discardUnsent, unsent } from '../live/unsent.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import css from './SignOutDialog.module.css'

/** How often it looks whether the last word was saved; a person waits for it. */
const LOOK_AGAIN_MS = 200

type Props = {
  readonly account: AccountId
  readonly waiting: number
  /** Why signing out did not work, such as no connection. */
  readonly refusal: Refusal | null
  /** Signs out; `before` runs once the server has done so. Answers whether it has. */
  readonly onSignOut: (before?: () => Promise<void>) => Promise<boolean>
  readonly onClose: () => void
}

/** Asks what becomes of words that are not sent yet, before signing out. */
export function SignOutDialog({ account, waiting, refusal, onSignOut, onClose }: Props) {
  const t = useWords()
  const now = useContext(Clock)
  const [sending, setSending] = useState(false)
  const [leaving, setLeaving] = useState(false)
  useFocusBack()
  useEffect(() => {
    if (!sending) return
    const timer = setInterval(async () => {
      if (unsent(account) > 0) return
      clearInterval(timer)
      if (!(await onSignOut())) setSending(false)
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [sending, account, onSignOut])
  const send = () => {
    sendLeft(account, now)
    setSending(true)
  }
  // Words are deleted only when the sign-out is done: whoever stays signed in goes on with them.
  const leave = async (before?: () => Promise<void>) => {
    setSending(false)
    setLeaving(true)
    if (!(await onSignOut(before))) setLeaving(false)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts.waiting.title', { count: waiting })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p role="status">{t(sending ? 'accounts.waiting.sending' : 'accounts.waiting.effect')}</p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <div className={css.ways}>
        <Button size="md" loading={sending} onClick={send} data-autofocus>
          {t('accounts.waiting.send')}
        </Button>
        <Button variant="default" size="md" loading={leaving} onClick={() => void leave()}>
          {t('accounts.waiting.keep')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          size="md"
          loading={leaving}
          onClick={() => void leave(() => discardUnsent(account))}
        >
          {t('accounts.waiting.discard')}
        </Button>
      </div>
    </Modal>
  )
}
