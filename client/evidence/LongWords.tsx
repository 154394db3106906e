import { Textarea } from '@mantine/core'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import css from '../ui/WordsFields.module.css'

type Props = {
  readonly label: string
  readonly value: Localised
  readonly most: number
  readonly error?: string | null
  readonly onChange: (value: Localised) => void
}

/** The same words in each language, several lines a language. */
export function LongWords({ label, value, most, error, onChange }: Props) {
  const t = useWords()
  return (
    <fieldset className={css.words}>
      <legend>{label}</legend>
      {LANGUAGES.map((language, index) => (
        <Textarea
          key={language}
          label={t(`recommendations.ownNames.${language}`)}
          aria-label={`${label}, ${t(`recommendations.ownNames.${language}`)}`}
          lang={language}
          rows={3}
          maxLength={most}
          value={value[language]}
          error={error && index === 0 ? error : null}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  )
}
