import { useState } from 'react'
import { useAct } from '../api.ts'
import { type Fields, useAddressees, useReferences } from '../recommendations/data.ts'
import { FieldsForm } from '../recommendations/FieldsForm.tsx'
import { FieldsView } from '../recommendations/FieldsView.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import css from './AmendmentSide.module.css'
import type { AmendmentDetail } from './data.ts'

const NO_FIELDS: Fields = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] }

/** What a new recommendation says beside its words: to whom, by when, on which grounds. Source: RULES.md AM38. */
export function NewFields({ session, amendment }: { session: SessionDetail; amendment: AmendmentDetail }) {
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? []
  const arrange = useAct('amendments', 'arrange')
  const [changing, setChanging] = useState(false)
  const fields = amendment.fields ?? NO_FIELDS
  const mayChange = amendment.may.arrange && references !== undefined && addressees.length > 0
  if (changing && mayChange)
    return (
      <FieldsForm
        session={session.id}
        there={{ fields, rev: amendment.fields ? 1 : 0 }}
        references={references}
        addressees={addressees}
        act={arrange}
        onSave={async (fields) => (await arrange.run({ amendment: amendment.id, fields }))?.ok ?? false}
        onDone={() => setChanging(false)}
      />
    )
  return (
    <div className={css.part}>
      <FieldsView
        fields={fields}
        references={references}
        addressees={addressees}
        onChange={mayChange ? () => setChanging(true) : undefined}
      />
    </div>
  )
}
