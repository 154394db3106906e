import { ActionIcon } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import ListOrdered from 'lucide-react/icons/list-ordered'
import PanelRight from 'lucide-react/icons/panel-right'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { type RecommendationSummary, useCalled } from './data.ts'
import css from './Paper.module.css'

type Props = {
  readonly recommendations: readonly RecommendationSummary[]
  readonly here: RecommendationSummary
  readonly people: ReactNode
  /** Absent where the outline stands beside the paper. */
  readonly onOutline?: (() => void) | undefined
  readonly onPanel?: (() => void) | undefined
}

/** Over the paper: the text before and after, which of how many this is, who is in it. */
export function PaperHead({ recommendations, here, people, onOutline, onPanel }: Props) {
  const t = useWords()
  const called = useCalled()
  const place = recommendations.findIndex((each) => each.id === here.id)
  const total = recommendations.filter((each) => each.number !== null).length
  const kind = t(`recommendations.kinds.${here.kind}`)
  return (
    <div className={css.head}>
      {onOutline ? (
        <ActionIcon variant="default" size={36} aria-label={t('recommendations.showTexts')} onClick={onOutline}>
          <ListOrdered size={18} aria-hidden />
        </ActionIcon>
      ) : null}
      <Step
        to={recommendations[place - 1]}
        label={t('recommendations.previous')}
        icon={<ChevronUp size={18} aria-hidden />}
      />
      <Step
        to={recommendations[place + 1]}
        label={t('recommendations.next')}
        icon={<ChevronDown size={18} aria-hidden />}
      />
      <span className={css.where}>
        {here.number === null ? called(here) : t('recommendations.numberOf', { kind, number: here.number, total })}
      </span>
      <span className={css.grow} />
      {people}
      {onPanel ? (
        <ActionIcon variant="default" size={36} aria-label={t('recommendations.showPanel')} onClick={onPanel}>
          <PanelRight size={18} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  )
}

function Step({ to, label, icon }: { to: RecommendationSummary | undefined; label: string; icon: ReactNode }) {
  if (!to)
    return (
      <span className={css.step} data-off aria-hidden>
        {icon}
      </span>
    )
  return (
    <Link
      to="/sessions/$session/recommendations/$recommendation"
      params={{ session: to.session, recommendation: to.id }}
      className={css.step}
      aria-label={label}
      title={label}
      preload={false}
    >
      {icon}
    </Link>
  )
}
