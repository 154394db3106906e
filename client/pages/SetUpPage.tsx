import { Button, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Door } from '../accounts/Door.tsx'
import { isShortPassword, NewPasswordField } from '../accounts/NewPasswordField.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

/** Creates the first account with the code the server printed at its first start. */
export function SetUpPage() {
  const t = useWords()
  const entered = useEntered()
  const setUp = useAct('accounts', 'set-up')
  const { code = '' } = useSearch({ from: '/set-up' })
  const [given, setGiven] = useState({ code, name: '', email: '', password: '' })
  const [tried, setTried] = useState(false)
  const change = (field: keyof typeof given) => (value: string) => setGiven((before) => ({ ...before, [field]: value }))
  const missing = {
    code: given.code.trim() ? null : t('accounts.missing.code'),
    name: given.name.trim() ? null : t('accounts.missing.name'),
    email: /^\S+@\S+$/.test(given.email.trim()) ? null : t('accounts.missing.email'),
    password: isShortPassword(given.password) ? t('accounts.missing.passwordShort') : null,
  }
  const error = (field: keyof typeof missing) => (tried ? missing[field] : null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const first = (['code', 'name', 'email', 'password'] as const).find((field) => missing[field])
    if (first) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    const done = await setUp.run({
      ...given,
      code: given.code.trim(),
      name: given.name.trim(),
      email: given.email.trim(),
    })
    if (done?.ok) entered()
  }

  return (
    <Door foot={<Link to="/sign-in">{t('accounts.signInTitle')}</Link>}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle>{t('accounts.setUp.title')}</PageTitle>
        <p>{t('accounts.setUp.intro')}</p>
        {setUp.refusal ? <RefusalNote refusal={setUp.refusal} /> : null}
        <TextInput
          label={t('accounts.setUp.code')}
          description={t('accounts.setUp.codeHint')}
          error={error('code')}
          size="lg"
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          value={given.code}
          onChange={(event) => change('code')(event.currentTarget.value)}
        />
        <TextInput
          label={t('accounts.setUp.name')}
          error={error('name')}
          size="lg"
          name="name"
          autoComplete="name"
          value={given.name}
          onChange={(event) => change('name')(event.currentTarget.value)}
        />
        <TextInput
          label={t('accounts.email')}
          error={error('email')}
          size="lg"
          name="email"
          type="email"
          autoComplete="username"
          value={given.email}
          onChange={(event) => change('email')(event.currentTarget.value)}
        />
        <NewPasswordField
          label={t('accounts.password')}
          value={given.password}
          error={error('password')}
          own={[given.name, given.email]}
          onChange={change('password')}
        />
        <Button type="submit" variant="filled" size="lg" fullWidth loading={setUp.pending}>
          {t('accounts.setUp.submit')}
        </Button>
      </form>
    </Door>
  )
}
