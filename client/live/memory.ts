import type { AccountId, TextId } from '../../shared/ids.ts'

/** What this device remembers of a text between pages. `waiting`: own changes the server has not yet decided. */
export type Remembered = { readonly epoch: string; readonly mayEdit: boolean; readonly waiting: number }

const keyOf = (account: AccountId, text: string) => `kenes/${account}/${text}`

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' &&
  value !== null &&
  'epoch' in value &&
  typeof value.epoch === 'string' &&
  'mayEdit' in value &&
  typeof value.mayEdit === 'boolean' &&
  'waiting' in value &&
  typeof value.waiting === 'number'

/** What was remembered of a text, or null. Storage that is full or forbidden counts as empty. */
export function recall(storage: Storage | null, account: AccountId, text: TextId): Remembered | null {
  return read(storage, keyOf(account, text))
}

function read(storage: Storage | null, key: string): Remembered | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? 'null')
    return isRemembered(value) ? value : null
  } catch {
    return null
  }
}

/** Remembers; written at once, because the page may be closed with the next key. */
export function remember(storage: Storage | null, account: AccountId, text: TextId, remembered: Remembered): void {
  try {
    storage?.setItem(keyOf(account, text), JSON.stringify(remembered))
  } catch {
    // Without storage the words still wait in the page, and leaving it asks.
  }
}

/** Forgets a text of an account on this device. */
export function forget(storage: Storage | null, account: AccountId, text: TextId): void {
  storage?.removeItem(keyOf(account, text))
}

/** Texts of an account with changes that still wait on this device, with how many. */
export function leftBehind(storage: Storage | null, account: AccountId): Map<TextId, number> {
  const beginning = keyOf(account, '')
  const found = new Map<TextId, number>()
  for (let index = 0; index < (storage?.length ?? 0); index++) {
    const key = storage?.key(index)
    if (!key?.startsWith(beginning)) continue
    const waiting = read(storage, key)?.waiting ?? 0
    if (waiting > 0) found.set(key.slice(beginning.length) as TextId, waiting)
  }
  return found
}
