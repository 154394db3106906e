import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../language.tsx'
import { useMayReadRecord } from '../record/data.ts'
import { Hash } from '../ui/Hash.tsx'
import type { VoteDetail } from './data.ts'
import css from './VoteFacts.module.css'

/** What the vote stands on: the text's hash, the head of the record book, the standing orders, how it was counted. */
export function VoteFacts({ vote }: { vote: VoteDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const mayReadRecord = useMayReadRecord()
  const { recommendation } = vote.question
  return (
    <dl className={css.facts}>
      <dt>{t(vote.question.kind === 'procedure' ? 'votes.page.questionVoted' : 'votes.page.textVoted')}</dt>
      <dd>
        <Hash hash={vote.hash} />
        {recommendation ? (
          <Link
            to="/sessions/$session/recommendations/$recommendation"
            params={{ session: vote.session, recommendation }}
          >
            {t('votes.page.readIt')}
          </Link>
        ) : null}
      </dd>
      {vote.head ? (
        <>
          <dt>{t('votes.page.recordHead')}</dt>
          <dd>
            <span>
              {t('votes.page.headEntry', { number: vote.head.number })} <Hash hash={vote.head.hash} />
            </span>
            {mayReadRecord ? <Link to="/record">{t('votes.page.verify')}</Link> : null}
          </dd>
        </>
      ) : null}
      <dt>{t('votes.page.orders')}</dt>
      <dd>
        <span>
          {vote.councils.map((council) => (
            <span key={council.id} className={css.line}>
              <Link
                to="/councils/$council/standing-orders"
                params={{ council: council.id }}
                search={{ version: council.ordersVersion }}
              >
                {t('votes.page.ordersVersion', { council: inMine(council.name), number: council.ordersVersion })}
              </Link>
            </span>
          ))}
        </span>
      </dd>
      <dt>{t('votes.page.counting')}</dt>
      <dd>{t(`votes.page.countings.${vote.counting}`)}</dd>
      <dt>{t('votes.page.manner')}</dt>
      <dd>{t(`votes.manners.${vote.manner}`)}</dd>
    </dl>
  )
}
