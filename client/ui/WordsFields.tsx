import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import css from './WordsFields.module.css'

type Props = {
  readonly label: string
  readonly value: Localised
  readonly most?: number
  readonly error?: string | null
  readonly onChange: (value: Localised) => void
}

/** The same words in each language, one line a language. */
export function WordsFields({ label, value, most = 300, error, onChange }: Props) {
  const t = useWords()
  const id = useId()
  return (
    <fieldset className={css.words}>
      <legend>{label}</legend>
      {LANGUAGES.map((language) => (
        <div key={language} className={css.row}>
          <label htmlFor={`${id}-${language}`}>
            <span className="visually-hidden">{label}, </span>
            {t(`common.languages.${language}`)}
          </label>
          <TextInput
            id={`${id}-${language}`}
            lang={language}
            size="md"
            maxLength={most}
            value={value[language]}
            error={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
          />
        </div>
      ))}
      {error ? (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

export const NO_WORDS: Localised = { kk: '', ru: '', en: '' }
/** Whether something is said in at least one language. */
export const hasWords = (value: Localised): boolean => LANGUAGES.some((language) => value[language].trim() !== '')
