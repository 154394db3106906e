import type { ReactNode } from 'react'
import { isLate } from '../../shared/follow-up/matrix.ts'
import { useWords } from '../language.tsx'
import type { FollowUpRow } from './data.ts'
import {
  ANSWERS_IN_ORDER,
  type Answered,
  AnsweredMark,
  answeredOf,
  FINDINGS_IN_ORDER,
  type Found,
  FoundMark,
  toneOfAnswered,
  toneOfFound,
} from './Marks.tsx'
import css from './Overview.module.css'

type Part = {
  readonly key: string
  readonly count: number
  readonly tone: string
  readonly dashed?: boolean
  readonly mark: ReactNode
}

/** One bar of parts with its legend; the legend says every number, so that nothing hangs on the picture. */
export function PartsBar({ parts }: { parts: readonly Part[] }) {
  const shown = parts.filter(({ count }) => count > 0)
  return (
    <div className={css.parts}>
      <div className={css.bar} aria-hidden="true">
        {shown.map(({ key, count, tone, dashed }) => (
          <span key={key} style={{ flexGrow: count }} data-tone={tone} data-dashed={dashed || undefined}>
            {count}
          </span>
        ))}
      </div>
      <ul className={css.legend}>
        {shown.map(({ key, mark }) => (
          <li key={key}>{mark}</li>
        ))}
      </ul>
    </div>
  )
}

const countOf = <Key extends string>(keys: readonly Key[], of: readonly Key[]) =>
  keys.map((key) => ({ key, count: of.filter((one) => one === key).length }))

export const answeredParts = (rows: readonly FollowUpRow[]): readonly Part[] =>
  countOf<Answered>(ANSWERS_IN_ORDER, rows.map(answeredOf)).map(({ key, count }) => ({
    key,
    count,
    tone: toneOfAnswered(key),
    dashed: key === 'none-in-time' || key === 'waiting',
    mark: <AnsweredMark answered={key} count={count} />,
  }))

export const foundParts = (rows: readonly FollowUpRow[]): readonly Part[] =>
  countOf<Found>(
    FINDINGS_IN_ORDER,
    rows.map(({ status }) => status ?? 'none'),
  ).map(({ key, count }) => ({
    key,
    count,
    tone: toneOfFound(key),
    dashed: key === 'none',
    mark: <FoundMark found={key} count={count} />,
  }))

/** The sentence first, then what addressees answered and what the councils found: two facts, side by side. */
export function Overview({
  rows,
  today,
  children,
}: {
  rows: readonly FollowUpRow[]
  today: string
  children?: ReactNode
}) {
  const t = useWords()
  const late = rows.filter((row) => isLate(row, today)).length
  const silent = rows.filter(({ clock }) => clock === 'overdue').length
  return (
    <section className={css.overview}>
      <div className={css.said}>
        <p className={css.headline}>
          {late > 0
            ? t('followUp.overview.headline', { count: late, total: rows.length })
            : t('followUp.overview.onTime')}{' '}
          {silent > 0 ? t('followUp.overview.noAnswerAtAll', { count: silent }) : null}
        </p>
        <p className="quiet">{t('followUp.overview.lateMeans')}</p>
        {children}
      </div>
      <div>
        <h2 className={css.title}>
          {t('followUp.overview.answered')} <span className="quiet">{t('followUp.overview.theirs')}</span>
        </h2>
        <PartsBar parts={answeredParts(rows)} />
      </div>
      <div>
        <h2 className={css.title}>
          {t('followUp.overview.found')} <span className="quiet">{t('followUp.overview.councils')}</span>
        </h2>
        <PartsBar parts={foundParts(rows)} />
      </div>
    </section>
  )
}
