import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { groupedCode } from '../../shared/accounts/rules.ts'
import { useWords } from '../language.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Enrolment.module.css'
import { useEnrolment } from './useEnrolment.ts'

/** Sets up a second factor: square, first code, recovery codes, which are shown this once. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const t = useWords()
  const enrolment = useEnrolment()
  const [code, setCode] = useState('')
  const { shown, recoveryCodes } = enrolment
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!code.trim()) return event.currentTarget.querySelector('input')?.focus()
    void enrolment.confirm(code.trim())
  }
  if (recoveryCodes)
    return (
      <div className={css.done}>
        <h2 role="status">{t('people.factor.done')}</h2>
        <p>{t('people.factor.keep')}</p>
        <ul className={css.codes}>
          {recoveryCodes.map((one) => (
            <li key={one}>{groupedCode(one)}</li>
          ))}
        </ul>
        <div className={`${css.ways} no-print`}>
          <Button variant="filled" size="md" onClick={onDone}>
            {t('people.factor.goOn')}
          </Button>
          <Button variant="default" size="md" onClick={() => window.print()}>
            {t('people.factor.printCodes')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className={css.done}>
      {enrolment.refusal ? <RefusalNote refusal={enrolment.refusal} /> : null}
      {shown ? (
        <ol className={css.steps}>
          <li className={css.step}>
            <div>
              <p>{t('people.factor.one')}</p>
              <div className={css.square}>
                <QrCode words={shown.address} label={t('people.factor.one')} size={188} />
              </div>
              <p className={css.secret}>
                {t('people.factor.secret')}
                <code>{groupedCode(shown.secret)}</code>
              </p>
            </div>
          </li>
          <li className={css.step}>
            <div>
              <p>{t('people.factor.two')}</p>
              <form onSubmit={submit} noValidate>
                <TextInput
                  label={t('people.factor.code')}
                  size="lg"
                  name="code"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                />
                <Button type="submit" variant="filled" size="lg" fullWidth loading={enrolment.pending}>
                  {t('people.factor.confirm')}
                </Button>
              </form>
            </div>
          </li>
        </ol>
      ) : (
        <Button variant="filled" size="lg" fullWidth loading={enrolment.pending} onClick={() => void enrolment.begin()}>
          {t('people.factor.begin')}
        </Button>
      )}
    </div>
  )
}
