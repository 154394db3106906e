import type { AccountId, TextId } from '../../shared/ids.ts'
import { forget, leftBehind } from './memory.ts'

/** A text that is open in this page, as far as the page must know it without the editor's script. */
export type OpenText = {
  readonly account: AccountId
  /** Own changes the server has not decided. */
  unsent(): number
  /** Words that were not accepted are in this page alone. */
  isLosable(): boolean
  /** The network is back, or the page is looked at again. */
  wake(): void
  /** The browser says that the network is gone. */
  doubt(): void
  /** The account is signed out here: nothing is sent any more, what waits stays on the device. */
  signedOut(): void
  leave(): Promise<void>
}

const open = new Map<TextId, OpenText>()
const listeners = new Set<() => void>()

/** The browser's storage, or null where it is forbidden. */
export function deviceStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** Tells of an open text; returns how to forget it. */
export function watchUnsent(text: TextId, one: OpenText): () => void {
  open.set(text, one)
  return () => {
    if (open.get(text) === one) open.delete(text)
    unsentChanged()
  }
}

/** The texts that are open in this page. */
export const openTexts = (): readonly OpenText[] => [...open.values()]

/** Tells whoever shows how many changes wait to look again. */
export function unsentChanged(): void {
  for (const listener of listeners) listener()
}

/** Listens to changes of what waits, in this page and in others. */
export function listenToUnsent(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** How many own changes of an account wait on this device, in open texts and in closed ones. Signing out asks when there are any. */
export function unsent(account: AccountId): number {
  const closed = [...leftBehind(deviceStorage(), account)].filter(([text]) => open.get(text)?.account !== account)
  const here = openTexts().filter((one) => one.account === account)
  return closed.reduce((sum, [, waiting]) => sum + waiting, 0) + here.reduce((sum, one) => sum + one.unsent(), 0)
}

/** Whether leaving the page must be asked about: changes wait in it, or words that no disk keeps. */
export const asksBeforeLeaving = (): boolean => openTexts().some((one) => one.unsent() > 0 || one.isLosable())

/** The page is about to end with its words kept on the device: leaving it asks no more. */
export function stopCounting(): void {
  open.clear()
}

/**
 * Deletes what waits on this device for an account. Its texts in this page are left first, or they would write it again.
 * Words that were not accepted stay: only their author removes them.
 */
export async function discardUnsent(account: AccountId): Promise<void> {
  const left = openTexts().filter((one) => one.account === account)
  stopCounting()
  await Promise.all(left.map((one) => one.leave()))
  const storage = deviceStorage()
  const copies = await globalThis.indexedDB?.databases?.().catch(() => [])
  for (const text of leftBehind(storage, account).keys()) {
    forget(storage, account, text)
    const ofText = (copies ?? []).filter(({ name }) => name?.startsWith(`kenes/${account}/${text}/`))
    await Promise.all(ofText.map(({ name }) => name !== undefined && deletion(name)))
  }
}

/** Resolves when a database is gone, or when another page does not let go of it. */
const deletion = (name: string): Promise<void> =>
  new Promise((done) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => done()
    request.onerror = () => done()
    request.onblocked = () => done()
  })
