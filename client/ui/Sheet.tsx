import { type ReactNode, useLayoutEffect, useRef } from 'react'
import css from './Sheet.module.css'

type Props = {
  readonly opened: boolean
  /** The id of its heading. */
  readonly labelledBy: string
  readonly className?: string | undefined
  /** Escape was pressed. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * Something that must be seen to before the page goes on, on the browser's own dialog: it keeps the focus, gives it back when it
 * goes, and costs the first path no script. What has `data-autofocus` gets the focus.
 */
export function Sheet({ opened, labelledBy, className, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the page is drawn, and before the dialog is taken away: a dialog that is only removed keeps the focus lost.
  useLayoutEffect(() => {
    const sheet = dialog.current
    if (!opened || !sheet) return
    sheet.showModal()
    sheet.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
    return () => sheet.close()
  }, [opened])
  return (
    <dialog
      ref={dialog}
      className={className ? `${css.sheet} ${className}` : css.sheet}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {opened ? children : null}
    </dialog>
  )
}
