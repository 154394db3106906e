import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { StateBadge, shownState } from '../ui/StateBadge.tsx'
import type { RecommendationDetail } from './data.ts'
import css from './SidePanel.module.css'

const SENTENCE = { open: 'voteOpen', closed: 'voteClosed', announced: 'voteAnnounced', void: 'voteVoid' } as const

/** Where the vote on a text stands, with the ways to it. */
export function VotePanel({
  recommendation,
  mayPreside,
}: {
  recommendation: RecommendationDetail
  mayPreside: boolean
}) {
  const t = useWords()
  const { id, session, vote, stage } = recommendation
  const desk = mayPreside ? (
    <Link to="/sessions/$session/desk" params={{ session }} search={{ recommendation: id }}>
      {t('recommendations.toDesk')}
    </Link>
  ) : null
  if (!vote)
    return (
      <>
        <EmptyState title={t('recommendations.noVote')}>{t('recommendations.noVoteText')}</EmptyState>
        {desk ? <p className={css.ways}>{desk}</p> : null}
      </>
    )
  return (
    <div className={css.vote}>
      <StateBadge state={shownState(recommendation)} />
      <p>{t(`recommendations.${SENTENCE[vote.stage]}`)}</p>
      <Ways>
        <Link to="/votes/$vote" params={{ vote: vote.id }}>
          {t(vote.stage === 'announced' ? 'recommendations.toOutcome' : 'recommendations.toVote')}
        </Link>
        {stage === 'adopted' ? (
          <Link to="/adopted/$recommendation" params={{ recommendation: id }}>
            {t('recommendations.toAdopted')}
          </Link>
        ) : null}
        {desk}
      </Ways>
    </div>
  )
}

const Ways = ({ children }: { children: ReactNode }) => <p className={css.ways}>{children}</p>
