import type { ReactNode } from 'react'
import css from './Page.module.css'
import { PageTitle } from './PageTitle.tsx'

type Props = {
  readonly title: string
  /** What the page is for, in a sentence or two. */
  readonly intro?: ReactNode
  /** The way back, over the title. */
  readonly above?: ReactNode
  /** As wide as its matter: fields, a text to read, a list, or rows of many columns. */
  readonly width?: 'form' | 'text' | 'list' | 'table'
  readonly children: ReactNode
}

/** A page in one column, with its title and the same edges everywhere. */
export function Page({ title, intro, above, width = 'list', children }: Props) {
  return (
    <div className={css.page} data-width={width}>
      {above}
      <PageTitle>{title}</PageTitle>
      {intro ? <p className={css.intro}>{intro}</p> : null}
      {children}
    </div>
  )
}
