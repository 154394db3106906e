import type { AccountId, TextId } from '../../shared/ids.ts'

/** What this device remembers of a text between pages. `waiting`: own changes the server has not yet decided. */
export type Remembered = { readonly epoch: string; readonly mayEdit: boolean; readonly waiting: number }

/** Two pages may have one text open: each notes its own changes, so that neither says of the other's that they are saved. */
type Noted = Omit<Remembered, 'waiting'> & { readonly waiting: Readonly<Record<string, number>> }

const keyOf = (account: AccountId, text: string) => `kenes/${account}/${text}`

const isCounts = (value: unknown): value is Noted['waiting'] =>
  typeof value === 'object' && value !== null && Object.values(value).every((count) => typeof count === 'number')

const isNoted = (value: unknown): value is Noted =>
  typeof value === 'object' &&
  value !== null &&
  'epoch' in value &&
  typeof value.epoch === 'string' &&
  'mayEdit' in value &&
  typeof value.mayEdit === 'boolean' &&
  'waiting' in value &&
  isCounts(value.waiting)

const sumOf = (noted: Noted): number => Object.values(noted.waiting).reduce((sum, count) => sum + count, 0)

/** Storage that is full or forbidden counts as empty. */
function read(storage: Storage | null, key: string): Noted | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? 'null')
    return isNoted(value) ? value : null
  } catch {
    return null
  }
}

/** Written at once, because the page may be closed with the next key. */
function write(storage: Storage | null, key: string, noted: Noted): void {
  try {
    storage?.setItem(key, JSON.stringify(noted))
  } catch {
    // Without storage the words still wait in the page, and leaving it asks.
  }
}

/**
 * What was remembered of a text, or null. From now on this page answers for all changes that wait in it: it has read them
 * from the copy and sends them. A page that is still open notes its own again with its next change.
 */
export function takeOver(storage: Storage | null, account: AccountId, text: TextId, page: string): Remembered | null {
  const noted = read(storage, keyOf(account, text))
  if (!noted) return null
  const waiting = sumOf(noted)
  if (waiting > 0) write(storage, keyOf(account, text), { ...noted, waiting: { [page]: waiting } })
  return { ...noted, waiting }
}

/** Remembers what a page knows of a text. */
export function remember(
  storage: Storage | null,
  account: AccountId,
  text: TextId,
  page: string,
  { epoch, mayEdit, waiting }: Remembered,
): void {
  const key = keyOf(account, text)
  const { [page]: _own, ...others } = read(storage, key)?.waiting ?? {}
  write(storage, key, { epoch, mayEdit, waiting: waiting > 0 ? { ...others, [page]: waiting } : others })
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
    const noted = read(storage, key)
    const waiting = noted ? sumOf(noted) : 0
    if (waiting > 0) found.set(key.slice(beginning.length) as TextId, waiting)
  }
  return found
}
