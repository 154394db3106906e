import { Link } from '@tanstack/react-router'
import ClockAlert from 'lucide-react/icons/clock-alert'
import { isLate } from '../../shared/follow-up/matrix.ts'
import type { SessionId } from '../../shared/ids.ts'
import { formatDate, formatDayAndMonth } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import type { FollowUpRow, Office } from './data.ts'
import { AnsweredMark, answeredOf, FoundMark } from './Marks.tsx'
import css from './Matrix.module.css'

type Props = {
  readonly session: SessionId
  readonly rows: readonly FollowUpRow[]
  readonly addressees: readonly Office[]
  readonly today: string
}

/** Addressees down, recommendations across: the answer above, the assessment below. On a narrow page the same as a list. */
export function Matrix(props: Props) {
  return (
    <>
      <Wide {...props} />
      <Narrow {...props} />
    </>
  )
}

const recommendationsOf = (rows: readonly FollowUpRow[]): readonly FollowUpRow[] => [
  ...new Map(rows.map((row) => [row.recommendation, row])).values(),
]

function Wide({ session, rows, addressees, today }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const title = useRecordWords()
  const across = recommendationsOf(rows)
  const down = addressees.filter(({ id }) => rows.some(({ addressee }) => addressee === id))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className={`sheet ${css.wide}`} tabIndex={0} aria-label={t('followUp.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('followUp.addressee')}</th>
            {across.map((one) => (
              <th key={one.recommendation} scope="col">
                <Link
                  to="/sessions/$session/follow-up/$recommendation"
                  params={{ session, recommendation: one.recommendation }}
                  title={title(one.title).words}
                >
                  {one.number}
                  <span className="visually-hidden">. {title(one.title).words}</span>
                </Link>
                {one.deadline ? (
                  <span
                    className={css.day}
                    data-late={
                      rows.some((row) => row.recommendation === one.recommendation && isLate(row, today)) || undefined
                    }
                  >
                    <span className="visually-hidden">{t('followUp.form.deadline')}: </span>
                    {formatDayAndMonth(language, one.deadline)} {one.deadline.slice(2, 4)}
                  </span>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.map((office) => (
            <tr key={office.id}>
              <th scope="row">
                <span className={css.abbr}>{inMine(office.abbr)}</span>
                <span className={css.name}>{inMine(office.name)}</span>
              </th>
              {across.map(({ recommendation }) => {
                const row = rows.find((one) => one.recommendation === recommendation && one.addressee === office.id)
                return row ? <Cell key={recommendation} row={row} today={today} /> : <td key={recommendation} />
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ row, today }: { row: FollowUpRow; today: string }) {
  const t = useWords()
  const late = isLate(row, today)
  return (
    <td data-late={late || undefined}>
      <AnsweredMark answered={answeredOf(row)} />
      <FoundMark found={row.status ?? 'none'} />
      {late ? <span className="visually-hidden">{t('followUp.overview.late')}</span> : null}
    </td>
  )
}

function Narrow({ session, rows, addressees, today }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const title = useRecordWords()
  return (
    <ul className={`sheet ${css.narrow}`}>
      {recommendationsOf(rows).map((one) => (
        <li key={one.recommendation}>
          <Link
            to="/sessions/$session/follow-up/$recommendation"
            params={{ session, recommendation: one.recommendation }}
            className={css.text}
          >
            {one.number}. <span lang={title(one.title).lang}>{title(one.title).words}</span>
          </Link>
          {one.deadline ? (
            <p className="quiet">{t('followUp.answerPage.deadline', { date: formatDate(language, one.deadline) })}</p>
          ) : null}
          <dl>
            {rows
              .filter(({ recommendation }) => recommendation === one.recommendation)
              .map((row) => (
                <div key={row.addressee} data-late={isLate(row, today) || undefined}>
                  <dt>
                    {addressees.filter(({ id }) => id === row.addressee).map(({ abbr }) => inMine(abbr))}
                    {isLate(row, today) ? (
                      <span className={css.lateWord}>
                        <ClockAlert size={14} aria-hidden /> {t('followUp.overview.late')}
                      </span>
                    ) : null}
                  </dt>
                  <dd>
                    <AnsweredMark answered={answeredOf(row)} />
                    <FoundMark found={row.status ?? 'none'} />
                  </dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
