import { eachLanguage, type Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import type { RecommendationSummary } from '../recommendations/data.ts'
import type { AmendmentDetail } from './data.ts'

/** The languages of an amendment as tabs show them: those of the text, or of a new one what is written in it. */
export function paperStates(
  { language, texts }: Pick<AmendmentDetail, 'language' | 'texts'>,
  recommendation: RecommendationSummary | null,
): { states: RecommendationSummary['languages']; source: Language } {
  if (recommendation) return { states: recommendation.languages, source: recommendation.sourceLanguage }
  const stateOf = (each: Language) =>
    each === language ? 'source' : plainText(texts.amendment.text[each]).trim() === '' ? 'missing' : 'draft'
  return { states: eachLanguage(stateOf), source: language }
}
