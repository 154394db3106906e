import type { ReactNode } from 'react'
import css from './EmptyState.module.css'

/** Says what is not there yet and what to do first. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children ? <div className={css.text}>{children}</div> : null}
    </div>
  )
}
