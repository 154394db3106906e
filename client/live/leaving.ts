import { useContext, useEffect, useSyncExternalStore } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { Clock } from '../clock.tsx'
import { leftBehind } from './memory.ts'
import { asksBeforeLeaving, deviceStorage, listenToUnsent, openTexts, unsent } from './unsent.ts'
import { browserNeeds } from './wiring.ts'

// For every page of a signed-in account, and therefore without the editor's script as long as no words wait.

/** How many own changes wait on this device. */
export const useUnsent = (account: AccountId): number => useSyncExternalStore(listenToUnsent, () => unsent(account))

/** Sends what other pages left on this device, where nobody has the text open. */
export function sendLeft(account: AccountId, now: () => number): void {
  if (leftBehind(deviceStorage(), account).size === 0) return
  void import('./rooms.ts')
    .then(({ sendLeftBehind }) => sendLeftBehind(browserNeeds(account, now)))
    .catch(() => undefined)
}

/** Sends what earlier pages left on this device, and asks before a page with changes that wait is closed. */
export function useSafeLeaving(account: AccountId): void {
  const now = useContext(Clock)
  useEffect(() => {
    const send = () => sendLeft(account, now)
    send()
    return guardLeaving(window, send)
  }, [account, now])
}

/** `send`: the network is back or the page is looked at again, perhaps because another one was closed. */
function guardLeaving(page: Window, send: () => void): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (asksBeforeLeaving()) event.preventDefault()
  }
  const wake = () => {
    for (const one of openTexts()) one.wake()
    send()
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
