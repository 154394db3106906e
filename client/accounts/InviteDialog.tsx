import { Button, Modal, TextInput } from '@mantine/core'
import Copy from 'lucide-react/icons/copy'
import { useCallback, useEffect, useRef, useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import { Waiting } from '../ui/Waiting.tsx'
import type { Kept } from './data.ts'
import css from './PersonForm.module.css'

type Props = { readonly person: Kept; readonly hasMail: boolean; readonly onClose: () => void }

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** An invitation, mailed or as a link to copy. */
export function InviteDialog({ person, hasMail, onClose }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { run, refusal, pending } = useAct('accounts', 'invite')
  const [made, setMade] = useState<Answer<'accounts', 'invite'> | null>(null)
  const [copied, setCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useFocusBack()
  const invite = useCallback(async () => {
    const done = await run({ account: person.id, language })
    if (done?.ok) setMade(done.value)
  }, [run, person.id, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens; another language makes no second link
  useEffect(() => void invite(), [])
  const until = made ? formatDateTime(language, made.until, zone()) : ''
  const copy = () => {
    field.current?.select()
    // In a hall without TLS there is no clipboard of the modern kind.
    setCopied(document.execCommand('copy'))
  }
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
            <Button variant="filled" size="md" leftSection={<Copy size={18} aria-hidden />} onClick={copy}>
              {t(copied ? 'people.copied' : 'people.copy')}
            </Button>
          </div>
        </div>
      ) : null}
    </Modal>
  )
}
