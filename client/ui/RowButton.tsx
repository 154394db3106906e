import type { ReactNode } from 'react'
import css from './RowButton.module.css'

type Props = {
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Whom or what it is for, for those who hear the button without its row. */
  readonly of?: string
  /** The likelier one. */
  readonly main?: boolean
  /** It waits for the act before; it keeps the focus. */
  readonly busy?: boolean
  readonly onPress: () => void
}

/** A small button of a row, the browser's own: a list may have hundreds. */
export function RowButton({ children, icon, of, main = false, busy = false, onPress }: Props) {
  return (
    <button
      type="button"
      className={css.button}
      data-main={main || undefined}
      aria-disabled={busy || undefined}
      onClick={onPress}
    >
      {icon}
      <span>
        {children}
        {of ? <span className="visually-hidden">: {of}</span> : null}
      </span>
    </button>
  )
}
