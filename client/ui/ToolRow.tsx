import type { ReactNode } from 'react'
import css from './ToolRow.module.css'

/** What is chosen about a page, and at the other side what is done with it; nothing that belongs on paper. */
export const ToolRow = ({ children }: { children: ReactNode }) => (
  <div className={`no-print ${css.row}`}>{children}</div>
)
