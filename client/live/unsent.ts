import type { AccountId, TextId } from '../../shared/ids.ts'
import { forget, leftBehind } from './memory.ts'

/** Rooms that are open in this page, by text. Kept apart from the rooms so that asking needs none of the editor's script. */
const counters = new Map<TextId, () => number>()

/** The browser's storage, or null where it is forbidden. */
export function deviceStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** Tells of an open room; returns how to forget it. */
export function watchUnsent(text: TextId, count: () => number): () => void {
  counters.set(text, count)
  return () => {
    if (counters.get(text) === count) counters.delete(text)
  }
}

/** How many own changes of an account wait on this device, in open texts and in closed ones. Signing out asks when there are any. */
export function unsent(account: AccountId): number {
  const closed = [...leftBehind(deviceStorage(), account)].filter(([text]) => !counters.has(text))
  return closed.reduce((sum, [, waiting]) => sum + waiting, unsentInPage())
}

/** How many wait in the texts that are open in this page; leaving the page asks when there are any. */
export const unsentInPage = (): number => [...counters.values()].reduce((sum, count) => sum + count(), 0)

/** The page is about to end with its words kept on the device: leaving it asks no more. */
export function stopCounting(): void {
  counters.clear()
}

/** Deletes what waits on this device for an account; copies still open in this page go when it ends. */
export async function discardUnsent(account: AccountId): Promise<void> {
  stopCounting()
  const storage = deviceStorage()
  for (const text of leftBehind(storage, account).keys()) forget(storage, account, text)
  const copies = (await indexedDB.databases?.()) ?? []
  for (const { name } of copies) if (name?.startsWith(`kenes/${account}/`)) indexedDB.deleteDatabase(name)
}
