import { LANGUAGES } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from '../recommendations/data.ts'
import css from './Strip.module.css'

/** The states of a text's languages in a row of three signs, with their words for who asks. Source: RULES.md LA19. */
export function Strip({ languages }: Pick<RecommendationSummary, 'languages'>) {
  const t = useWords()
  return (
    <span className={css.strip}>
      {LANGUAGES.map((language) => {
        const state = languages[language]
        const words = `${t(`common.languages.${language}`)}: ${t(`common.languageStates.${state}`)}`
        return (
          <span key={language} data-state={state} title={words}>
            <span aria-hidden>{language}</span>
            <span className="visually-hidden">{words}.</span>
          </span>
        )
      })}
    </span>
  )
}
