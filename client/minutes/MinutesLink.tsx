import { Link } from '@tanstack/react-router'
import ScrollText from 'lucide-react/icons/scroll-text'
import type { SessionId } from '../../shared/ids.ts'
import { useFiles } from '../exports/data.ts'
import { OfficeWords, useWords } from '../language.tsx'
import css from './MinutesLink.module.css'

type Props = { readonly session: SessionId }

/** Below the agenda the way to the minutes, for whoever may read them as they are now. Source: RULES.md MI10. */
export const MinutesLink = (props: Props) => (
  <OfficeWords>
    <Way {...props} />
  </OfficeWords>
)

function Way({ session }: Props) {
  const t = useWords()
  const isThere = useFiles(session).data?.files.some(({ paper }) => paper === 'minutes') ?? false
  return isThere ? (
    <p className={css.way}>
      <ScrollText size={18} aria-hidden />
      <Link to="/sessions/$session/minutes" params={{ session }}>
        {t('minutes.toMinutes')}
      </Link>
    </p>
  ) : null
}
