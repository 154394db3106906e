import { Link } from '@tanstack/react-router'
import { formatTime } from '../../../shared/messages/format.ts'
import type { Answer } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { RecordWords } from '../../ui/RecordWords.tsx'
import { type State, StateBadge } from '../../ui/StateBadge.tsx'
import css from './VotesList.module.css'

type VoteEntry = Answer<'votes', 'list'>['votes'][number]

const stateOf = (vote: VoteEntry): State =>
  vote.stage === 'open' ? 'voting' : vote.stage === 'closed' ? 'closed' : (vote.result ?? 'closed')

/** The votes of the session, newest first, each with its result once announced. */
export function VotesList({ votes, timezone }: { votes: readonly VoteEntry[]; timezone: string }) {
  const t = useWords()
  return (
    <section aria-labelledby="votes-title">
      <SectionTitle id="votes-title">{t('sessions.votes')}</SectionTitle>
      {votes.length === 0 ? (
        <div className={css.empty}>
          <EmptyState title={t('sessions.votesEmpty')}>{t('sessions.noOpenVoteText')}</EmptyState>
        </div>
      ) : (
        <ol className={`sheet ${css.votes}`}>
          {votes.map((vote) => (
            <li key={vote.id}>
              <Link to="/votes/$vote" params={{ vote: vote.id }} className={css.row}>
                <span className={css.words}>
                  <span className={css.number}>
                    {t('sessions.voteNumber', { number: vote.number })}, {formatTime(vote.openedAt, timezone)}
                  </span>
                  <RecordWords value={vote.title} />
                </span>
                <StateBadge state={stateOf(vote)} plain />
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
