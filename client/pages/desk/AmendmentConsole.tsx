import { Link } from '@tanstack/react-router'
import Megaphone from 'lucide-react/icons/megaphone'
import { formatTime } from '../../../shared/messages/format.ts'
import { useAct, useSaid } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { CloseVote } from '../../votes/CloseVote.tsx'
import { useVote, useVotes, type VoteDetail } from '../../votes/data.ts'
import { Remedies } from '../../votes/Remedies.tsx'
import { VotedText } from '../../votes/VotedText.tsx'
import { VoteSteps } from '../../votes/VoteSteps.tsx'
import { Finished, Running } from '../../votes/VoteUnderWay.tsx'
import css from './Console.module.css'

type Props = { readonly vote: VoteDetail; readonly session: SessionDetail }

/** The vote on an amendment that is open, or closed and not announced; null while there is none. */
export function useAmendmentVote(session: SessionDetail): VoteDetail | null {
  const running = useVotes(session.id).data?.votes.find(({ stage }) => stage === 'open' || stage === 'closed')
  const isAsked = running?.kind === 'adopt-amendment' || running?.kind === 'keep-part'
  const vote = useVote(isAsked ? running.id : null).data
  return vote?.question.amendment && (vote.stage === 'open' || vote.stage === 'closed') ? vote : null
}

/** The vote on an amendment as it runs: what it changes, the four steps, who has voted. */
export function AmendmentConsole({ vote, session }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const isOpen = vote.stage === 'open'
  return (
    <section className={`sheet ${css.console}`} aria-labelledby="console-title">
      <div className={css.line}>
        <StateBadge state={isOpen ? 'voting' : 'closed'} large={isOpen} />
        <span className="quiet tabular">
          {t('votes.sheet.since', { time: formatTime(vote.openedAt, session.timezone) })} ·{' '}
          {t(`votes.manners.${vote.manner}`)}
        </span>
        {isOpen ? null : (
          <span className={css.version}>
            <Link to="/votes/$vote" params={{ vote: vote.id }}>
              {t('votes.desk.wholeOutcome')}
            </Link>
          </span>
        )}
      </div>
      <h2 id="console-title" className={css.title}>
        {inMine(vote.question.sentence)}
      </h2>
      <VotedText vote={vote} />
      <VoteSteps at={vote.stage === 'closed' ? 'closed' : 'open'} />
      {isOpen ? <Running vote={vote} session={session} /> : <Finished vote={vote} />}
      <Remedies vote={vote} timezone={session.timezone} />
    </section>
  )
}

/** The next act of a vote on an amendment: close, then announce. */
export function AmendmentVoteActs({ vote }: Pick<Props, 'vote'>) {
  const t = useWords()
  const said = useSaid()
  const close = useAct('votes', 'close', said)
  const announce = useAct('votes', 'announce', said)
  const [refusal] = said
  return (
    <>
      {vote.may.close ? (
        <CloseVote
          key={vote.id}
          vote={vote}
          reason={null}
          variant="filled"
          pending={close.pending}
          onClose={(chairs) => void close.run({ vote: vote.id, chairs })}
        />
      ) : null}
      <ReasonedButton
        icon={<Megaphone size={18} aria-hidden />}
        variant="filled"
        effect={t('votes.desk.announceEffect')}
        reason={vote.may.announce ? null : t('votes.desk.reasons.closeFirst')}
        rule={vote.may.announce ? null : 'VO14'}
        pending={announce.pending}
        onPress={() => void announce.run({ vote: vote.id })}
      >
        {t('votes.desk.announce')}
      </ReasonedButton>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}
