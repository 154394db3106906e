import { useState } from 'react'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Kept } from './data.ts'
import { ErasePerson } from './ErasePerson.tsx'
import css from './PersonForm.module.css'

/** What is done to an account rarely and confirmed: switching off, taking away a second factor, erasing who it is. */
export function PersonActs({ person, onDone }: { person: Kept; onDone: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = inMine(person.name)
  const on = useAct('accounts', 'switch-on')
  const binding = {
    switchOff: useAct('accounts', 'switch-off'),
    resetFactor: useAct('accounts', 'reset-second-factor'),
  }
  const [asked, setAsked] = useState<keyof typeof binding | null>(null)
  const run = async (one: typeof on | (typeof binding)[keyof typeof binding]) => {
    const done = await one.run({ account: person.id })
    if (done?.ok) onDone()
  }
  const mayReset = person.hasSecondFactor && person.may.invite
  if (!person.may.switch && !mayReset && !person.may.erase) return null
  return (
    <div className={css.more}>
      {mayReset ? (
        <ReasonedButton onPress={() => setAsked('resetFactor')}>{t('people.resetFactor')}</ReasonedButton>
      ) : null}
      {!person.may.switch ? null : person.switchedOff ? (
        <ReasonedButton pending={on.pending} onPress={() => void run(on)}>
          {t('people.switchOn')}
        </ReasonedButton>
      ) : (
        <ReasonedButton danger variant="outline" onPress={() => setAsked('switchOff')}>
          {t('people.switchOff')}
        </ReasonedButton>
      )}
      {person.may.erase ? <ErasePerson person={person} onDone={onDone} /> : null}
      {on.refusal ? <RefusalNote refusal={on.refusal} /> : null}
      {asked ? (
        <ConfirmDialog
          opened
          danger
          title={t(`people.${asked}`)}
          effect={t(`people.${asked}Effect`, { name })}
          verb={t(`people.${asked}`)}
          act={binding[asked]}
          onConfirm={() => void run(binding[asked])}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  )
}
