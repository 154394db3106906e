import type { ReactNode } from 'react'
import css from './Screen.module.css'

/** The line at the bottom: who is here, and who speaks. */
export function Foot({ children }: { children: ReactNode }) {
  return <footer className={css.foot}>{children}</footer>
}
