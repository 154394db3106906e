import ShieldAlert from 'lucide-react/icons/shield-alert'
import { useWords } from '../language.tsx'
import css from './InsecureLine.module.css'

/** Whether the server is reached without TLS from other machines: it says so in the page itself. Source: RULES.md HA5. */
export const isInsecure = (): boolean => document.documentElement.dataset.insecure !== undefined

/** Says that others in the network could read along, wherever that is so. */
export function InsecureLine({ className = css.strip }: { className?: string | undefined }) {
  const t = useWords()
  if (!isInsecure()) return null
  return (
    <p className={className} data-insecure-line>
      <ShieldAlert size="1.25em" aria-hidden /> {t('common.insecure')}
    </p>
  )
}
