import { Button } from '@mantine/core'
import Download from 'lucide-react/icons/download'
import ExternalLink from 'lucide-react/icons/external-link'
import FileText from 'lucide-react/icons/file-text'
import Lock from 'lucide-react/icons/lock'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RecordWords, useRecordWords } from '../ui/RecordWords.tsx'
import { hasWords } from '../ui/WordsFields.tsx'
import { type Evidence, fileAddress, type Report, sizeOf } from './data.ts'
import { EntryActs } from './EntryActs.tsx'
import css from './Evidence.module.css'
import { ReportForm } from './ReportForm.tsx'

type Props = { readonly session: SessionId; readonly evidence: Evidence }

/** The reports of a session with their files; whoever keeps them files, changes and takes out. Source: RULES.md EV1. */
export function Reports({ session, evidence }: Props) {
  const t = useWords()
  const [open, setOpen] = useState<Report['id'] | 'new' | null>(null)
  const { reports, findings, mayKeep } = evidence
  const close = () => setOpen(null)
  return (
    <div className={css.part}>
      {mayKeep && open !== 'new' ? (
        <div>
          <Button size="md" leftSection={<Plus size={18} aria-hidden />} onClick={() => setOpen('new')}>
            {t('evidence.reports.add')}
          </Button>
        </div>
      ) : null}
      {open === 'new' ? <ReportForm session={session} onDone={close} /> : null}
      {reports.length === 0 && open !== 'new' ? (
        <EmptyState title={t('evidence.reports.empty')}>{mayKeep ? t('evidence.reports.emptyText') : null}</EmptyState>
      ) : null}
      <ul className={css.cards}>
        {reports.map((report) => (
          <li key={report.id} className={css.card}>
            {open === report.id ? (
              <ReportForm session={session} report={report} onDone={close} />
            ) : (
              <ReportCard
                session={session}
                report={report}
                findings={findings.filter((finding) => finding.report === report.id).length}
                mayKeep={mayKeep}
                onChange={() => setOpen(report.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

type CardProps = {
  readonly session: SessionId
  readonly report: Report
  readonly findings: number
  readonly mayKeep: boolean
  readonly onChange: () => void
}

function ReportCard({ session, report, findings, mayKeep, onChange }: CardProps) {
  const t = useWords()
  const { language } = useLanguage()
  const inRecord = useRecordWords()
  const remove = useAct('evidence', 'remove-report')
  const title = inRecord(report.title).words
  return (
    <>
      <h2 className={css.cardTitle}>
        <FileText size={18} aria-hidden />
        <RecordWords value={report.title} />
        {report.restricted ? (
          <span className={css.restricted}>
            <Lock size={14} aria-hidden /> {t('evidence.reports.restrictedMark')}
          </span>
        ) : null}
      </h2>
      <p className={css.facts}>
        <span>{t(`evidence.reports.kinds.${report.kind}`)}</span>
        {hasWords(report.source) ? <RecordWords value={report.source} /> : null}
        {report.date ? <span>{formatDate(language, report.date)}</span> : null}
        {findings > 0 ? <span>{t('evidence.reports.findings', { count: findings })}</span> : null}
      </p>
      {report.file || report.link ? (
        <p className={css.sources}>
          {report.file ? (
            <a href={fileAddress({ report: report.id })} download={report.file.name}>
              <Download size={16} aria-hidden />
              {report.file.name}
              <span className="quiet"> {t('evidence.reports.size', { size: sizeOf(report.file.size) })}</span>
            </a>
          ) : null}
          {report.link ? (
            <a href={report.link} target="_blank" rel="noopener noreferrer">
              <ExternalLink size={16} aria-hidden />
              {t('evidence.reports.open')}
            </a>
          ) : null}
        </p>
      ) : null}
      {mayKeep ? (
        <EntryActs
          change={t('evidence.reports.changeNamed', { title })}
          remove={t('evidence.reports.removeNamed', { title })}
          effect={t('evidence.reports.removeEffect', { title })}
          removing={remove}
          onChange={onChange}
          onRemove={() => remove.run({ session, report: report.id })}
        />
      ) : null}
    </>
  )
}
