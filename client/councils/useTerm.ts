import { formatDate } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'

/** A term in words: "from 20 January 2023", "20 January 2023 – 31 May 2026". */
export function useTerm(): (from: string, until: string | null) => string {
  const t = useWords()
  const { language } = useLanguage()
  return (from, until) =>
    until === null
      ? t('councils.termFrom', { from: formatDate(language, from) })
      : t('councils.termFromTo', { from: formatDate(language, from), until: formatDate(language, until) })
}
