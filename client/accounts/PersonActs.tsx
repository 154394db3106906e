import { useState } from 'react'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import type { Kept } from './data.ts'
import css from './PersonForm.module.css'

/** What is done to an account rarely and confirmed once: switching off, taking away a second factor. */
export function PersonActs({ person, onDone }: { person: Kept; onDone: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = inMine(person.name)
  const off = useAct('accounts', 'switch-off')
  const on = useAct('accounts', 'switch-on')
  const reset = useAct('accounts', 'reset-second-factor')
  const [asked, setAsked] = useState<'off' | 'factor' | null>(null)
  const run = async (one: typeof off | typeof on | typeof reset) => {
    const done = await one.run({ account: person.id })
    if (done?.ok) onDone()
  }
  const mayReset = person.hasSecondFactor && person.may.invite
  if (!person.may.switch && !mayReset) return null
  return (
    <div className={css.more}>
      {mayReset ? <ReasonedButton onPress={() => setAsked('factor')}>{t('people.resetFactor')}</ReasonedButton> : null}
      {!person.may.switch ? null : person.switchedOff ? (
        <ReasonedButton pending={on.pending} onPress={() => void run(on)}>
          {t('people.switchOn')}
        </ReasonedButton>
      ) : (
        <ReasonedButton danger variant="outline" onPress={() => setAsked('off')}>
          {t('people.switchOff')}
        </ReasonedButton>
      )}
      {asked === 'off' ? (
        <ConfirmDialog
          opened
          danger
          title={t('people.switchOff')}
          effect={t('people.switchOffEffect', { name })}
          verb={t('people.switchOff')}
          pending={off.pending}
          refusal={off.refusal}
          onConfirm={() => void run(off)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === 'factor' ? (
        <ConfirmDialog
          opened
          danger
          title={t('people.resetFactor')}
          effect={t('people.resetFactorEffect', { name })}
          verb={t('people.resetFactor')}
          pending={reset.pending}
          refusal={reset.refusal}
          onConfirm={() => void run(reset)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  )
}
