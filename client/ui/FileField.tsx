import { useId, useState } from 'react'
import { useWords } from '../language.tsx'
import css from './FileField.module.css'

type Props = {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
  readonly accept: string
  readonly onChoose: (file: File | null) => void
}

/**
 * A file chosen from the device. The browser's own field lies unseen over ours, so that every reader and keyboard knows it and a file may
 * be dropped on it, while the words that are seen are those of the page's language.
 */
export function FileField({ label, hint, error, accept, onChoose }: Props) {
  const t = useWords()
  const id = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const name = chosen ?? t('common.noFile')
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <div className={css.choice}>
        <input
          id={id}
          type="file"
          accept={accept}
          className={css.input}
          // Else the browser says over it, in its own language, that nothing is chosen.
          title={name}
          aria-describedby={hint || error ? `${id}-more` : undefined}
          aria-invalid={error ? true : undefined}
          onChange={({ currentTarget: { files } }) => {
            const file = files?.[0] ?? null
            setChosen(file?.name ?? null)
            onChoose(file)
          }}
        />
        <span className={css.button} aria-hidden>
          {t('common.chooseFile')}
        </span>
        <span className={css.name} aria-hidden>
          {name}
        </span>
      </div>
      {error || hint ? (
        <span id={`${id}-more`} className={error ? css.error : css.hint}>
          {error ?? hint}
        </span>
      ) : null}
    </div>
  )
}
