import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from '../recommendations/data.ts'
import type { State } from './LanguageState.tsx'
import css from './Translations.module.css'

/** Confirmed first, then what waits; what is worse stands further right. */
const ORDER = ['source', 'certified', 'checked', 'draft', 'stale', 'missing'] as const satisfies readonly State[]

/** What is out of the set is translated no more. */
export const inSet = (set: readonly RecommendationSummary[]): RecommendationSummary[] =>
  set.filter(({ stage }) => stage !== 'withdrawn' && stage !== 'rejected')

/** For each language how many texts of the set stand in which state: a sentence and a bar. Source: RULES.md LA19. */
export function SetProgress({ set }: { set: readonly RecommendationSummary[] }) {
  const t = useWords()
  const texts = inSet(set)
  return (
    <section className={css.section} aria-labelledby="progress-title">
      <h2 id="progress-title">
        {t('translations.set.title')}, {t('translations.set.count', { count: texts.length })}
      </h2>
      <ul className={css.progress}>
        {LANGUAGES.map((language) => (
          <Bar key={language} language={language} states={texts.map(({ languages }) => languages[language])} />
        ))}
      </ul>
    </section>
  )
}

function Bar({ language, states }: { language: Language; states: readonly State[] }) {
  const t = useWords()
  const count = (...of: readonly State[]) => states.filter((state) => of.includes(state)).length
  const counts = [
    ['sources', count('source')],
    ['confirmed', count('checked', 'certified')],
    ['waiting', count('stale')],
    ['drafts', count('draft')],
    ['missing', count('missing')],
  ] as const
  return (
    <li>
      <span className={css.barHead}>
        <span lang={language}>{t(`recommendations.ownNames.${language}`)}</span>
        <span className="quiet">
          {counts
            .filter(([, many]) => many > 0)
            .map(([name, many]) => t(`translations.set.${name}`, { count: many }))
            .join(', ')}
        </span>
      </span>
      <span className={css.bar} aria-hidden>
        {ORDER.map((state) => {
          const many = count(state)
          return many > 0 ? <span key={state} data-state={state} style={{ flexGrow: many }} /> : null
        })}
      </span>
    </li>
  )
}
