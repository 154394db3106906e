import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Door } from '../accounts/Door.tsx'
import { isShortPassword, NewPasswordField } from '../accounts/NewPasswordField.tsx'
import { SecondStep } from '../accounts/SecondStep.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

/** What an invitation's link says behind the #, which no server, no proxy and no log is told. */
const codeOfAddress = (): string => location.hash.slice(1)

/** Chooses a password with an invitation. Opening the page uses nothing up; the button does. */
export function InvitationPage() {
  const t = useWords()
  const entered = useEntered()
  const [code] = useState(codeOfAddress)
  const accept = useAct('accounts', 'accept-invitation')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = isShortPassword(password)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (isShort || !code) return event.currentTarget.querySelector('input')?.focus()
    const done = await accept.run({ code, password })
    if (done?.ok) entered()
  }
  if (accept.refusal?.code === 'second-factor-needed')
    return <SecondStep onDone={() => entered()} onBack={() => entered('/sign-in')} />
  return (
    <Door foot={<Link to="/sign-in">{t('accounts.signInTitle')}</Link>}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle>{t('accounts.invitation.title')}</PageTitle>
        {code ? (
          <>
            <p>{t('accounts.invitation.intro')}</p>
            {accept.refusal ? <RefusalNote refusal={accept.refusal} /> : null}
            {accept.refusal?.code === 'used-up' ? <p>{t('accounts.invitation.again')}</p> : null}
            <NewPasswordField
              label={t('accounts.password')}
              value={password}
              error={tried && isShort ? t('accounts.missing.passwordShort') : null}
              own={[]}
              onChange={setPassword}
            />
            <Button type="submit" variant="filled" size="lg" fullWidth loading={accept.pending}>
              {t('accounts.invitation.submit')}
            </Button>
          </>
        ) : (
          <p role="alert">{t('accounts.invitation.missing')}</p>
        )}
      </form>
    </Door>
  )
}
