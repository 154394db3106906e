import { TextInput } from '@mantine/core'
import { useWords } from '../language.tsx'

type Props = { readonly value: string; readonly missing: boolean; readonly onChange: (reason: string) => void }

/** Why somebody declares an interest; it is never declared without a reason. */
export function ReasonField({ value, missing, onChange }: Props) {
  const t = useWords()
  return (
    <TextInput
      label={t('sessions.interests.reason')}
      description={t('sessions.interests.reasonHint')}
      size="md"
      maxLength={500}
      value={value}
      error={missing && value.trim() === '' ? t('sessions.interests.reasonMissing') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
