import type { ReactNode } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import type { Answer } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import css from './OpinionList.module.css'

export type OpinionShown = Answer<'adoption', 'text'>['opinions'][number]

type Props<Shown extends OpinionShown> = {
  readonly opinions: readonly Shown[]
  readonly timezone: string
  /** What stands after the kind: of which text of the set it is, or on which vote. */
  readonly about?: (opinion: Shown) => string | null
  /** What its member may do with it. */
  readonly acts?: (opinion: Shown) => ReactNode
}

/** What members said, in the order in which they said it: kind, name, council, time, and the words in their own language. */
export function OpinionList<Shown extends OpinionShown>({ opinions, timezone, about, acts }: Props<Shown>) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const inRecord = useRecordWords()
  return (
    <ul className={css.list}>
      {opinions.map((opinion) => {
        const { words, lang } = inRecord(opinion.words)
        const of = about?.(opinion)
        return (
          <li key={opinion.id} className={css.opinion} data-opinion={opinion.kind}>
            <p className={css.kind}>
              {t(`opinions.kinds.${opinion.kind}`)}
              {of ? <span className={css.about}> · {of}</span> : null}
            </p>
            <p className={css.who}>
              <strong>{inMine(opinion.name)}</strong>, {opinion.councils.map(({ name }) => inMine(name)).join('; ')}
              <span className="quiet tabular"> · {formatDateTime(language, opinion.givenAt, timezone)}</span>
              {opinion.changedAt === null ? null : (
                <span className="quiet tabular">
                  , {t('opinions.changed', { when: formatDateTime(language, opinion.changedAt, timezone) })}
                </span>
              )}
            </p>
            <blockquote className={css.words} lang={lang}>
              {words}
            </blockquote>
            {acts?.(opinion)}
          </li>
        )
      })}
    </ul>
  )
}
