import CloudOff from 'lucide-react/icons/cloud-off'
import Wifi from 'lucide-react/icons/wifi'
import { useWords } from '../language.tsx'
import { useNewsState } from '../news.tsx'
import css from './ConnectionLine.module.css'

/** Whether the page is kept up to date: connected, connecting, or not. */
export function ConnectionLine() {
  const t = useWords()
  const state = useNewsState()
  const lost = state === 'lost'
  return (
    <span
      className={css.line}
      data-state={state}
      data-line={lost || undefined}
      role="status"
      title={lost ? t('common.connection.lostLong') : undefined}
    >
      {lost ? <CloudOff size={16} aria-hidden /> : <Wifi size={16} aria-hidden />}
      <span data-word>{t(`common.connection.${state}`)}</span>
    </span>
  )
}
