import type { ReactNode } from 'react'
import { formatDate } from '../../shared/messages/format.ts'
import type { FieldChange } from '../../shared/versions/comparison.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { Addressee, References } from '../recommendations/data.ts'
import { Added, Change, Deleted } from './Difference.tsx'
import css from './FieldChanges.module.css'

type Props = {
  readonly changes: readonly FieldChange[]
  readonly references: References | undefined
  readonly addressees: readonly Addressee[]
}

/** What stands otherwise beside the words: to whom, by when, on which grounds. */
export function FieldChanges({ changes, references, addressees }: Props) {
  const t = useWords()
  if (changes.length === 0) return <p className="quiet">{t('compare.sameFields')}</p>
  return (
    <dl className={css.rows}>
      {changes.map((change) => (
        <div key={change.field} className={css.row}>
          <dt>{change.field === 'kind' ? t('compare.kind') : t(`recommendations.fields.${change.field}`)}</dt>
          <dd>
            <Change>
              <FieldWords change={change} references={references} addressees={addressees} />
            </Change>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FieldWords({ change, references, addressees }: Omit<Props, 'changes'> & { readonly change: FieldChange }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const none = t('compare.none')
  if (change.field === 'kind')
    return <Turned was={t(`recommendations.kinds.${change.was}`)} now={t(`recommendations.kinds.${change.is}`)} />
  if (change.field === 'deadline') {
    const day = (date: string | null) => (date === null ? none : formatDate(language, date))
    return <Turned was={day(change.was)} now={day(change.is)} />
  }
  if (change.field === 'priority') {
    const said = (value: typeof change.was) => (value === null ? none : t(`recommendations.fields.priorities.${value}`))
    return <Turned was={said(change.was)} now={said(change.is)} />
  }
  if (change.field === 'addressees') {
    const called = ({ id, role }: (typeof change.added)[number]) => {
      const known = addressees.find((each) => each.id === id)
      return `${known ? inMine(known.abbr) : id} (${t(`recommendations.fields.${role}`)})`
    }
    return (
      <Listed
        deleted={[...change.deleted, ...change.changed.map(({ was }) => was)].map(called)}
        added={[...change.added, ...change.changed.map(({ is }) => is)].map(called)}
      />
    )
  }
  const called = (id: string): string => {
    if (change.field === 'findings') {
      const number = references?.findings.find((each) => each.id === id)?.number
      return t('recommendations.fields.finding', { number: number ?? id })
    }
    if (change.field === 'themes') {
      const theme = references?.themes.find((each) => each.id === id)
      return theme ? inMine(theme.label) : id
    }
    const standard = references?.standards.find((each) => each.id === id)
    return standard ? `${standard.instrument} ${standard.ref}` : id
  }
  return <Listed deleted={change.deleted.map(called)} added={change.added.map(called)} />
}

const Turned = ({ was, now }: { was: ReactNode; now: ReactNode }) => (
  <>
    <Deleted>{was}</Deleted> <Added>{now}</Added>
  </>
)

const Listed = ({ deleted, added }: { deleted: readonly string[]; added: readonly string[] }) => (
  <>
    {deleted.map((words) => (
      <span key={words}>
        <Deleted>{words}</Deleted>{' '}
      </span>
    ))}
    {added.map((words) => (
      <span key={words}>
        <Added>{words}</Added>{' '}
      </span>
    ))}
  </>
)
