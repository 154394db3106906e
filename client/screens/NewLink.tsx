import { Button, TextInput } from '@mantine/core'
import Copy from 'lucide-react/icons/copy'
import ExternalLink from 'lucide-react/icons/external-link'
import { useRef, useState } from 'react'
import { useWords } from '../language.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import css from './Links.module.css'

/** Copies the words of a field; over plain http there is no clipboard but the field's own. */
async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  field.select()
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value).then(() => true)
  return document.execCommand('copy')
}

/** A link that has just been made, shown this once: as an address, as a code, and to open here. */
export function NewLink({ name, path }: { name: string; path: string }) {
  const t = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const address = `${location.origin}${path}`
  const copy = async () => {
    if (field.current) setCopied(await copyFrom(field.current).catch(() => false))
  }
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
          <Button variant="default" size="md" leftSection={<Copy size={18} aria-hidden />} onClick={() => void copy()}>
            {t('screens.copy')}
          </Button>
          <span role="status" className="quiet">
            {copied ? t('screens.copied') : ''}
          </span>
        </div>
      </div>
      <QrCode words={address} label={t('screens.qrLabel')} className={css.code} />
    </section>
  )
}
