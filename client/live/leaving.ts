import { useContext, useEffect, useSyncExternalStore } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { Clock } from '../clock.tsx'
import { leftBehind } from './memory.ts'
import { deviceStorage, listenToUnsent, openTexts, unsent, unsentInPage } from './unsent.ts'
import { browserNeeds } from './wiring.ts'

// For every page of a signed-in account, and therefore without the editor's script as long as no words wait.

/** How many own changes wait on this device. */
export const useUnsent = (account: AccountId): number => useSyncExternalStore(listenToUnsent, () => unsent(account))

/** Sends what earlier pages left on this device, and asks before a page with changes that wait is closed. */
export function useSafeLeaving(account: AccountId): void {
  const now = useContext(Clock)
  useEffect(() => {
    if (leftBehind(deviceStorage(), account).size > 0)
      void import('./rooms.ts')
        .then(({ sendLeftBehind }) => sendLeftBehind(browserNeeds(account, now)))
        .catch(() => undefined)
    return guardLeaving(window)
  }, [account, now])
}

function guardLeaving(page: Window): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (unsentInPage() > 0) event.preventDefault()
  }
  const wake = () => {
    for (const one of openTexts()) one.wake()
  }
  const look = () => page.document.visibilityState === 'visible' && wake()
  const doubt = () => {
    for (const one of openTexts()) one.doubt()
  }
  page.addEventListener('beforeunload', ask)
  page.addEventListener('online', wake)
  page.addEventListener('offline', doubt)
  page.document.addEventListener('visibilitychange', look)
  return () => {
    page.removeEventListener('beforeunload', ask)
    page.removeEventListener('online', wake)
    page.removeEventListener('offline', doubt)
    page.document.removeEventListener('visibilitychange', look)
  }
}
