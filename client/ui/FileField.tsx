import { useId } from 'react'
import css from './FileField.module.css'

type Props = {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
  readonly accept: string
  readonly onChoose: (file: File | null) => void
}

/** A file chosen from the device; the browser's own field, so that every reader and keyboard knows it. */
export function FileField({ label, hint, error, accept, onChoose }: Props) {
  const id = useId()
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        className={css.input}
        aria-describedby={hint || error ? `${id}-more` : undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
      {error || hint ? (
        <span id={`${id}-more`} className={error ? css.error : css.hint}>
          {error ?? hint}
        </span>
      ) : null}
    </div>
  )
}
