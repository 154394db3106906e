import { Button, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { Door } from '../accounts/Door.tsx'
import { knowsPasskeys } from '../accounts/knows-passkeys.ts'
import { knowsProvider } from '../accounts/knows-provider.ts'
import { PasswordField } from '../accounts/PasswordField.tsx'
import { SecondStep } from '../accounts/SecondStep.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

const loadPasskeyButton = () => import('../accounts/PasskeyButton.tsx')
const loadProviderButton = () => import('../accounts/ProviderButton.tsx')

/** Signs in and goes back to where one was. */
export function SignInPage() {
  const t = useWords()
  const { back, email: given = '', ended } = useSearch({ from: '/sign-in' })
  const entered = useEntered()
  const said = useSaid()
  const [refusal] = said
  const signIn = useAct('accounts', 'sign-in', said)
  const [email, setEmail] = useState(given)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const emailMissing = tried && !email.trim() ? t('accounts.missing.email') : null
  const passwordMissing = tried && !password ? t('accounts.missing.password') : null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!email.trim() || !password) {
      form.current?.querySelector<HTMLInputElement>(email.trim() ? '[name=password]' : '[name=email]')?.focus()
      return
    }
    const done = await signIn.run({ email: email.trim(), password })
    if (done?.ok) entered(back)
  }
  if (refusal?.code === 'second-factor-needed') return <SecondStep onDone={() => entered(back)} onBack={signIn.clear} />

  return (
    <Door foot={t('accounts.help')}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle>{t('accounts.signInTitle')}</PageTitle>
        {ended && !refusal ? <p role="status">{t('accounts.ended')}</p> : null}
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <TextInput
          label={t('accounts.email')}
          error={emailMissing}
          size="lg"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          label={t('accounts.password')}
          value={password}
          error={passwordMissing}
          autoComplete="current-password"
          onChange={setPassword}
        />
        <Button type="submit" variant="filled" size="lg" fullWidth loading={signIn.pending}>
          {t('accounts.signIn')}
        </Button>
        {knowsProvider() ? <LoadedLater load={loadProviderButton} otherwise={null} back={back} said={said} /> : null}
        {knowsPasskeys() ? (
          <LoadedLater
            load={loadPasskeyButton}
            otherwise={null}
            label={t('accounts.byPasskey')}
            said={said}
            onDone={() => entered(back)}
          />
        ) : null}
        <Link to="/code">{t('accounts.byCode.link')}</Link>
      </form>
    </Door>
  )
}
