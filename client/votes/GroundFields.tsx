import { NativeSelect, Textarea } from '@mantine/core'
import type { ObjectionGround } from '../../shared/votes/remedies.ts'
import { useWords } from '../language.tsx'

const MOST_WORDS = 1_000

type GroundProps<Ground extends ObjectionGround> = {
  readonly grounds: readonly Ground[]
  readonly value: Ground
  readonly onChange: (ground: Ground) => void
}

/** A ground of the closed list, each with what it means. */
export function GroundField<Ground extends ObjectionGround>({ grounds, value, onChange }: GroundProps<Ground>) {
  const t = useWords()
  return (
    <NativeSelect
      label={t('remedies.ground')}
      size="md"
      description={t(`remedies.groundLong.${value}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={value}
      data={grounds.map((ground) => ({ value: ground, label: t(`remedies.grounds.${ground}`) }))}
      onChange={(event) => {
        const found = grounds.find((ground) => ground === event.currentTarget.value)
        if (found) onChange(found)
      }}
    />
  )
}

type WordsProps = {
  readonly label: string
  readonly value: string
  readonly missing: boolean
  readonly onChange: (words: string) => void
}

/** Words of record: a reason, a ruling. */
export function ReasonWords({ label, value, missing, onChange }: WordsProps) {
  const t = useWords()
  return (
    <Textarea
      label={label}
      size="md"
      autosize
      minRows={2}
      maxRows={6}
      maxLength={MOST_WORDS}
      value={value}
      error={missing && value.trim() === '' ? t('remedies.wordsMissing') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
