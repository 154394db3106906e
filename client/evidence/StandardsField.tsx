import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { readEntry } from '../../shared/evidence/quick-entry.ts'
import type { SessionId, StandardId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { EvidenceWords, useWords } from '../language.tsx'
import type { References } from '../recommendations/data.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'

type Props = {
  readonly className?: string | undefined
  readonly label: string
  readonly references: References
  /** Where a place that is not on the list yet may be put on it. */
  readonly session: SessionId
  readonly value: readonly StandardId[]
  readonly onChange: (value: readonly StandardId[]) => void
}

/** Standards by their short form: "nmr 27" finds the rule, and where it is not on the list whoever keeps it adds it. Source: RULES.md EV7. */
export const StandardsField = (props: Props) => (
  <EvidenceWords>
    <Field {...props} />
  </EvidenceWords>
)

/** The choice that puts what was typed on the list. */
const ADD = 'add:'

function Field({ className, label, references, session, value, onChange }: Props) {
  const t = useWords()
  const [sought, setSought] = useState('')
  const add = useAct('evidence', 'add-standard')
  const { standards, mayKeep } = references
  const entry = readEntry(sought, standards)
  const known = entry.kind === 'known' ? entry.standards.map(({ id }) => String(id)) : []
  const choose = async (ids: string[]) => {
    setSought('')
    const chosen = ids.filter((id) => !id.startsWith(ADD)) as StandardId[]
    if (ids.length === chosen.length) return onChange(chosen)
    const done = await add.run({ session, entry: sought })
    if (done?.ok) onChange([...chosen, done.value.standard.id])
  }
  return (
    <div className={className}>
      <MultiSelect
        label={label}
        description={t('evidence.standards.hint')}
        data={[
          ...standards.map(({ id, instrument, ref }) => ({ value: String(id), label: `${instrument} ${ref}` })),
          ...(entry.kind === 'new' && mayKeep
            ? [{ value: ADD, label: t('evidence.standards.add', { instrument: entry.instrument, ref: entry.ref }) }]
            : []),
        ]}
        value={[...value]}
        onChange={(ids) => void choose(ids)}
        searchable
        searchValue={sought}
        onSearchChange={setSought}
        filter={({ options, search }) =>
          options.filter(
            (option) =>
              'value' in option &&
              (known.includes(option.value) ||
                option.value === ADD ||
                option.label.toLowerCase().includes(search.trim().toLowerCase())),
          )
        }
        nothingFoundMessage={
          entry.kind === 'new'
            ? t('evidence.standards.notListed', { instrument: entry.instrument, ref: entry.ref })
            : t('evidence.standards.none')
        }
      />
      {add.refusal ? <RefusalNote refusal={add.refusal} /> : null}
    </div>
  )
}
