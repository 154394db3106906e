import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useMe, useSignIns } from '../accounts/data.ts'
import { Enrolment } from '../accounts/Enrolment.tsx'
import { knowsProvider } from '../accounts/knows-provider.ts'
import { isShortPassword, NewPasswordField } from '../accounts/NewPasswordField.tsx'
import { Passkeys } from '../accounts/Passkeys.tsx'
import { PasswordField } from '../accounts/PasswordField.tsx'
import { ProviderLink } from '../accounts/ProviderLink.tsx'
import { type Answer, useAct, useSaid } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { SecurityWords, useLanguage, useWords } from '../language.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './AccountPage.module.css'

type Mine = Answer<'accounts', 'sign-ins'>

function SignIns({ signIns }: { signIns: Mine['signIns'] }) {
  const t = useWords()
  const { language } = useLanguage()
  const said = useSaid()
  const [refusal] = said
  const end = useAct('accounts', 'end-sign-in', said)
  const endOthers = useAct('accounts', 'end-other-sign-ins', said)
  const [ended, setEnded] = useState(false)
  const deviceOf = (one: Mine['signIns'][number]) => one.device || t('accounts.log.unknownDevice')
  return (
    <section className={`sheet ${css.part}`} aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title">{t('people.account.signIns')}</h2>
      <p className="quiet">{t('people.account.signInsText')}</p>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <ul>
        {signIns.map((one) => (
          <li key={one.id} className={css.row}>
            <span>
              {deviceOf(one)} {one.mine ? <span className={css.mine}>· {t('people.account.this')}</span> : null}
              <br />
              <span className="quiet">
                {t('people.account.since', { time: formatDateTime(language, one.since, deviceZone()) })},{' '}
                {t('people.account.seen', { time: formatDateTime(language, one.seen, deviceZone()) })}
              </span>
            </span>
            {one.mine ? null : (
              <Button
                variant="default"
                size="md"
                aria-label={t('people.account.endOn', { device: deviceOf(one) })}
                onClick={() => void end.run({ id: one.id })}
              >
                {t('people.account.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p role="status">{ended ? t('people.account.endedOthers') : null}</p>
      {signIns.length > 1 ? (
        <div>
          <Button
            variant="default"
            size="md"
            loading={endOthers.pending}
            onClick={() => void endOthers.run({}).then((done) => setEnded(done?.ok ?? false))}
          >
            {t('people.account.endOthers')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Password({ byCard }: { byCard: boolean }) {
  const t = useWords()
  const me = useMe()
  const change = useAct('accounts', 'change-password')
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [changed, setChanged] = useState(false)
  const isShort = isShortPassword(password)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    setChanged(false)
    const wrong = !byCard && !current ? 'current-password' : isShort ? 'new-password' : null
    if (wrong) return event.currentTarget.querySelector<HTMLInputElement>(`[autocomplete=${wrong}]`)?.focus()
    const done = await change.run({ ...(byCard ? {} : { current }), password })
    if (!done?.ok) return
    setChanged(true)
    setTried(false)
    setCurrent('')
    setPassword('')
  }
  return (
    <section className={`sheet ${css.part}`} aria-labelledby="password-title">
      <h2 id="password-title">{t('people.account.password')}</h2>
      <p className="quiet">{t(byCard ? 'people.account.byCard' : 'people.account.passwordText')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        {change.refusal ? <RefusalNote refusal={change.refusal} /> : null}
        {byCard ? null : (
          <PasswordField
            label={t('people.account.current')}
            value={current}
            error={tried && !current ? t('accounts.missing.password') : null}
            autoComplete="current-password"
            onChange={setCurrent}
          />
        )}
        <NewPasswordField
          label={t('people.account.chosen')}
          value={password}
          error={tried && isShort ? t('accounts.missing.passwordShort') : null}
          own={me.data ? [...Object.values(me.data.name), me.data.email] : []}
          onChange={setPassword}
        />
        <Button type="submit" variant="filled" size="md" loading={change.pending}>
          {t('people.account.change')}
        </Button>
        <p role="status">{changed ? t('people.account.changed') : ''}</p>
      </form>
    </section>
  )
}

function Factor({ has }: { has: boolean }) {
  const t = useWords()
  const [setting, setSetting] = useState(false)
  return (
    <section className={`sheet ${css.part}`} aria-labelledby="factor-title">
      <h2 id="factor-title">{t('people.account.factor')}</h2>
      <p className="quiet">{t(has ? 'people.account.factorOn' : 'people.account.factorOff')}</p>
      {setting ? (
        <Enrolment onDone={() => setSetting(false)} />
      ) : (
        <div>
          <Button variant="default" size="md" onClick={() => setSetting(true)}>
            {t(has ? 'people.account.renewFactor' : 'people.account.setFactor')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** One's own sign-ins, password and second factor. */
export function AccountPage() {
  const t = useWords()
  const mine = useSignIns()
  return (
    <Page width="form" title={t('people.account.title')}>
      <Loaded from={mine}>
        {({ signIns, hasSecondFactor, byCard }) => (
          <>
            <SignIns signIns={signIns} />
            <Password byCard={byCard} />
            <Factor has={hasSecondFactor} />
            <SecurityWords>
              <Passkeys />
              {knowsProvider() ? <ProviderLink /> : null}
            </SecurityWords>
          </>
        )}
      </Loaded>
    </Page>
  )
}
