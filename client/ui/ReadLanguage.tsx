import { SegmentedControl } from '@mantine/core'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'

type Props = {
  readonly value: Language
  readonly onChoose: (language: Language) => void
  /** All, unless the texts are there in some alone. */
  readonly languages?: readonly Language[]
  readonly className?: string
}

/** The choice of the language in which texts are read; that of the page stays. */
export function ReadLanguage({ value, onChoose, languages = LANGUAGES, className }: Props) {
  const t = useWords()
  return (
    <SegmentedControl
      className={className}
      aria-label={t('recommendations.textLanguages')}
      value={value}
      onChange={(chosen) => isLanguage(chosen) && onChoose(chosen)}
      data={languages.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
    />
  )
}
