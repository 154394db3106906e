import HardDrive from 'lucide-react/icons/hard-drive'
import type { ReactNode } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { useWords } from '../language.tsx'
import { useUnsent } from './leaving.ts'
import css from './StatusLine.module.css'
import { LineWords } from './StatusLine.tsx'

type Props = { readonly account: AccountId; readonly otherwise: ReactNode }

/** On pages without a live text: how many of one's changes in texts still wait, as long as any do. */
export function WaitingLine({ account, otherwise }: Props) {
  const t = useWords()
  const waiting = useUnsent(account)
  if (waiting === 0) return otherwise
  return (
    <span className={css.line} data-line data-colour="offline" title={t('live.explain.waiting')}>
      <HardDrive size={18} aria-hidden />
      <LineWords words={t('live.line.waiting', { count: waiting })} waiting={waiting} />
    </span>
  )
}
