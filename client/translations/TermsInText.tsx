import { useMemo } from 'react'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import type { Translations } from './data.ts'
import type { Standings } from './standing.ts'
import css from './Translations.module.css'
import { termsIn } from './terms.ts'

type Props = {
  readonly glossary: Translations['glossary']
  readonly standings: Standings
  readonly other: Language
}

/** The agreed terms that the source says, as they are in each language, and whether the translation in sight says them. */
export function TermsInText({ glossary, standings, other }: Props) {
  const t = useWords()
  const found = useMemo(() => termsIn(glossary, standings, other), [glossary, standings, other])
  const name = { language: t(`recommendations.ownNames.${other}`) }
  return (
    <section className={css.section} aria-labelledby="terms-title">
      <h2 id="terms-title">{t('translations.terms.title')}</h2>
      {found.length === 0 ? <p className="quiet">{t('translations.terms.none')}</p> : null}
      <ul className={css.terms}>
        {found.map(({ term, isMissing }) => (
          <li key={term.id}>
            <span lang={standings.source} className={isMissing ? css.missingTerm : undefined}>
              {term.words[standings.source]}
            </span>
            <span className="quiet">
              {LANGUAGES.filter((one) => one !== standings.source && term.words[one] !== '').map((one, index) => (
                <span key={one} lang={one}>
                  {index > 0 ? ' · ' : ''}
                  {term.words[one]}
                </span>
              ))}
            </span>
            {isMissing ? <span className={css.hint}>{t('translations.terms.missing', name)}</span> : null}
          </li>
        ))}
      </ul>
      {found.some(({ isMissing }) => isMissing) ? (
        <p className="quiet">{t('translations.terms.underlined', name)}</p>
      ) : null}
    </section>
  )
}
