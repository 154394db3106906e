import { Button, TextInput } from '@mantine/core'
import ExternalLink from 'lucide-react/icons/external-link'
import { useRef } from 'react'
import { useWords } from '../language.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import css from './Links.module.css'

/** A link that has just been made, shown this once: as an address, as a code, and to open here. */
export function NewLink({ name, path }: { name: string; path: string }) {
  const t = useWords()
  const field = useRef<HTMLInputElement>(null)
  const address = `${location.origin}${path}`
  return (
    <section className={`sheet ${css.made}`} aria-labelledby="made-title">
      <div className={css.words}>
        <h2 id="made-title">{t('screenLinks.made', { name })}</h2>
        <p>{t('screenLinks.madeHint')}</p>
        <TextInput ref={field} readOnly value={address} aria-label={t('screenLinks.made', { name })} size="md" />
        <div className={css.buttons}>
          <Button
            variant="filled"
            size="md"
            component="a"
            href={path}
            target="_blank"
            rel="noreferrer"
            leftSection={<ExternalLink size={18} aria-hidden />}
          >
            {t('screenLinks.openHere')}
          </Button>
          <CopyButton field={field} label={t('screenLinks.copy')} />
        </div>
      </div>
      <QrCode words={address} label={t('screenLinks.qrLabel')} className={css.code} />
    </section>
  )
}
