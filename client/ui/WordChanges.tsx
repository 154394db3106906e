import type { Language } from '../../shared/language.ts'
import { wordChanges } from '../../shared/text/changes.ts'
import { useWords } from '../language.tsx'
import { keyed } from './keyed.ts'
import css from './WordChanges.module.css'

type Props = { readonly before: string; readonly after: string; readonly language: Language }

/** Word differences in a running text: added and deleted words are marked without colour too, and named to a reader. */
export function WordChanges({ before, after, language }: Props) {
  const t = useWords()
  return (
    <p className={css.text} lang={language}>
      {keyed(wordChanges(before, after, language)).map(({ key, value: { kind, words } }) =>
        kind === 'same' ? (
          <span key={key}>{words}</span>
        ) : kind === 'added' ? (
          <ins key={key} className={css.added}>
            <span className="visually-hidden">{t('common.added')} </span>
            {words}
          </ins>
        ) : (
          <del key={key} className={css.deleted}>
            <span className="visually-hidden">{t('common.deleted')} </span>
            {words}
          </del>
        ),
      )}
    </p>
  )
}
