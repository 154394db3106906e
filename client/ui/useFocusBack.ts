import { useEffect, useState } from 'react'

/** The dialog's own return of focus comes first, after 10 ms. */
const AFTER_MS = 30

/** Gives focus back to what had it when the component first stood there, if it would be lost otherwise. Dialogs do so themselves only when they were there, closed, before. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (!(before instanceof HTMLElement) || before === document.body) return
      setTimeout(() => {
        if (document.activeElement === document.body) before.focus({ preventScroll: true })
      }, AFTER_MS)
    },
    [before],
  )
}
