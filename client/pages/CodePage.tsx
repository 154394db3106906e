import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { Door } from '../accounts/Door.tsx'
import { SecondStep } from '../accounts/SecondStep.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

/** What a card's QR code says behind the #, which no server and no log is told. */
const codeOfAddress = (): string => location.hash.slice(1)

/** Signs in with a card of the secretariat: typed, or read by a camera. Only the button uses the card up. */
export function CodePage() {
  const t = useWords()
  const entered = useEntered()
  const card = useAct('accounts', 'use-card')
  const [fromCard, setFromCard] = useState(codeOfAddress)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  // The code does not stay in the address, nor in the way back to it.
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname)
  }, [])
  const code = fromCard || typed.trim()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!code) return event.currentTarget.querySelector('input')?.focus()
    const done = await card.run({ code })
    if (done?.ok) entered()
    else setFromCard('')
  }
  if (card.refusal?.code === 'second-factor-needed') return <SecondStep onDone={() => entered()} onBack={card.clear} />
  return (
    <Door foot={t('accounts.help')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <PageTitle>{t('accounts.byCode.title')}</PageTitle>
        {card.refusal ? <RefusalNote refusal={card.refusal} /> : null}
        {fromCard ? (
          <p>{t('accounts.byCode.fromCard')}</p>
        ) : (
          <>
            <p>{t('accounts.byCode.intro')}</p>
            <TextInput
              label={t('accounts.byCode.code')}
              description={t('accounts.byCode.codeHint')}
              error={tried && !code ? t('accounts.byCode.missing') : null}
              size="lg"
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" variant="filled" size="lg" fullWidth loading={card.pending}>
          {t('accounts.byCode.submit')}
        </Button>
        <Link to="/sign-in">{t('accounts.byCode.byPassword')}</Link>
      </form>
    </Door>
  )
}
