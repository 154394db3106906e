import { Checkbox } from '@mantine/core'
import CircleAlert from 'lucide-react/icons/circle-alert'
import { useState } from 'react'
import { COLUMNS } from '../../shared/councils/membership.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { ListPreview as Preview } from './data.ts'
import css from './ListPreview.module.css'

type Problem = Preview['problems'][number]

/** Rows beyond these are counted, not drawn: the page stays quick, and errors come first. */
const MOST_SHOWN = 300

function useProblemWords(): (problem: Problem) => string {
  const t = useWords()
  return ({ code, values }) => {
    const column = COLUMNS.find((one) => one === values.column)
    return t(`councils.list.problems.${code}`, {
      ...values,
      ...(column ? { column: t(`councils.list.columns.${column}`) } : {}),
    })
  }
}

/** Row by row what a list would do, and what is wrong with it. */
export function ListPreview({ preview }: { preview: Preview }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const wordsOf = useProblemWords()
  const [onlyErrors, setOnlyErrors] = useState(false)
  const wrong = preview.rows.filter(({ problems }) => problems.length > 0)
  const fine = preview.rows.filter(({ problems }) => problems.length === 0)
  const rows = (onlyErrors ? wrong : [...wrong, ...fine]).slice(0, MOST_SHOWN)
  return (
    <>
      {preview.problems.map((problem) => (
        <Notice
          key={problem.code + JSON.stringify(problem.values)}
          tone="rejected"
          role="alert"
          icon={<CircleAlert size={18} aria-hidden />}
        >
          {wordsOf(problem)}
        </Notice>
      ))}
      {wrong.length > 0 ? (
        <>
          <Notice tone="rejected" role="alert" icon={<CircleAlert size={18} aria-hidden />}>
            {t('councils.list.errors', { count: wrong.length })}
          </Notice>
          <Checkbox
            size="md"
            label={t('councils.list.onlyErrors')}
            checked={onlyErrors}
            onChange={(event) => setOnlyErrors(event.currentTarget.checked)}
          />
        </>
      ) : null}
      {rows.length > 0 ? (
        <div className={css.frame}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('councils.list.row')}</th>
                <th scope="col">{t('councils.list.person')}</th>
                <th scope="col">{t('councils.list.council')}</th>
                <th scope="col">{t('councils.list.effect')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.line} data-wrong={row.problems.length > 0 || undefined}>
                  <td className="tabular">{row.line}</td>
                  <th scope="row">
                    {inMine(row.name) || row.email}
                    {inMine(row.name) ? <span className={css.email}>{row.email}</span> : null}
                  </th>
                  <td>{row.council}</td>
                  <td>
                    {row.effects.map((effect) => (
                      <span key={effect} className={css.effect} data-effect={effect}>
                        {t(`councils.list.effects.${effect}`)}
                      </span>
                    ))}
                    {row.problems.map((problem) => (
                      <span key={problem.code + JSON.stringify(problem.values)} className={css.error}>
                        {wordsOf(problem)}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {preview.rows.length > MOST_SHOWN ? (
        <p className="quiet">{t('councils.list.more', { shown: rows.length, rows: preview.rows.length })}</p>
      ) : null}
    </>
  )
}
