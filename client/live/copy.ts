import * as Y from 'yjs'
import type { AccountId, TextId } from '../../shared/ids.ts'

/** The name of the device's copy of a text; nothing of another account is ever opened. Source: RULES.md LT44. */
export const copyName = (account: AccountId, text: TextId, epoch: string): string => `kenes/${account}/${text}/${epoch}`

/** A browser that forbids storage must not keep a page waiting for it. */
const OPEN_WITHIN_MS = 2_000
const DELETE_WITHIN_MS = 2_000
/** So many changes are made one, a moment after the last of them. */
const COMPACT_AT = 500
const COMPACT_AFTER_MS = 1_000
const STORE = 'updates'

/** What a copy tells its room. */
export type CopyEars = {
  /** What the copy held is in the Y.Doc; `found`: it held something. */
  read(found: boolean): void
  /** Whether changes are kept has changed. */
  changed(): void
}

/**
 * The copy of a text on this device: each change is handed to the disk before the next one, and committed at once, because the
 * page may be closed with the next key. A copy that another page of this account deletes is written anew.
 */
export class Copy {
  /** Resolves when what the copy held is in the Y.Doc, or when there is no use in waiting for it. */
  readonly read: Promise<void>
  readonly name: string
  private readonly doc: Y.Doc
  private readonly ears: CopyEars
  private database: IDBDatabase | null = null
  private failed = false
  /** For a moment a disk that has not answered yet is believed to be there. */
  private believed = true
  private closed = false
  private entries = 0
  private compacting: ReturnType<typeof setTimeout> | undefined
  private opening: Promise<void>

  /** `reads` false: a text begun anew must not take back from the disk what was refused. */
  constructor(name: string, doc: Y.Doc, reads: boolean, ears: CopyEars) {
    this.name = name
    this.doc = doc
    this.ears = ears
    doc.on('update', this.write)
    this.opening = this.open(reads)
    const late = new Promise<void>((done) => setTimeout(done, OPEN_WITHIN_MS))
    this.read = Promise.race([this.opening, late]).then(() => this.waitsNoMore())
  }

  /** Whether changes are on the disk; false where the browser keeps nothing for a page. */
  get isKept(): boolean {
    return !this.failed && (this.database !== null || this.believed)
  }

  /** Whether a change came out of a copy: it was counted when it was made. */
  static made(origin: unknown): boolean {
    return origin instanceof Copy
  }

  /** Stops copying; what is written stays. */
  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.compacting)
    this.doc.off('update', this.write)
    await Promise.race([this.opening, new Promise((done) => setTimeout(done, OPEN_WITHIN_MS))])
    this.database?.close()
    this.database = null
  }

  private async open(reads: boolean): Promise<void> {
    try {
      const database = await openDatabase(this.name)
      if (this.closed) return database.close()
      const again = () => {
        database.close()
        if (this.database !== database) return
        this.database = null
        if (!this.closed) this.opening = this.open(false)
      }
      database.onversionchange = again
      database.onclose = again
      if (reads) await this.readInto(database)
      // What the Y.Doc gained while the copy was opening is in no update any more.
      if (this.closed) return database.close()
      this.database = database
      this.put(Y.encodeStateAsUpdate(this.doc))
      if (reads) this.compact()
    } catch {
      this.failed = true
    }
    this.ears.changed()
  }

  private async readInto(database: IDBDatabase): Promise<void> {
    const updates = await updatesIn(database)
    if (this.closed) return
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update)
    }, this)
    this.entries = updates.length
    this.ears.read(updates.length > 0)
  }

  private waitsNoMore(): void {
    this.believed = false
    this.ears.changed()
  }

  private readonly write = (update: Uint8Array, origin: unknown): void => {
    if (origin === this || !this.database) return
    this.put(update)
    if (this.entries < COMPACT_AT) return
    clearTimeout(this.compacting)
    this.compacting = setTimeout(() => this.compact(), COMPACT_AFTER_MS)
  }

  private put(update: Uint8Array): void {
    this.entries += 1
    this.transact((store) => store.add(update))
  }

  /** Makes one of all that is there, also what another page of this account wrote. */
  private compact(): void {
    this.transact((store) => {
      const all = store.getAll()
      all.onsuccess = () => {
        const updates = (all.result as unknown[]).filter((update) => update instanceof Uint8Array)
        store.clear()
        store.add(Y.mergeUpdates(updates))
        store.transaction.commit()
      }
      return null
    })
    this.entries = 1
  }

  /** One transaction; committed at once when there is one request. */
  private transact(ask: (store: IDBObjectStore) => IDBRequest | null): void {
    if (!this.database) return
    try {
      const transaction = this.database.transaction(STORE, 'readwrite')
      transaction.onabort = () => this.fail()
      if (ask(transaction.objectStore(STORE))) transaction.commit()
    } catch {
      this.fail()
    }
  }

  /** A full or damaged disk: the words are only in the page, and the line says so. */
  private fail(): void {
    if (this.failed || this.closed) return
    this.failed = true
    this.ears.changed()
  }
}

/** Waits for a request of IndexedDB. */
export const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { autoIncrement: true })
  return asked(request)
}

/** Deletes a copy; a page that has it open and does not let go of it is not waited for. */
export async function deleteCopy(name: string): Promise<void> {
  try {
    const late = new Promise((done) => setTimeout(done, DELETE_WITHIN_MS))
    await Promise.race([asked(indexedDB.deleteDatabase(name)), late])
  } catch {
    // Nothing is kept where storage is forbidden.
  }
}

/**
 * Puts everything that a copy holds into a Y.Doc, also what another page of this account wrote. Answers whether all of it could be
 * read: a copy that could not may hold words that nobody has seen.
 */
export async function readCopy(name: string, into: Y.Doc): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return true
  let isWhole = true
  try {
    const database = await inTime(openDatabase(name))
    try {
      for (const update of await inTime(updatesIn(database))) isWhole = isApplied(into, update) && isWhole
    } finally {
      database.close()
    }
  } catch {
    return false
  }
  return isWhole
}

function isApplied(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update)
    return true
  } catch {
    return false
  }
}

/** A disk that does not answer is a disk that failed. */
export function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the disk does not answer')), OPEN_WITHIN_MS)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Names of the copies of a text that were made under other epochs, such as by a page that ended before it could compare. */
export async function olderCopies(account: AccountId, text: TextId, epoch: string): Promise<readonly string[]> {
  try {
    const all = await indexedDB.databases()
    const names = all.flatMap(({ name }) => (name?.startsWith(copyName(account, text, '')) ? [name] : []))
    return names.filter((name) => name !== copyName(account, text, epoch))
  } catch {
    return []
  }
}

async function updatesIn(database: IDBDatabase): Promise<Uint8Array[]> {
  const all: unknown[] = await asked(database.transaction(STORE, 'readonly').objectStore(STORE).getAll())
  return all.filter((update) => update instanceof Uint8Array)
}
