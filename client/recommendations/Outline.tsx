import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import Plus from 'lucide-react/icons/plus'
import TextQuote from 'lucide-react/icons/text-quote'
import { useEffect, useRef, useState } from 'react'
import { useAmendmentCounts } from '../amendments/data.ts'
import { ProposeNew } from '../amendments/ProposeNew.tsx'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { usePreparation } from '../sessions/plan/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { StateBadge, shownState } from '../ui/StateBadge.tsx'
import { AddText } from './AddText.tsx'
import { type RecommendationSummary, useCalled, useConnected } from './data.ts'
import css from './Outline.module.css'

type Props = {
  readonly recommendations: readonly RecommendationSummary[]
  readonly session: RecommendationSummary['session']
  readonly here: string
  /** The title of the text in focus as it is being written. */
  readonly liveTitle: string | null
  /** Numbers and states only, while two languages stand side by side. */
  readonly rail?: boolean
  /** In a drawer, which has the heading already. */
  readonly headed?: boolean
  readonly onChoose?: () => void
}

/** The texts of the session with number, title, state and how many people are in each. */
export function Outline({ recommendations, session, here, liveTitle, rail = false, headed = false, onChoose }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const called = useCalled()
  const connected = useConnected(session).data?.accounts ?? []
  const counts = useAmendmentCounts(session).data?.counts ?? []
  const mayProposeNew = counts.some((each) => each.recommendation === null && each.mayPropose)
  const hasNew = counts.some(({ recommendation, tabled }) => recommendation === null && tabled > 0)
  const mayPrepare = usePreparation(session).data?.mayPrepare ?? false
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const current = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const peopleIn = (text: string) => connected.filter((each) => each.texts.some((there) => there.text === text)).length
  const count = recommendations.filter((each) => each.number !== null).length
  return (
    <nav className={css.outline} aria-label={t('recommendations.outline')} data-rail={rail || undefined}>
      {rail || headed ? null : (
        <h2 className={css.head}>
          {t('recommendations.title')} <span className={css.count}>{count}</span>
        </h2>
      )}
      {recommendations.length === 0 ? (
        <EmptyState title={t('recommendations.noTexts')}>{t('recommendations.noTextsText')}</EmptyState>
      ) : null}
      <ol className={css.list}>
        {recommendations.map((each) => {
          const isHere = each.id === here
          const people = peopleIn(each.textId)
          const tabled = counts.find(({ recommendation }) => recommendation === each.id)?.tabled ?? 0
          const title = (isHere && liveTitle) || inMine(each.title) || called(each)
          return (
            <li key={each.id}>
              <Link
                ref={isHere ? current : null}
                to="/sessions/$session/recommendations/$recommendation"
                params={{ session, recommendation: each.id }}
                className={css.row}
                aria-current={isHere ? 'page' : undefined}
                aria-label={rail ? `${called(each)}. ${title}` : undefined}
                title={rail ? title : undefined}
                preload={false}
                onClick={onChoose}
              >
                <span className={css.number}>{each.number ?? <TextQuote size={15} aria-label={called(each)} />}</span>
                {rail ? null : (
                  <span className={css.title} lang={language}>
                    {title}
                  </span>
                )}
                <span className={css.state}>
                  <StateBadge state={shownState(each)} plain />
                  {people > 0 && !rail ? (
                    <span className={css.people}> · {t('recommendations.people', { count: people })}</span>
                  ) : null}
                  {tabled > 0 && !rail ? (
                    <AmendmentWords>
                      <span className={css.people}>
                        {' '}
                        · <Tabled count={tabled} />
                      </span>
                    </AmendmentWords>
                  ) : null}
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
      {(mayProposeNew || hasNew) && !rail ? (
        <AmendmentWords>
          <ProposeNew session={session} />
        </AmendmentWords>
      ) : null}
      {mayPrepare && !rail ? (
        <div className={css.add}>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('planning.set.add')}
          </Button>
        </div>
      ) : null}
      {adding ? (
        <AddText
          session={session}
          onAdded={(recommendation) => {
            setAdding(false)
            void navigate({
              to: '/sessions/$session/recommendations/$recommendation',
              params: { session, recommendation },
            })
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </nav>
  )
}

function Tabled({ count }: { count: number }) {
  return useWords()('amendments.short', { count })
}
