import { clearDocument, IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { AccountId, TextId } from '../../shared/ids.ts'

/** The name of the device's copy of a text; nothing of another account is ever opened. Source: RULES.md LT44. */
export const copyName = (account: AccountId, text: TextId, epoch: string): string => `kenes/${account}/${text}/${epoch}`

/** A browser that forbids storage must not keep a page waiting for it. */
const OPEN_WITHIN_MS = 2_000

/** The copy of a text on this device: every change is in it before it is sent. */
export type Copy = {
  /** Resolves when what the copy held is in the Y.Doc, or when there is no storage. */
  readonly read: Promise<void>
  /** Stops copying; what is written stays. */
  close(): Promise<void>
  /** Stops copying and deletes what is written. */
  destroy(): Promise<void>
}

const NO_COPY: Copy = { read: Promise.resolve(), close: async () => {}, destroy: async () => {} }

/** Opens the copy under a name and joins it to a Y.Doc. */
export function openCopy(name: string, doc: Y.Doc): Copy {
  if (typeof indexedDB === 'undefined') return NO_COPY
  const persistence = new IndexeddbPersistence(name, doc)
  const late = new Promise<void>((done) => setTimeout(done, OPEN_WITHIN_MS))
  // Another tab that deletes this copy closes our database: writing into it would throw with every key.
  const opened = persistence._db.then(
    (db: IDBDatabase) => db.addEventListener('versionchange', () => stop(persistence)),
    () => undefined,
  )
  const read = Promise.race([persistence.whenSynced.then(() => undefined), late])
  const close = async () => {
    await opened
    await persistence.destroy().catch(() => undefined)
  }
  return {
    read,
    close,
    destroy: async () => {
      await close()
      await clearDocument(name).catch(() => undefined)
    },
  }
}

function stop(persistence: IndexeddbPersistence): void {
  persistence.db = null
}
