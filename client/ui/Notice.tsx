import type { ReactNode } from 'react'
import css from './Notice.module.css'

type Props = {
  /** Well done, look again, or not so; without it only to be seen. */
  readonly tone?: 'adopted' | 'stale' | 'rejected'
  readonly icon?: ReactNode
  readonly role?: 'alert' | 'status'
  readonly children: ReactNode
}

/** Something to be noticed, in a box of its colour; the words say it without the colour. */
export function Notice({ tone, icon, role, children }: Props) {
  return (
    <div className={css.notice} data-tone={tone} role={role}>
      {icon}
      <div className={css.words}>{children}</div>
    </div>
  )
}
