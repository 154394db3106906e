import { Link } from '@tanstack/react-router'
import { nextAfter } from '../../shared/votes/next.ts'
import { useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { LoadedLater } from '../ui/LoadedLater.tsx'
import type { VoteDetail } from './data.ts'
import css from './Remedies.module.css'
import { RemedyActs } from './RemedyActs.tsx'

/** After which sentence the question may be put again. */
const AGAIN: readonly string[] = [
  'noQuorum',
  'onlyAbstentions',
  'objected',
  'noDecisionOther',
  'void',
  'voidOther',
  'floorWaits',
  'floorVoid',
]

/** Few votes are on amendments. */
const loadAmendment = () =>
  import('../amendments/AmendmentOutcome.tsx').then((file) => ({ default: file.AmendmentOutcome }))
/** What an outcome makes of an amendment is said by its own words. */
const OF_OUTCOMES: readonly string[] = ['carriedOther', 'rejectedOther', 'noDecisionOther']

/** What may be done next, in words, with the ways to it for whoever may go them. Source: RULES.md VO94. */
export function WhatNext({ vote, onDesk = false }: { vote: VoteDetail; onDesk?: boolean }) {
  const t = useWords()
  const session = useSession(vote.session).data
  const { kind, recommendation, decides, amendment } = vote.question
  const next = nextAfter({
    stage: vote.stage,
    kind,
    decides: decides?.on ?? null,
    outcome: vote.outcome,
    adopted: vote.adopted,
    objectionWaits: vote.remedies.objections.some(({ stage }) => stage === 'waiting'),
    repeated: vote.remedies.repeatedBy !== null,
  })
  const runs = session?.may.run && session.stage === 'open'
  const said = <p>{t(`remedies.next.${next}`)}</p>
  const toDesk = runs && AGAIN.includes(next) ? 'toDesk' : vote.may.adopt && next !== 'objection' ? 'toDeskAdopt' : null
  return (
    <section className={css.next} aria-label={t('remedies.next.title')}>
      <h2>{t('remedies.next.title')}</h2>
      {amendment && OF_OUTCOMES.includes(next) ? (
        <LoadedLater load={loadAmendment} vote={vote} amendment={amendment} otherwise={said} />
      ) : (
        said
      )}
      {vote.adopted && recommendation ? (
        <p>
          <Link to="/adopted/$recommendation" params={{ recommendation }}>
            {t('votes.page.adoptedLink')}
          </Link>
        </p>
      ) : null}
      {toDesk && !onDesk ? (
        <p className="no-print">
          <Link
            to="/sessions/$session/desk"
            params={{ session: vote.session }}
            search={recommendation ? { recommendation } : {}}
          >
            {t(`remedies.next.${toDesk}`)}
          </Link>
        </p>
      ) : null}
      <RemedyActs vote={vote} />
    </section>
  )
}
