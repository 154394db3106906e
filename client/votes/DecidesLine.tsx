import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../language.tsx'
import type { VoteDetail } from './data.ts'

/** The motion, or the ruling appealed from, that a vote decides, with the way to the floor. */
export function DecidesLine({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { decides } = vote.question
  if (!decides) return null
  const { what, by, became } =
    decides.on === 'motion'
      ? {
          what: t('votes.page.motion', { motion: t(`floor.motions.kinds.${decides.kind}`) }),
          by: t('floor.motions.by', { name: inMine(decides.name) }),
          became: t(`floor.motions.stages.${decides.stage}`),
        }
      : {
          what: t('votes.page.ruling', { ruling: t(`floor.order.${decides.ruling}`).toLowerCase() }),
          by: t('votes.page.appealBy', { name: inMine(decides.name) }),
          became:
            decides.overturned === null
              ? t('floor.motions.stages.waiting')
              : t(decides.overturned ? 'floor.order.overturned' : 'floor.order.stands').toLowerCase(),
        }
  return (
    <p>
      <Link to="/sessions/$session" params={{ session: vote.session }}>
        {what}
      </Link>
      <span className="quiet">
        {' '}
        · {by} · {became}
      </span>
    </p>
  )
}
