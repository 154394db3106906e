import type { AccountId, TextId } from '../../shared/ids.ts'
import type { Block } from '../../shared/text/canonical.ts'
import type { Instant } from '../../shared/time.ts'
import { asked, inTime } from './copy.ts'
import type { Lacking } from './lacking.ts'

/** Words that did not go into a text, kept on this device until their author removes them. */
export type NotAccepted = Lacking & {
  readonly id: number
  readonly text: TextId
  readonly at: Instant
  /** A refusal's code, or why the text was begun anew. */
  readonly reason: string
  /** The whole part as their author has it: the text then, with all that did not go in. */
  readonly whole?: readonly Block[] | undefined
}

/** Words with the whole part that they stand in, where it could be put together. */
export type Refused = Lacking & Pick<NotAccepted, 'whole'>

const STORE = 'words'
const BY_TEXT = 'text'

function open(account: AccountId): Promise<IDBDatabase> {
  const request = indexedDB.open(`kenes/${account}/not-accepted`, 1)
  request.onupgradeneeded = () =>
    request.result.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true }).createIndex(BY_TEXT, 'text')
  return asked(request)
}

async function within<Value>(
  account: AccountId,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const database = await inTime(open(account))
  try {
    const transaction = database.transaction(STORE, mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    // When the work itself throws, nobody waits for the end.
    done.catch(() => undefined)
    const value = await inTime(work(transaction.objectStore(STORE)))
    await inTime(done)
    return value
  } finally {
    database.close()
  }
}

/** The same words at the same place: kept twice they would only be read twice. */
const isSame = (one: Lacking) => (other: Lacking) =>
  one.part === other.part &&
  one.language === other.language &&
  one.kind === other.kind &&
  one.before === other.before &&
  one.words === other.words &&
  one.after === other.after

/** The tray of an account for one text, oldest first. Without storage it lives as long as the page. */
export class Tray {
  private readonly account: AccountId
  private readonly text: TextId
  private stored: readonly NotAccepted[] = []
  /** What the disk did not take; their ids are negative, and each `add` tries again. */
  private inPage: readonly NotAccepted[] = []
  private lastInPage = 0
  private isInPageOnly = false

  constructor(account: AccountId, text: TextId) {
    this.account = account
    this.text = text
  }

  get words(): readonly NotAccepted[] {
    return [...this.stored, ...this.inPage]
  }

  /** Whether closing the page loses some of them. */
  get isLosable(): boolean {
    return this.inPage.length > 0
  }

  /** Words of a closed point stay in the page: what the disk has of them is taken from it. Source: RULES.md SE12. */
  async keepNothing(): Promise<void> {
    if (this.isInPageOnly) return
    this.isInPageOnly = true
    await this.read()
    const moved = this.stored
    this.stored = []
    this.inPage = [...moved.map((one) => ({ ...one, id: --this.lastInPage })), ...this.inPage]
    await this.removeFromDisk(moved.map(({ id }) => id))
  }

  keepAgain(): void {
    this.isInPageOnly = false
  }

  /** Reads what earlier pages kept. */
  async read(): Promise<void> {
    if (typeof indexedDB === 'undefined') return
    try {
      this.stored = await within(this.account, 'readonly', (store) =>
        asked(store.index(BY_TEXT).getAll(this.text) as IDBRequest<NotAccepted[]>),
      )
    } catch {
      // A browser that forbids storage: the page's own list stays.
    }
  }

  /**
   * Keeps words; resolves to whether they are on disk, so that the copy they come from may be deleted. What is there already is
   * not added: two pages of one account may hold the same words, and a page may end between the tray and the copy.
   */
  async add(words: readonly Refused[], reason: string, at: Instant): Promise<boolean> {
    const entries = words.map((word) => ({ ...word, text: this.text, at, reason }))
    if (this.isInPageOnly) {
      this.addInPage(entries)
      return true
    }
    const earlier = this.inPage
    try {
      this.stored = await within(this.account, 'readwrite', async (store) => {
        const ours = () => asked(store.index(BY_TEXT).getAll(this.text) as IDBRequest<NotAccepted[]>)
        const there = await ours()
        const all = [...earlier.map(({ id: _, ...entry }) => entry), ...entries]
        await Promise.all(all.filter((one) => !there.some(isSame(one))).map((one) => asked(store.add(one))))
        return ours()
      })
      this.inPage = this.inPage.filter((one) => !earlier.includes(one))
      return true
    } catch {
      this.addInPage(entries)
      return false
    }
  }

  private addInPage(entries: readonly Omit<NotAccepted, 'id'>[]): void {
    const added = entries.filter((one) => !this.words.some(isSame(one)))
    this.inPage = [...this.inPage, ...added.map((entry) => ({ ...entry, id: --this.lastInPage }))]
  }

  /** Takes words out for good. */
  async remove(ids: readonly number[]): Promise<void> {
    this.stored = this.stored.filter(({ id }) => !ids.includes(id))
    this.inPage = this.inPage.filter(({ id }) => !ids.includes(id))
    await this.removeFromDisk(ids.filter((id) => id > 0))
  }

  private async removeFromDisk(onDisk: readonly number[]): Promise<void> {
    if (onDisk.length === 0) return
    try {
      await within(this.account, 'readwrite', (store) => Promise.all(onDisk.map((id) => asked(store.delete(id)))))
    } catch {
      // What could not be deleted is there again when the page is loaded anew.
    }
  }
}
