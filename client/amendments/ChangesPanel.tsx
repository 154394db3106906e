import { Link } from '@tanstack/react-router'
import type { Me } from '../accounts/data.ts'
import { useWords } from '../language.tsx'
import type { RecommendationDetail } from '../recommendations/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Drawing, InTurn } from '../versions/drawing.tsx'
import { AmendmentCard } from './AmendmentCard.tsx'
import { AmendWhole } from './AmendWhole.tsx'
import css from './ChangesPanel.module.css'
import { type AmendmentSummary, useAmendments } from './data.ts'

/** To draw one takes as long as so many letters. */
const LETTERS_OF_CARD = 1_500

type Props = { readonly recommendation: RecommendationDetail; readonly session: SessionDetail; readonly me: Me }

/** The amendments to a text beside it: one's own drafts and those one is asked to sign, then what is tabled in the order of voting. */
export function ChangesPanel({ recommendation, session, me }: Props) {
  const t = useWords()
  const asked = useAmendments({ recommendation: recommendation.id })
  return (
    <Loaded from={asked}>
      {({ amendments, may }) => {
        const drafts = amendments.filter(({ stage }) => stage === 'draft')
        const mine = drafts.filter((each) => each.sponsors.some(({ account }) => account === me.id))
        const isUndecided = ({ stage }: AmendmentSummary) => stage === 'tabled' || stage === 'put'
        const card = (each: AmendmentSummary, order?: number) => (
          <InTurn key={each.id} size={LETTERS_OF_CARD}>
            {() => (
              <AmendmentCard
                amendment={each}
                among={amendments}
                session={session}
                me={me}
                {...(order ? { order } : {})}
              />
            )}
          </InTurn>
        )
        const groups = [
          { name: t('amendments.panel.mine'), shown: mine },
          { name: t('amendments.panel.tabled'), shown: amendments.filter(isUndecided) },
          { name: t('amendments.panel.decided'), shown: amendments.filter((each) => isDecided(each)) },
          { name: t('amendments.panel.otherDrafts'), shown: drafts.filter((each) => !mine.includes(each)) },
        ].filter(({ shown }) => shown.length > 0)
        return (
          <div className={css.panel}>
            {may.propose ? <AmendWhole key={recommendation.id} recommendation={recommendation} /> : null}
            {groups.length === 0 ? (
              <EmptyState title={t('amendments.panel.none')}>
                {may.propose ? t('amendments.panel.noneText') : null}
              </EmptyState>
            ) : null}
            {amendments.some(isUndecided) ? (
              <p>
                <Link to="/sessions/$session/consolidated" params={{ session: session.id }}>
                  {t('amendmentsDesk.consolidated.title')}
                </Link>
              </p>
            ) : null}
            <Drawing shown={recommendation.id}>
              {groups.map(({ name, shown }) => (
                <section key={name} className={css.group} aria-label={name}>
                  <h2>{name}</h2>
                  <ol className={css.list}>
                    {shown.map((each, at) => card(each, isUndecided(each) ? at + 1 : undefined))}
                  </ol>
                </section>
              ))}
            </Drawing>
          </div>
        )
      }}
    </Loaded>
  )
}

const isDecided = ({ stage }: AmendmentSummary): boolean =>
  stage === 'adopted' || stage === 'rejected' || stage === 'fallen' || stage === 'withdrawn'
