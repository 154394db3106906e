import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Acted, Doing } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import css from './Evidence.module.css'

type Props = {
  /** What the two buttons are called, each with the name of its entry. */
  readonly change: string
  readonly remove: string
  /** What taking it out does. */
  readonly effect: string
  readonly removing: Doing
  readonly onChange: () => void
  readonly onRemove: () => Promise<Acted<unknown> | null>
}

/** The ways to change an entry of the evidence and to take it out, for whoever keeps it. */
export function EntryActs({ change, remove, effect, removing, onChange, onRemove }: Props) {
  const t = useWords()
  const [leaving, setLeaving] = useState(false)
  const confirm = async () => {
    const done = await onRemove()
    if (done?.ok) setLeaving(false)
  }
  return (
    <>
      <p className={css.buttons}>
        <Button variant="subtle" size="compact-md" aria-label={change} onClick={onChange}>
          {t('evidence.edit')}
        </Button>
        <Button variant="subtle" size="compact-md" aria-label={remove} onClick={() => setLeaving(true)}>
          {t('evidence.remove')}
        </Button>
      </p>
      <ConfirmDialog
        opened={leaving}
        title={remove}
        effect={effect}
        verb={t('evidence.remove')}
        danger
        act={removing}
        onConfirm={() => void confirm()}
        onClose={() => setLeaving(false)}
      />
    </>
  )
}
