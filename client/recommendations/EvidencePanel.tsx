import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { citedStandards, type Fields, type References } from './data.ts'
import css from './SidePanel.module.css'

type Props = {
  readonly session: SessionId
  readonly fields: Fields
  readonly references: References | undefined
  /** The finding that was asked for under the text. */
  readonly asked: string | null
}

/** The findings and standards that a text rests on. */
export function EvidencePanel({ session, fields, references, asked }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const wanted = useRef<HTMLElement>(null)
  useEffect(() => {
    if (asked !== null) wanted.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  const findings = references?.findings.filter((each) => fields.findings.includes(each.id)) ?? []
  const standards = citedStandards(references, fields)
  const toAll = (
    <Link to="/sessions/$session/evidence" params={{ session }}>
      {t('sessions.evidence')}
    </Link>
  )
  if (findings.length + standards.length === 0)
    return (
      <>
        <EmptyState title={t('recommendations.noEvidence')}>{t('recommendations.noEvidenceText')}</EmptyState>
        {toAll}
      </>
    )
  return (
    <div className={css.evidence}>
      {findings.map((each) => (
        <article key={each.id} ref={each.id === asked ? wanted : null} lang={language}>
          <h2>
            {t('recommendations.fields.finding', { number: each.number })} · {inMine(each.title)}
          </h2>
          <p>{inMine(each.text)}</p>
          {each.report ? (
            <p className="quiet">
              {inMine(each.report.title)}
              {each.reference === '' ? null : `, ${each.reference}`}
            </p>
          ) : null}
        </article>
      ))}
      {standards.length > 0 ? (
        <article>
          <h2>{t('recommendations.fields.standards')}</h2>
          <ul>
            {standards.map((each) => (
              <li key={each.instrument} lang="en">
                {each.instrument} {each.refs}
              </li>
            ))}
          </ul>
        </article>
      ) : null}
      {toAll}
    </div>
  )
}
