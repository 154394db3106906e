import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import css from './PrintOnly.module.css'

/** Shows something in its place, and prints it alone: the rest of the page stays off the paper. */
export function PrintOnly({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      {createPortal(
        <div className={css.paper} aria-hidden="true">
          {children}
        </div>,
        document.body,
      )}
    </>
  )
}
