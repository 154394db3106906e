import { Link } from '@tanstack/react-router'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { SessionId } from '../../shared/ids.ts'
import { AmendmentWords, useWords } from '../language.tsx'
import { useAmendmentCounts } from './data.ts'
import css from './ReviewNotice.module.css'

/** To the secretariat: which amendments wait to be reviewed, each a press away. Source: RULES.md AM29. */
export function ReviewNotice(props: { session: SessionId }) {
  return (
    <AmendmentWords>
      <Notice {...props} />
    </AmendmentWords>
  )
}

function Notice({ session }: { session: SessionId }) {
  const t = useWords()
  const reviews = useAmendmentCounts(session).data?.reviews ?? []
  if (reviews.length === 0) return null
  return (
    <p className={css.notice} role="status" data-part="now">
      <TriangleAlert size={18} aria-hidden />
      <span>{t('amendmentsDesk.clash.waits', { count: reviews.length })}</span>
      {reviews.map(({ amendment, number }) => (
        <Link
          key={amendment}
          to="/sessions/$session/amendments/$amendment/review"
          params={{ session, amendment }}
          preload={false}
        >
          {t('amendments.name', { number: number ?? '' })}
        </Link>
      ))}
    </p>
  )
}
