import type { MessageKey } from '../../shared/messages/sentences.ts'
import { useWords } from '../language.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import type { Preview } from './data.ts'
import css from './Evidence.module.css'

type Row = Preview['rows'][number]
type Problem = Preview['problems'][number]

/** Rows beyond these are counted, not drawn: the page stays quick, and errors come first. */
const MOST_SHOWN = 200

/** What is wrong in words; a column is called by its name. */
export function useProblemWords(): (problem: Problem) => string {
  const t = useWords()
  return ({ code, values: { column, ...values } }) =>
    t(`evidence.import.problems.${code}`, { ...values, ...(column ? { column: t(column as MessageKey) } : {}) })
}

/** Row by row what a table would do, and what is wrong with it. */
export function PreviewRows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useWords()
  const wordsOf = useProblemWords()
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const fine = rows.filter(({ problems }) => problems.length === 0)
  const shown = [...wrong, ...fine].slice(0, MOST_SHOWN)
  if (shown.length === 0) return null
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
      <section className={css.scroll} aria-label={t('evidence.import.preview')} tabIndex={0}>
        <table className={css.preview}>
          <thead>
            <tr>
              <th scope="col">{t('evidence.import.row')}</th>
              <th scope="col">{t('evidence.import.number')}</th>
              <th scope="col">{t('evidence.import.words')}</th>
              <th scope="col">{t('evidence.import.effect')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.line} data-wrong={row.problems.length > 0 || undefined}>
                <td className="tabular">{row.line}</td>
                <th scope="row">{row.number}</th>
                <td className={css.cut}>
                  <RecordWords value={row.words} />
                </td>
                <td>
                  {row.problems.length === 0 ? (
                    <span className={css.effect} data-effect={row.effect}>
                      {t(`evidence.import.effects.${row.effect}`)}
                    </span>
                  ) : null}
                  {row.problems.map((problem) => (
                    <span key={problem.code + JSON.stringify(problem.values)} className={css.wrong}>
                      {wordsOf(problem)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown.length ? (
        <p className="quiet">{t('evidence.import.more', { shown: shown.length, rows: rows.length })}</p>
      ) : null}
    </>
  )
}
