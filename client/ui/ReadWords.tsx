import type { ReactNode } from 'react'
import { stretchesOf } from '../../shared/text/redacted.ts'
import { useWords } from '../language.tsx'
import { keyed } from './keyed.ts'
import css from './ReadWords.module.css'

/** Words of a text; what was redacted in them is told to who listens, not spelled sign by sign. Source: RULES.md VE54. */
export function ReadWords({ words }: { words: string }): ReactNode {
  const t = useWords()
  const stretches = stretchesOf(words)
  if (!stretches.some(({ isRedacted }) => isRedacted)) return words
  return keyed(stretches).map(({ key, value }) =>
    value.isRedacted ? (
      <span key={key} role="img" aria-label={t('versions.redacted')} className={css.redacted}>
        {value.words}
      </span>
    ) : (
      value.words
    ),
  )
}
