import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { answers } from '../../shared/recommendations/coverage.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { citedStandards, type References, useCalled } from '../recommendations/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Annexes } from './Annexes.tsx'
import type { CoveredText, Evidence, Finding } from './data.ts'
import { EntryActs } from './EntryActs.tsx'
import css from './Evidence.module.css'
import { FindingForm } from './FindingForm.tsx'

type Props = {
  readonly session: SessionId
  readonly evidence: Evidence
  readonly references: References
  readonly texts: readonly CoveredText[]
}

/** The findings of a session, each with its report, its standards and the recommendations that answer it. Source: RULES.md EV3. */
export function Findings({ session, evidence, references, texts }: Props) {
  const t = useWords()
  const [open, setOpen] = useState<Finding['id'] | 'new' | null>(null)
  const { findings, reports, mayKeep } = evidence
  const close = () => setOpen(null)
  return (
    <div className={css.part}>
      {mayKeep && open !== 'new' ? (
        <div>
          <Button size="md" leftSection={<Plus size={18} aria-hidden />} onClick={() => setOpen('new')}>
            {t('evidence.findings.add')}
          </Button>
        </div>
      ) : null}
      {open === 'new' ? (
        <FindingForm
          session={session}
          reports={reports}
          references={references}
          number={nextNumber(findings)}
          onDone={close}
        />
      ) : null}
      {findings.length === 0 && open !== 'new' ? (
        <EmptyState title={t('evidence.findings.empty')}>
          {mayKeep ? t('evidence.findings.emptyText') : null}
        </EmptyState>
      ) : null}
      <ul className={css.cards}>
        {findings.map((finding) => (
          <li key={finding.id} className={css.card} id={finding.id}>
            {open === finding.id ? (
              <FindingForm
                session={session}
                finding={finding}
                reports={reports}
                references={references}
                onDone={close}
              />
            ) : (
              <FindingCard
                session={session}
                finding={finding}
                evidence={evidence}
                references={references}
                texts={texts.filter((text) => answers(text) && text.fields.findings.includes(finding.id))}
                onChange={() => setOpen(finding.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** "F9" after "F8"; where numbers are of another kind none is proposed. */
function nextNumber(findings: readonly Finding[]): string {
  const numbers = findings.map(({ number }) => /^F(\d+)$/i.exec(number)?.[1])
  return numbers.every((number) => number !== undefined) ? `F${Math.max(0, ...numbers.map(Number)) + 1}` : ''
}

type CardProps = Props & { readonly finding: Finding; readonly onChange: () => void }

function FindingCard({ session, finding, evidence, references, texts, onChange }: CardProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const called = useCalled()
  const remove = useAct('evidence', 'remove-finding')
  const report = evidence.reports.find(({ id }) => id === finding.report)
  const themes = references.themes.filter(({ id }) => finding.themes.includes(id))
  const standards = citedStandards(references, finding)
  const { number } = finding
  return (
    <>
      <h2 className={css.cardTitle}>
        <span className={css.number}>{number}</span>
        <RecordWords value={finding.title} />
      </h2>
      <p className={css.record}>
        <RecordWords value={finding.text} />
      </p>
      <p className={css.facts}>
        {report ? (
          <span>
            <RecordWords value={report.title} />
            {finding.reference === '' ? null : `, ${finding.reference}`}
          </span>
        ) : null}
        {finding.place === '' ? null : <span>{finding.place}</span>}
        {finding.visited ? (
          <span>{t('evidence.findings.visitedOn', { date: formatDate(language, finding.visited) })}</span>
        ) : null}
        {themes.map(({ id, label }) => (
          <span key={id}>{inMine(label)}</span>
        ))}
        {standards.map(({ instrument, refs }) => (
          <span key={instrument} lang="en">
            {instrument} {refs}
          </span>
        ))}
      </p>
      {texts.length > 0 ? (
        <p className={css.answers}>
          {t('evidence.findings.answeredBy')}:{' '}
          {texts.map((text) => (
            <Link
              key={text.id}
              to="/sessions/$session/recommendations/$recommendation"
              params={{ session, recommendation: text.id }}
            >
              {called(text)}
            </Link>
          ))}
        </p>
      ) : (
        <p className={css.gap}>
          <CircleDashed size={16} aria-hidden />
          {t('evidence.findings.unanswered')}
        </p>
      )}
      {finding.annexes ? (
        <Annexes session={session} finding={finding.id} annexes={finding.annexes} mayKeep={evidence.mayKeep} />
      ) : null}
      {evidence.mayKeep ? (
        <EntryActs
          change={t('evidence.findings.changeNamed', { number })}
          remove={t('evidence.findings.removeNamed', { number })}
          effect={t('evidence.findings.removeEffect', { number })}
          removing={remove}
          onChange={onChange}
          onRemove={() => remove.run({ session, finding: finding.id })}
        />
      ) : null}
    </>
  )
}
