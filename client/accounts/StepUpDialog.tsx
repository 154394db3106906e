import { Button, CloseButton, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useAct, useAsk, useSaid } from '../api.ts'
import { SecurityWords, useWords } from '../language.tsx'
import dialog from '../ui/ConfirmDialog.module.css'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { useSignIns } from './data.ts'
import { knowsPasskeys } from './knows-passkeys.ts'
import { PasswordField } from './PasswordField.tsx'
import { ProveByProvider } from './ProveByProvider.tsx'
import { usePasskey } from './usePasskey.ts'

type Props = { readonly onDone: (isProved: boolean) => void }

/** Confirms that it is the same person, by what they have: password, authenticator app, passkey or the identity provider. Source: RULES.md AC54. */
export default function StepUpDialog(props: Props) {
  return (
    <SecurityWords>
      <Asking {...props} />
    </SecurityWords>
  )
}

function Asking({ onDone }: Props) {
  const t = useWords()
  const heading = useId()
  const mine = useSignIns()
  const said = useSaid()
  const [refusal, setRefusal] = said
  const prove = useAct('accounts', 'prove', said)
  const [chosen, setChosen] = useState<'password' | 'code' | null>(null)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const has = mine.data
  const way = chosen ?? (has && !has.hasPassword && has.hasSecondFactor ? 'code' : 'password')
  const form = useRef<HTMLFormElement>(null)
  // Whoever is asked in the middle of a sitting types at once.
  useEffect(
    () => form.current?.querySelector<HTMLInputElement>(way === 'code' ? '[name=code]' : 'input')?.focus(),
    [way],
  )
  const passkey = usePasskey(said)
  const byPasskey = useAct('accounts', 'prove-by-passkey', said)
  const keys = useAsk('accounts', 'passkeys', knowsPasskeys() ? {} : null)
  const hasPasskey = keys.data?.here === true && keys.data.passkeys.length > 0
  const provider = useAsk('accounts', 'provider', {})
  const elsewhere = provider.data?.link ? provider.data.name : null
  const hasNothingToType = has !== undefined && !has.hasPassword && !has.hasSecondFactor
  const isWithout = hasNothingToType && !hasPasskey && provider.data !== undefined && !elsewhere
  const choose = (next: 'password' | 'code') => {
    setChosen(next)
    setTyped('')
    setTried(false)
    setRefusal(null)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    if (!typed.trim()) return event.currentTarget.querySelector('input')?.focus()
    const done = await prove.run(way === 'password' ? { password: typed } : { code: typed.trim() })
    if (done?.ok) onDone(true)
  }
  const showPasskey = async () => {
    const shown = await passkey.show()
    const done = shown && (await byPasskey.run({ passkey: shown }))
    if (done?.ok) onDone(true)
  }
  const error = tried && !typed.trim() ? t('security.stepUp.missing') : null
  return (
    <Sheet opened labelledBy={heading} onClose={() => onDone(false)} className={dialog.dialog}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <div className={dialog.head}>
          <h2 id={heading} className={dialog.title}>
            {t('security.stepUp.title')}
          </h2>
          <CloseButton size={44} aria-label={t('common.close')} onClick={() => onDone(false)} />
        </div>
        <p className={dialog.effect}>{t(isWithout ? 'security.stepUp.without' : 'security.stepUp.text')}</p>
        {hasNothingToType ? null : (
          <div className={dialog.fields}>
            {way === 'password' ? (
              <PasswordField
                label={t('security.stepUp.password')}
                value={typed}
                error={error}
                autoComplete="current-password"
                onChange={setTyped}
              />
            ) : (
              <TextInput
                label={t('security.stepUp.code')}
                error={error}
                size="lg"
                name="code"
                autoComplete="one-time-code"
                autoCapitalize="characters"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            )}
            {has?.hasPassword && has.hasSecondFactor ? (
              <Button variant="subtle" size="md" onClick={() => choose(way === 'password' ? 'code' : 'password')}>
                {t(way === 'password' ? 'security.stepUp.byCode' : 'security.stepUp.byPassword')}
              </Button>
            ) : null}
          </div>
        )}
        {hasPasskey || elsewhere ? (
          <div className={dialog.fields}>
            {hasPasskey ? (
              <Button
                variant="subtle"
                size="md"
                loading={passkey.pending || byPasskey.pending}
                onClick={() => void showPasskey()}
              >
                {t('security.stepUp.byPasskey')}
              </Button>
            ) : null}
            {elsewhere ? <ProveByProvider name={elsewhere} said={said} /> : null}
          </div>
        ) : null}
        <p role="status">{passkey.stopped ? t('security.passkeys.stopped') : null}</p>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <div className={dialog.buttons}>
          <Button variant="default" size="md" onClick={() => onDone(false)}>
            {t('common.cancel')}
          </Button>
          {hasNothingToType ? null : (
            <Button type="submit" className={dialog.verb} variant="filled" size="md" loading={prove.pending}>
              {t('security.stepUp.confirm')}
            </Button>
          )}
        </div>
      </form>
    </Sheet>
  )
}
