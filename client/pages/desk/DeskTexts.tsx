import { Link } from '@tanstack/react-router'
import { useWords } from '../../language.tsx'
import { RecordWords } from '../../ui/RecordWords.tsx'
import { StateBadge, shownState } from '../../ui/StateBadge.tsx'
import type { SetEntry } from '../home/SetList.tsx'
import css from './DeskTexts.module.css'

type Props = { readonly session: string; readonly set: readonly SetEntry[]; readonly chosen: string | null }

/** The texts of the session to choose from; choosing shows the acts for it. */
export function DeskTexts({ session, set, chosen }: Props) {
  const t = useWords()
  return (
    <nav className={`sheet ${css.texts}`} aria-labelledby="desk-texts">
      <h2 id="desk-texts">{t('votes.desk.choose')}</h2>
      <ol>
        {set.map((each) => (
          <li key={each.id}>
            <Link
              to="/sessions/$session/desk"
              params={{ session }}
              search={{ recommendation: each.id }}
              className={css.row}
              aria-current={each.id === chosen ? 'true' : undefined}
              resetScroll
              replace
            >
              <span className={css.number}>{each.number ?? '¶'}</span>
              <RecordWords value={each.title} source={each.sourceLanguage} />
              <StateBadge state={shownState(each)} plain />
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
