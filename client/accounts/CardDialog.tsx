import { Button, Modal } from '@mantine/core'
import Printer from 'lucide-react/icons/printer'
import { useCallback, useEffect, useState } from 'react'
import { groupedCode } from '../../shared/accounts/rules.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import { formatTime } from '../../shared/messages/format.ts'
import { type Answer, useAct } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { PrintOnly } from '../ui/PrintOnly.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import { Waiting } from '../ui/Waiting.tsx'
import css from './CardDialog.module.css'
import form from './PersonForm.module.css'

export type Person = { readonly id: AccountId; readonly name: Localised }
type Made = Answer<'accounts', 'give-card'>

function Card({ person, made }: { person: Person; made: Made }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const link = new URL(made.link, location.origin).href
  const address = `${new URL(link).host}/code`
  return (
    <div className={css.card}>
      <p>{t('common.product')}</p>
      <p className={css.who}>{inMine(person.name)}</p>
      <div className={css.square}>
        <QrCode words={link} label={t('people.qr')} size={196} />
      </div>
      <p className={css.code}>{groupedCode(made.code)}</p>
      <p className={css.way}>{t('people.cardWay', { address })}</p>
      <p className={css.until}>{t('people.cardText', { until: formatTime(made.until, deviceZone()) })}</p>
    </div>
  )
}

/** One press has made a one-time sign-in: name, square, code, and a button that prints them on one card. */
export function CardDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { run, refusal, pending } = useAct('accounts', 'give-card')
  const [made, setMade] = useState<Made | null>(null)
  useFocusBack()
  // Opened by the press that asks for the card: no second press, it is needed now.
  const give = useCallback(async () => {
    const done = await run({ account: person.id })
    if (done?.ok) setMade(done.value)
  }, [run, person.id])
  useEffect(() => void give(), [give])
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people.cardTitle', { name: inMine(person.name) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: form.title }}
    >
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {made ? (
        <PrintOnly>
          <Card person={person} made={made} />
        </PrintOnly>
      ) : pending ? (
        <Waiting />
      ) : null}
      <div className={css.buttons}>
        {refusal ? (
          <Button variant="default" size="md" onClick={() => void give()}>
            {t('common.tryAgain')}
          </Button>
        ) : null}
        <Button
          variant="filled"
          size="md"
          leftSection={<Printer size={18} aria-hidden />}
          disabled={!made}
          onClick={() => window.print()}
        >
          {t('people.print')}
        </Button>
      </div>
    </Modal>
  )
}
