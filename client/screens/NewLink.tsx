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
        <h2 id="made-title">{t('screens.made', { name })}</h2>
        <p>{t('screens.madeHint')}</p>
        <TextInput ref={field} readOnly value={address} aria-label={t('screens.made', { name })} size="md" />
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
            {t('screens.openHere')}
          </Button>
          <CopyButton field={field} label={t('screens.copy')} />
        </div>
      </div>
      <QrCode words={address} label={t('screens.qrLabel')} className={css.code} />
    </section>
  )
}
