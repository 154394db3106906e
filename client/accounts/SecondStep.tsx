import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Door } from './Door.tsx'
import { knowsPasskeys } from './knows-passkeys.ts'

const loadPasskeyButton = () => import('./PasskeyButton.tsx')

type Props = { readonly onDone: () => void; readonly onBack: () => void }

/** The step after password, card or link, where the account has a second factor. */
export function SecondStep({ onDone, onBack }: Props) {
  const t = useWords()
  const said = useSaid()
  const [refusal] = said
  const step = useAct('accounts', 'second-step', said)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The step before had the focus and is gone.
  useEffect(() => field.current?.focus(), [])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!code.trim()) return field.current?.focus()
    const done = await step.run({ code: code.trim() })
    if (done?.ok) onDone()
  }
  return (
    <Door foot={t('accounts.help')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle>{t('accounts.secondStep.title')}</PageTitle>
        <p>{t('accounts.secondStep.intro')}</p>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <TextInput
          label={t('accounts.secondStep.code')}
          error={tried && !code.trim() ? t('accounts.secondStep.missing') : null}
          size="lg"
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          ref={field}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="lg" fullWidth loading={step.pending}>
          {t('accounts.secondStep.submit')}
        </Button>
        {knowsPasskeys() ? (
          <LoadedLater
            load={loadPasskeyButton}
            otherwise={null}
            label={t('accounts.secondStep.passkey')}
            said={said}
            onDone={onDone}
          />
        ) : null}
        <Button variant="subtle" size="md" onClick={onBack}>
          {t('accounts.secondStep.back')}
        </Button>
      </form>
    </Door>
  )
}
