import { formatDate } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { PublishedText } from './final-data.ts'

/** Number and day of a final text, as the reader's language says them. */
export function useOfficial(): (official: PublishedText['official']) => string {
  const t = useWords()
  const { language } = useLanguage()
  return ({ number, date }) => t('final.official', { number, date: formatDate(language, date) })
}
