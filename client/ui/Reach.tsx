import type { ReactNode } from 'react'
import type { AlsoKind } from '../../shared/accounts/erasing.ts'
import { useWords } from '../language.tsx'
import css from './Reach.module.css'

/** How far something reaches that nobody brings back, before somebody decides. */
export const Reach = ({ children }: { children: ReactNode }) => <div className={css.reach}>{children}</div>

type Props = { readonly title: string; readonly also: readonly { readonly kind: AlsoKind; readonly count: number }[] }

/** What else says the words that are to go, and is not changed; nothing where nothing does. Source: RULES.md VE59, AC93. */
export function AlsoSaid({ title, also }: Props) {
  const t = useWords()
  if (also.length === 0) return null
  return (
    <>
      <p>{title}</p>
      <ul>
        {also.map(({ kind, count }) => (
          <li key={kind}>{t(`redacting.alsoIn.${kind}`, { count })}</li>
        ))}
      </ul>
    </>
  )
}
