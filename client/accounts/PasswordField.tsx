import { PasswordInput } from '@mantine/core'
import { useWords } from '../language.tsx'

type Props = {
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly description?: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly onChange: (value: string) => void
}

/** A password with a button that shows it, which matters with three keyboard layouts. */
export function PasswordField({ label, value, error, description, autoComplete, onChange }: Props) {
  const t = useWords()
  return (
    <PasswordInput
      label={label}
      description={description}
      error={error}
      size="lg"
      name="password"
      autoComplete={autoComplete}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{
        'aria-label': `${t('accounts.showPassword')} / ${t('accounts.hidePassword')}`,
        tabIndex: 0,
      }}
    />
  )
}
