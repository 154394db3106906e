import { Link } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from '../recommendations/data.ts'
import { RecordWords } from '../ui/RecordWords.tsx'
import { LanguageState } from './LanguageState.tsx'
import { inSet, SetProgress } from './SetProgress.tsx'
import css from './Translations.module.css'

type Props = { readonly session: SessionId; readonly set: readonly RecommendationSummary[] }

/** The set as texts by languages, each with its state in words; a cell opens the text with that language beside its source. Source: RULES.md LA19. */
export function SetStates({ session, set }: Props) {
  const t = useWords()
  return (
    <>
      <SetProgress set={set} />
      <section className={css.scroll} aria-label={t('translations.set.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('translations.set.text')}</th>
              {LANGUAGES.map((language) => (
                <th key={language} scope="col" lang={language}>
                  {t(`recommendations.ownNames.${language}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inSet(set).map((each) => (
              <tr key={each.id}>
                <td>
                  <Link
                    to="/sessions/$session/recommendations/$recommendation"
                    params={{ session, recommendation: each.id }}
                  >
                    {each.number ?? '¶'} <RecordWords value={each.title} source={each.sourceLanguage} />
                  </Link>
                </td>
                {LANGUAGES.map((language) => (
                  <td key={language} data-language={language}>
                    <LanguageState state={each.languages[language]} plain />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
