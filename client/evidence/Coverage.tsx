import { Link } from '@tanstack/react-router'
import Check from 'lucide-react/icons/check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import type { SessionId } from '../../shared/ids.ts'
import { answers, coverageOf } from '../../shared/recommendations/coverage.ts'
import { useWords } from '../language.tsx'
import { useCalled } from '../recommendations/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RecordWords, useRecordWords } from '../ui/RecordWords.tsx'
import type { CoveredText, Finding } from './data.ts'
import css from './Evidence.module.css'

type Props = {
  readonly session: SessionId
  readonly findings: readonly Finding[]
  readonly texts: readonly CoveredText[]
}

/** Coverage both ways: a sentence, what is missing, and the matrix of findings and recommendations. Source: RULES.md EV8. */
export function Coverage({ session, findings, texts }: Props) {
  const t = useWords()
  const called = useCalled()
  const { unanswered, lacking } = coverageOf(findings, texts)
  const inSet = texts.filter(answers)
  if (findings.length === 0 && inSet.length === 0) return <EmptyState title={t('evidence.coverage.nothing')} />
  const sentence = {
    answered: findings.length - unanswered.length,
    findings: findings.length,
    whole: inSet.length - lacking.length,
    texts: inSet.length,
  }
  return (
    <div className={css.part}>
      <Notice {...(unanswered.length + lacking.length > 0 ? { tone: 'stale' as const } : { tone: 'adopted' as const })}>
        {t('evidence.coverage.sentence', sentence)}
      </Notice>
      <div className={css.gaps}>
        <section aria-labelledby="unanswered-title">
          <SectionTitle id="unanswered-title" aside={unanswered.length > 0 ? unanswered.length : null}>
            {t('evidence.coverage.unanswered')}
          </SectionTitle>
          {unanswered.length === 0 ? <p className="quiet">{t('evidence.coverage.allAnswered')}</p> : null}
          <ul className={css.rows}>
            {findings
              .filter(({ id }) => unanswered.includes(id))
              .map((finding) => (
                <li key={finding.id}>
                  <span className={css.number}>{finding.number}</span> <RecordWords value={finding.title} />
                </li>
              ))}
          </ul>
        </section>
        <section aria-labelledby="lacking-title">
          <SectionTitle id="lacking-title" aside={lacking.length > 0 ? lacking.length : null}>
            {t('evidence.coverage.lacking')}
          </SectionTitle>
          {lacking.length === 0 ? <p className="quiet">{t('evidence.coverage.nothingLacks')}</p> : null}
          <ul className={css.rows}>
            {lacking.map(({ id, gaps }) => {
              const text = inSet.find((each) => each.id === id)
              return text ? (
                <li key={id}>
                  <Link
                    to="/sessions/$session/recommendations/$recommendation"
                    params={{ session, recommendation: id }}
                  >
                    {called(text)}. <RecordWords value={text.title} source={text.sourceLanguage} />
                  </Link>
                  <span className={css.gap}>{gaps.map((gap) => t(`evidence.coverage.gaps.${gap}`)).join(', ')}</span>
                </li>
              ) : null
            })}
          </ul>
        </section>
      </div>
      <Matrix session={session} findings={findings} texts={inSet} />
    </div>
  )
}

/** A row a finding, a column a recommendation; what stands alone in either direction is marked at its end. */
function Matrix({ session, findings, texts }: Props) {
  const t = useWords()
  const called = useCalled()
  const inRecord = useRecordWords()
  const rests = (text: CoveredText) => text.fields.findings.length
  return (
    <section aria-labelledby="matrix-title" className={css.part}>
      <h2 id="matrix-title">{t('evidence.coverage.title')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
      <section className={css.scroll} aria-labelledby="matrix-title" tabIndex={0}>
        <table className={css.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('evidence.coverage.finding')}</th>
              {texts.map((text) => (
                <th key={text.id} scope="col" data-gap={rests(text) === 0 || undefined}>
                  <Link
                    to="/sessions/$session/recommendations/$recommendation"
                    params={{ session, recommendation: text.id }}
                    title={`${called(text)}. ${inRecord(text.title, text.sourceLanguage).words}`}
                    aria-label={`${called(text)}. ${inRecord(text.title, text.sourceLanguage).words}`}
                  >
                    {text.number ?? '–'}
                  </Link>
                </th>
              ))}
              <th scope="col">{t('evidence.coverage.total')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => {
              const by = texts.filter((text) => text.fields.findings.includes(finding.id))
              return (
                <tr key={finding.id} data-gap={by.length === 0 || undefined}>
                  <th scope="row">
                    <span className={css.number}>{finding.number}</span> <RecordWords value={finding.title} />
                  </th>
                  {texts.map((text) => (
                    <td key={text.id} data-answers={by.includes(text) || undefined}>
                      {by.includes(text) ? (
                        <>
                          <Check size={16} aria-hidden />
                          <span className="visually-hidden">{t('evidence.coverage.answers')}</span>
                        </>
                      ) : null}
                    </td>
                  ))}
                  <Total count={by.length} />
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('evidence.coverage.rests')}</th>
              {texts.map((text) => (
                <Total key={text.id} count={rests(text)} />
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  )
}

function Total({ count }: { count: number }) {
  return (
    <td className="tabular" data-gap={count === 0 || undefined}>
      {count === 0 ? <CircleDashed size={16} aria-hidden /> : null}
      {count === 0 ? <span className="visually-hidden">0</span> : count}
    </td>
  )
}
