import { SegmentedControl } from '@mantine/core'
import { isLanguage } from '../../shared/language.ts'
import { useLanguage, useWords } from '../language.tsx'

/** Each language in its own words, so that everybody finds theirs. */
const SHORT = [
  { value: 'kk', label: 'Қаз' },
  { value: 'ru', label: 'Рус' },
  { value: 'en', label: 'Eng' },
]
const LONG = [
  { value: 'kk', label: 'Қазақша' },
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
]

/** Switches the interface's language at once; the page keeps its state, texts of record keep their own language. */
export function LanguageSwitch({ long = false }: { long?: boolean }) {
  const { language, choose } = useLanguage()
  const t = useWords()
  return (
    <SegmentedControl
      aria-label={t('common.language')}
      size={long ? 'md' : 'sm'}
      fullWidth={long}
      data={long ? LONG : SHORT}
      value={language}
      onChange={(value) => {
        if (isLanguage(value)) choose(value)
      }}
    />
  )
}
