import { LANGUAGES, type Language, type Localised } from '../../shared/language.ts'
import { useLanguage } from '../language.tsx'
import { ReadWords } from './ReadWords.tsx'

/** Words of record in the reader's language, or in the first language that has them; `lang` is always that of the words. */
export function useRecordWords(): (value: Localised, source?: Language) => { words: string; lang: Language } {
  const { language } = useLanguage()
  return (value, source) => {
    const order = [language, ...(source ? [source] : []), ...LANGUAGES]
    const lang = order.find((each) => value[each].trim()) ?? language
    return { words: value[lang], lang }
  }
}

/** A title or sentence of record with its own `lang`. */
export function RecordWords({ value, source }: { value: Localised; source?: Language }) {
  const { words, lang } = useRecordWords()(value, source)
  return (
    <span lang={lang}>
      <ReadWords words={words} />
    </span>
  )
}
