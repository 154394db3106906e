import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct, useAsk, useSaid } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { knowsPasskeys } from './knows-passkeys.ts'
import css from './Passkeys.module.css'
import { makePasskey } from './passkey.ts'

type Mine = Answer<'accounts', 'passkeys'>
type Passkey = Mine['passkeys'][number]

/** One's own passkeys: added, named, removed. Source: RULES.md AC57. */
export function Passkeys() {
  const t = useWords()
  const mine = useAsk('accounts', 'passkeys', {})
  return (
    <section className={`sheet ${css.part}`} aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{t('security.passkeys.title')}</h2>
      <p className="quiet">{t('security.passkeys.text')}</p>
      <Loaded from={mine}>
        {({ here, passkeys }) => (
          <>
            {passkeys.length > 0 ? (
              <ul>
                {passkeys.map((one) => (
                  <Row key={one.id} passkey={one} />
                ))}
              </ul>
            ) : (
              <p>{t('security.passkeys.none')}</p>
            )}
            {!here ? (
              <p>{t('security.passkeys.notHere')}</p>
            ) : knowsPasskeys() ? (
              <Adding />
            ) : (
              <p>{t('security.passkeys.noBrowser')}</p>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Row({ passkey }: { passkey: Passkey }) {
  const t = useWords()
  const { language } = useLanguage()
  const rename = useAct('accounts', 'name-passkey')
  const remove = useAct('accounts', 'remove-passkey')
  const [naming, setNaming] = useState(false)
  const [removing, setRemoving] = useState(false)
  const { id, name, addedAt, usedAt } = passkey
  const when = (at: number) => formatDateTime(language, at, deviceZone())
  return (
    <li className={css.row}>
      {naming ? (
        <NameForm
          first={name}
          refused={rename.refusal ? <RefusalNote refusal={rename.refusal} /> : null}
          pending={rename.pending}
          onName={(next) => void rename.run({ id, name: next }).then((done) => done?.ok && setNaming(false))}
        />
      ) : (
        <>
          <span>
            {name}
            <br />
            <span className="quiet">
              {t('security.passkeys.added', { time: when(addedAt) })},{' '}
              {usedAt === null ? t('security.passkeys.neverUsed') : t('security.passkeys.used', { time: when(usedAt) })}
            </span>
          </span>
          <span className={css.acts}>
            <Button
              variant="default"
              size="md"
              aria-label={t('security.passkeys.renameNamed', { name })}
              onClick={() => setNaming(true)}
            >
              {t('security.passkeys.rename')}
            </Button>
            <Button
              variant="default"
              size="md"
              aria-label={t('security.passkeys.removeNamed', { name })}
              onClick={() => setRemoving(true)}
            >
              {t('security.passkeys.remove')}
            </Button>
          </span>
        </>
      )}
      <ConfirmDialog
        opened={removing}
        title={t('security.passkeys.removeNamed', { name })}
        effect={t('security.passkeys.removeEffect', { name })}
        verb={t('security.passkeys.remove')}
        danger
        act={remove}
        onConfirm={() => void remove.run({ id }).then((done) => done?.ok && setRemoving(false))}
        onClose={() => setRemoving(false)}
      />
    </li>
  )
}

type Naming = {
  readonly first: string
  readonly refused: ReactNode
  readonly pending: boolean
  readonly onName: (name: string) => void
}

function NameForm({ first, refused, pending, onName }: Naming) {
  const t = useWords()
  const [name, setName] = useState(first)
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim()) return event.currentTarget.querySelector('input')?.focus()
    onName(name.trim())
  }
  return (
    <form onSubmit={submit} noValidate>
      {refused}
      <TextInput
        label={t('security.passkeys.name')}
        description={t('security.passkeys.nameHint')}
        error={tried && !name.trim() ? t('security.passkeys.nameMissing') : null}
        size="md"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="md" loading={pending}>
        {t('security.passkeys.save')}
      </Button>
    </form>
  )
}

/** The device is asked first, then the name: a passkey that was not made needs none. */
function Adding() {
  const t = useWords()
  const said = useSaid()
  const [refusal] = said
  const begin = useAct('accounts', 'begin-passkey', said)
  const add = useAct('accounts', 'add-passkey', said)
  const [made, setMade] = useState<Awaited<ReturnType<typeof makePasskey>>>(null)
  const [told, setTold] = useState<'stopped' | 'saved' | null>(null)
  const start = async () => {
    setTold(null)
    const begun = await begin.run({})
    if (!begun?.ok) return
    const answered = await makePasskey(begun.value)
    setMade(answered)
    setTold(answered ? null : 'stopped')
  }
  const keep = async (name: string) => {
    if (!made) return
    const done = await add.run({ name, passkey: made })
    // The device's answer is good once, whatever came of it.
    setMade(null)
    if (done?.ok) setTold('saved')
  }
  return (
    <>
      {made ? (
        <NameForm first="" refused={null} pending={add.pending} onName={(name) => void keep(name)} />
      ) : (
        <div>
          <Button variant="default" size="md" loading={begin.pending} onClick={() => void start()}>
            {t('security.passkeys.add')}
          </Button>
        </div>
      )}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      <p role="status">{told ? t(`security.passkeys.${told}`) : null}</p>
    </>
  )
}
