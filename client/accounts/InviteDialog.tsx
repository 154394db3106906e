import { Button, Modal, TextInput } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import { Waiting } from '../ui/Waiting.tsx'
import type { Kept } from './data.ts'
import css from './PersonForm.module.css'

type Props = { readonly person: Kept; readonly hasMail: boolean; readonly onClose: () => void }

/** An invitation, mailed or as a link to copy. */
export function InviteDialog({ person, hasMail, onClose }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { run, refusal, pending } = useAct('accounts', 'invite')
  const [made, setMade] = useState<Answer<'accounts', 'invite'> | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useFocusBack()
  // The letter's language is the one in which it was asked for: switching afterwards makes no second link.
  const [written] = useState(language)
  const invite = useCallback(async () => {
    const done = await run({ account: person.id, language: written })
    if (done?.ok) setMade(done.value)
  }, [run, person.id, written])
  useEffect(() => void invite(), [invite])
  const until = made ? formatDateTime(language, made.until, deviceZone()) : ''
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people.inviteTitle', { name: inMine(person.name) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: css.title }}
    >
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {pending && !made ? <Waiting /> : null}
      {refusal ? (
        <Button variant="default" size="md" onClick={() => void invite()}>
          {t('common.tryAgain')}
        </Button>
      ) : null}
      {made?.mailed ? <p role="status">{t('people.mailed', { email: person.email, until })}</p> : null}
      {made?.link ? (
        <div className={css.form}>
          {hasMail ? <p role="alert">{t('people.notMailed')}</p> : null}
          <p>{t('people.copyText', { email: person.email, until })}</p>
          <TextInput
            ref={field}
            label={t('people.link')}
            readOnly
            size="md"
            value={new URL(made.link, location.origin).href}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div className={css.buttons}>
            <CopyButton field={field} label={t('people.copy')} filled />
          </div>
        </div>
      ) : null}
    </Modal>
  )
}
