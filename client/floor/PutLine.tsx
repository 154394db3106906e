import { Link } from '@tanstack/react-router'
import { useWords } from '../language.tsx'
import type { Motion } from './data.ts'

/** The vote by which something was put, and how far it is; `decided`: the row itself says how it came out. */
export function PutLine({ put, decided }: { put: NonNullable<Motion['put']>; decided: boolean }) {
  const t = useWords()
  return (
    <span>
      <Link to="/votes/$vote" params={{ vote: put.vote }}>
        {t('floor.motions.inVote', { number: put.number })}
      </Link>
      {decided ? null : `: ${t(`floor.motions.putStages.${put.stage}`)}`}
    </span>
  )
}
