import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AddresseeId, FindingId, SessionId, ThemeId } from '../../shared/ids.ts'
import { PRIORITIES } from '../../shared/recommendations/model.ts'
import type { Doing } from '../api.ts'
import { StandardsField } from '../evidence/StandardsField.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { type Addressee, type Fields, keepingChosen, type References } from './data.ts'
import css from './Fields.module.css'
import { FieldsView } from './FieldsView.tsx'

type Rev = { readonly fields: Fields; readonly rev: number }
type Props = {
  readonly session: SessionId
  /** What is there now, as far as the page knows. */
  readonly there: Rev
  readonly references: References
  readonly addressees: readonly Addressee[]
  /** The act that keeps them: its refusal is shown here. */
  readonly act: Doing
  /** Keeps fields that were chosen over those of a revision; answers whether they are kept. */
  readonly onSave: (fields: Fields, rev: number) => Promise<boolean>
  readonly onDone: () => void
}

/**
 * Changes the fields in place. What was shown goes with the change as `fieldsRev`; if somebody was quicker, what one chose stays
 * and what is there now is shown beside it.
 */
export function FieldsForm({ session, there, references, addressees, act, onSave, onDone }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [fields, setFields] = useState<Fields>(there.fields)
  const [base, setBase] = useState(there)
  const { pending, refusal } = act
  const wasChanged = refusal?.code === 'changed-meanwhile'
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await onSave(fields, base.rev)) onDone()
  }
  // Seen what is there now: the next press is meant for it.
  if (wasChanged && base.rev !== there.rev) {
    setFields(keepingChosen(base.fields, fields, there.fields))
    setBase(there)
  }

  const bodies = addressees.map((each) => ({ value: each.id, label: `${inMine(each.abbr)} — ${inMine(each.name)}` }))
  const inRole = (role: 'lead' | 'co') => fields.addressees.filter((each) => each.role === role).map((each) => each.id)
  const setRole = (role: 'lead' | 'co') => (ids: string[]) =>
    change({
      addressees: [
        ...fields.addressees.filter((each) => each.role !== role && !ids.includes(each.id)),
        ...ids.map((id) => ({ id: id as AddresseeId, role })),
      ].sort((a, b) => (a.role === b.role ? 0 : a.role === 'lead' ? -1 : 1)),
    })
  return (
    <form className={css.form} onSubmit={(event) => void save(event)} aria-label={t('recommendations.fields.change')}>
      {wasChanged ? (
        <div className={css.whole}>
          <Notice tone="stale" role="alert">
            <p>{t('recommendations.fields.changed')}</p>
            <p>{t('recommendations.fields.nowThere')}</p>
            <div className={css.there}>
              <FieldsView fields={there.fields} references={references} addressees={addressees} />
            </div>
          </Notice>
        </div>
      ) : null}
      <MultiSelect
        className={css.whole}
        label={`${t('recommendations.fields.addressees')}: ${t('recommendations.fields.addLead')}`}
        data={bodies}
        value={inRole('lead')}
        onChange={setRole('lead')}
        searchable
      />
      <MultiSelect
        className={css.whole}
        label={`${t('recommendations.fields.addressees')}: ${t('recommendations.fields.addCo')}`}
        data={bodies}
        value={inRole('co')}
        onChange={setRole('co')}
        searchable
      />
      <TextInput
        type="date"
        label={t('recommendations.fields.deadline')}
        value={fields.deadline ?? ''}
        onChange={(event) => change({ deadline: event.currentTarget.value || null })}
      />
      <Select
        label={t('recommendations.fields.priority')}
        data={PRIORITIES.map((priority) => ({
          value: priority,
          label: t(`recommendations.fields.priorities.${priority}`),
        }))}
        value={fields.priority}
        placeholder={t('recommendations.fields.noPriority')}
        onChange={(value) => change({ priority: PRIORITIES.find((each) => each === value) ?? null })}
        clearable
      />
      <MultiSelect
        className={css.whole}
        label={t('recommendations.fields.findings')}
        data={references.findings.map((each) => ({ value: each.id, label: `${each.number}. ${inMine(each.title)}` }))}
        value={[...fields.findings]}
        onChange={(ids) => change({ findings: ids as FindingId[] })}
        searchable
      />
      <StandardsField
        className={css.whole}
        label={t('recommendations.fields.standards')}
        references={references}
        session={session}
        value={fields.standards}
        onChange={(standards) => change({ standards: [...standards] })}
      />
      <MultiSelect
        className={css.whole}
        label={t('recommendations.fields.themes')}
        data={references.themes.map((each) => ({ value: each.id, label: inMine(each.label) }))}
        value={[...fields.themes]}
        onChange={(ids) => change({ themes: ids as ThemeId[] })}
        searchable
      />
      {refusal && !wasChanged ? (
        <div className={css.whole}>
          <RefusalNote refusal={refusal} />
        </div>
      ) : null}
      <div className={`${css.whole} ${css.buttons}`}>
        <Button type="submit" loading={pending}>
          {t('recommendations.fields.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
