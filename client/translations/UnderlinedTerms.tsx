import { type ReactNode, useMemo } from 'react'
import type { Language } from '../../shared/language.ts'
import { type Underlined, UnderlinedContext } from '../editor/underlined.ts'
import { useSentences } from '../language.tsx'
import type { Translations } from './data.ts'
import type { Standings } from './standing.ts'
import { missingTerms } from './terms.ts'

type Props = {
  readonly translations: Translations | undefined
  readonly standings: Standings | null
  /** Which languages are in sight. */
  readonly shown: readonly Language[]
  readonly children: ReactNode
}

/** Underlines in the source what the translation beside it does not say as it was agreed. Source: RULES.md LA14. */
export function UnderlinedTerms({ translations, standings, shown, children }: Props) {
  const sentences = useSentences()
  const source = standings?.source
  const other = source && shown.includes(source) ? shown.find((each) => each !== source) : undefined
  const glossary = translations?.glossary
  const underlined = useMemo((): Underlined | null => {
    if (!standings || !glossary || !other) return null
    // The words of translations may come a moment after the text.
    const title = sentences.has('translations.terms.missing')
      ? sentences.say('translations.terms.missing', { language: sentences.say(`recommendations.ownNames.${other}`) })
      : ''
    return { language: standings.source, parts: missingTerms(glossary, standings, other), title }
  }, [standings, glossary, other, sentences])
  return <UnderlinedContext value={underlined}>{children}</UnderlinedContext>
}
