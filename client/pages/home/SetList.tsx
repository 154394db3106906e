import { Link } from '@tanstack/react-router'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { Answer } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { Strip } from '../../translations/Strip.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { RecordWords } from '../../ui/RecordWords.tsx'
import { StateBadge, shownState } from '../../ui/StateBadge.tsx'
import css from './SetList.module.css'

export type SetEntry = Answer<'recommendations', 'list'>['recommendations'][number]

type Props = {
  readonly session: string
  readonly set: readonly SetEntry[]
  /** Texts may be missing because their point is closed. */
  readonly hidden: boolean
}

/** The set of recommendations in its order, each with its state; a row opens the text. */
export function SetList({ session, set, hidden }: Props) {
  const t = useWords()
  return (
    <section aria-labelledby="set-title">
      <SectionTitle id="set-title" aside={set.length > 0 ? set.filter((each) => each.number !== null).length : null}>
        {t('sessions.set')}
      </SectionTitle>
      {set.length === 0 ? (
        <EmptyState title={t(hidden ? 'sessions.course.closedPoint' : 'sessions.setEmpty')}>
          {t(hidden ? 'sessions.course.closedPointText' : 'sessions.setEmptyText')}
        </EmptyState>
      ) : (
        <ol className={`sheet ${css.set}`}>
          {set.map((each) => (
            <li key={each.id}>
              <Link
                to="/sessions/$session/recommendations/$recommendation"
                params={{ session, recommendation: each.id }}
                className={css.row}
              >
                <span className={css.number}>{each.number ?? '¶'}</span>
                <span className={css.title}>
                  <span className="visually-hidden">{t(`sessions.kinds.${each.kind}`)}: </span>
                  <RecordWords value={each.title} source={each.sourceLanguage} />
                  {each.kind === 'recommendation' || each.kind === 'preamble' ? null : (
                    <span className={css.kind}>{t(`sessions.kinds.${each.kind}`)}</span>
                  )}
                </span>
                <Strip languages={each.languages} />
                <StateBadge state={shownState(each)} plain />
                <ChevronRight size={18} aria-hidden className={css.chevron} />
              </Link>
            </li>
          ))}
        </ol>
      )}
      <span className={css.more}>
        <Link to="/sessions/$session/files" params={{ session }} className={css.files}>
          {t('sessions.files')}
        </Link>
        <Link to="/sessions/$session/evidence" params={{ session }} className={css.files}>
          {t('sessions.evidence')}
        </Link>
        <Link to="/sessions/$session/follow-up" params={{ session }} className={css.files}>
          {t('sessions.followUp')}
        </Link>
      </span>
    </section>
  )
}
