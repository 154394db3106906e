import ClockAlert from 'lucide-react/icons/clock-alert'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { StateMark } from '../ui/StateBadge.tsx'
import { Assess } from './Assess.tsx'
import type { AddresseeFacts, FollowUpOne } from './data.ts'
import css from './Facts.module.css'
import { AddFile, FileList } from './Files.tsx'
import { AnsweredMark, answeredOf, FoundMark } from './Marks.tsx'
import { NoteMeasure } from './NoteMeasure.tsx'
import { Strike } from './Strike.tsx'

export type FactsProps = { readonly one: FollowUpOne; readonly office: AddresseeFacts }

/** What one addressee answered and did, and what the council finds: three columns that never mix. */
export function Facts({ one, office }: FactsProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { clock, dispatch } = office
  return (
    <section className={`sheet ${css.facts}`} aria-labelledby={`of-${office.id}`}>
      <header>
        <h2 id={`of-${office.id}`}>
          {inMine(office.name)} <span className="quiet">{t(`followUp.${office.role}`)}</span>
        </h2>
        <p className="quiet">
          {dispatch
            ? t('followUp.dispatch.said', {
                number: dispatch.number,
                sentOn: formatDate(language, dispatch.sentOn),
                due: formatDate(language, dispatch.due),
              })
            : t('followUp.one.notSent')}
        </p>
        {clock === 'overdue' ? (
          <StateMark icon={ClockAlert} colour="stale" words={t('followUp.overview.noneInTime')} plain />
        ) : null}
      </header>
      <div className={css.columns}>
        <Answers one={one} office={office} />
        <Measures one={one} office={office} />
        <Assessments one={one} office={office} />
      </div>
    </section>
  )
}

function Answers({ one, office }: FactsProps) {
  const t = useWords()
  const standing = office.answers.filter(({ struck }) => !struck).toReversed()
  const struck = office.answers.filter((answer) => answer.struck).toReversed()
  return (
    <div className={css.column}>
      <h3>{t('followUp.one.said')}</h3>
      {standing.length === 0 ? <p className="quiet">{t('followUp.one.noAnswer')}</p> : null}
      {standing.map((answer, index) => (
        <article key={answer.number} data-earlier={index > 0 || undefined}>
          {index === 1 ? <h4>{t('followUp.one.earlier')}</h4> : null}
          <AnswerFacts one={one} office={office} answer={answer} />
          {one.may.keep ? <Strike one={one} office={office} number={answer.number} /> : null}
        </article>
      ))}
      {struck.map((answer, index) => (
        <article key={answer.number} data-earlier data-struck>
          {index === 0 ? <h4>{t('followUp.strike.heading')}</h4> : null}
          <StruckNote one={one} answer={answer} />
          <AnswerFacts one={one} office={office} answer={answer} />
        </article>
      ))}
    </div>
  )
}

type AnswerProps = FactsProps & { readonly answer: AddresseeFacts['answers'][number] }

/** Who struck an answer, when and why. */
function StruckNote({ one, answer: { struck } }: Pick<AnswerProps, 'one' | 'answer'>) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const timezone = useSession(one.session).data?.timezone ?? 'UTC'
  if (!struck) return null
  const { by, at, reason } = struck
  return (
    <p className={css.words}>
      {t('followUp.strike.said', { name: inMine(by.name), when: formatDateTime(language, at, timezone), reason })}
    </p>
  )
}

function AnswerFacts({ one, office, answer }: AnswerProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const letter = one.letters.find(({ id }) => id === answer.letter)
  return (
    <>
      <AnsweredMark answered={answeredOf({ position: answer.position, clock: office.clock })} />
      {answer.words ? (
        <p className={css.words} lang={answer.language}>
          {answer.struck ? <s>{answer.words}</s> : answer.words}
        </p>
      ) : null}
      <p className="quiet">
        {formatDate(language, answer.on)}, {t(`followUp.ways.${answer.way}`)}.{' '}
        {t('followUp.one.signed', { name: answer.signedBy })}
        {answer.enteredBy ? `; ${t('followUp.one.entered', { name: inMine(answer.enteredBy.name) })}` : null}
      </p>
      {letter ? (
        <>
          <p className="quiet">
            {t('followUp.one.letter', {
              theirNumber: letter.theirNumber,
              theirDate: formatDate(language, letter.theirDate),
              ourNumber: letter.ourNumber,
              receivedOn: formatDate(language, letter.receivedOn),
            })}
          </p>
          <FileList files={letter.files} open={one.may.openEvidence} />
          {one.may.keep ? <AddFile to={{ letter: letter.id }} label={t('followUp.letter.scan')} /> : null}
        </>
      ) : null}
    </>
  )
}

function Measures({ one, office }: FactsProps) {
  const t = useWords()
  const { language } = useLanguage()
  return (
    <div className={css.column}>
      <h3>{t('followUp.one.did')}</h3>
      {office.measures.length === 0 ? <p className="quiet">{t('followUp.one.noMeasure')}</p> : null}
      {office.measures.map((measure) => (
        <article key={measure.id}>
          <p className={css.words} lang={measure.language}>
            {measure.words}
          </p>
          <p className="quiet">
            {measure.doneOn ? `${t('followUp.one.doneOn', { date: formatDate(language, measure.doneOn) })}, ` : null}
            {t(`followUp.ways.${measure.way}`)}
          </p>
          <FileList files={measure.files} open={one.may.openEvidence} />
          {one.may.keep ? <AddFile to={{ measure: measure.id }} label={t('followUp.one.file')} /> : null}
        </article>
      ))}
      {one.may.keep && office.dispatch ? <NoteMeasure one={one} office={office} /> : null}
    </div>
  )
}

function Assessments({ one, office }: FactsProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const timezone = useSession(one.session).data?.timezone ?? 'UTC'
  return (
    <div className={css.column}>
      <h3>{t('followUp.one.found')}</h3>
      {office.assessments.length === 0 ? <p className="quiet">{t('followUp.one.noAssessment')}</p> : null}
      {office.assessments.toReversed().map((assessment, index) => (
        <article key={assessment.number} data-earlier={index > 0 || undefined}>
          {index === 1 ? <h4>{t('followUp.one.earlier')}</h4> : null}
          <FoundMark found={assessment.status} />
          <p className={css.words}>{assessment.reason}</p>
          <p className="quiet">
            {inMine(assessment.assessor.name)}, {formatDateTime(language, assessment.at, timezone)}
          </p>
        </article>
      ))}
      {one.may.assess && office.dispatch ? <Assess one={one} office={office} /> : null}
    </div>
  )
}
