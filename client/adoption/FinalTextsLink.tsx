import { Link } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { useWords } from '../language.tsx'
import { useFinals } from './final-data.ts'

/** The way to the final texts of a session, once something is adopted. */
export function FinalTextsLink({ session }: { session: SessionId }) {
  const t = useWords()
  const finals = useFinals(session).data
  return finals && finals.texts.length > 0 ? (
    <p>
      <Link to="/sessions/$session/final-texts" params={{ session }}>
        {t('final.list.title')}
      </Link>
    </p>
  ) : null
}
