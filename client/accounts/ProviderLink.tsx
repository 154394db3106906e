import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct, useAsk } from '../api.ts'
import { deviceZone } from '../clock.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './Passkeys.module.css'

type Link = NonNullable<Answer<'accounts', 'provider'>['link']>

/** The link between one's own account and the identity provider. Source: RULES.md AC102. */
export function ProviderLink() {
  const { inMine } = useLanguage()
  const provider = useAsk('accounts', 'provider', {})
  return (
    <Loaded from={provider}>{({ name, link }) => (name ? <Section name={inMine(name)} link={link} /> : null)}</Loaded>
  )
}

function Section({ name, link }: { name: string; link: Link | null }) {
  const t = useWords()
  return (
    <section className={`sheet ${css.part}`} aria-labelledby="provider-title">
      <h2 id="provider-title">{t('security.provider.title', { name })}</h2>
      <p className="quiet">{t('security.provider.text', { name })}</p>
      {link ? <Linked name={name} link={link} /> : <Linking name={name} />}
    </section>
  )
}

function Linked({ name, link: { addedAt, usedAt } }: { name: string; link: Link }) {
  const t = useWords()
  const { language } = useLanguage()
  const remove = useAct('accounts', 'unlink-provider')
  const [removing, setRemoving] = useState(false)
  const when = (at: number) => formatDateTime(language, at, deviceZone())
  return (
    <div className={css.row}>
      <span>
        {t('security.provider.linked', { time: when(addedAt) })}
        <br />
        <span className="quiet">
          {usedAt === null ? t('security.provider.neverUsed') : t('security.provider.used', { time: when(usedAt) })}
        </span>
      </span>
      <Button variant="default" size="md" onClick={() => setRemoving(true)}>
        {t('security.provider.unlink')}
      </Button>
      <ConfirmDialog
        opened={removing}
        title={t('security.provider.unlinkTitle', { name })}
        effect={t('security.provider.unlinkEffect', { name })}
        verb={t('security.provider.unlink')}
        danger
        act={remove}
        onConfirm={() => void remove.run({}).then((done) => done?.ok && setRemoving(false))}
        onClose={() => setRemoving(false)}
      />
    </div>
  )
}

function Linking({ name }: { name: string }) {
  const t = useWords()
  const { language } = useLanguage()
  const begin = useAct('accounts', 'link-provider')
  const press = async () => {
    const begun = await begin.run({ language })
    if (begun?.ok) location.assign(begun.value.address)
  }
  return (
    <>
      <div>
        <Button variant="default" size="md" loading={begin.pending} onClick={() => void press()}>
          {t('security.provider.link', { name })}
        </Button>
      </div>
      {begin.refusal ? <RefusalNote refusal={begin.refusal} /> : null}
    </>
  )
}
