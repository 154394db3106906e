/** Why the second disk has not everything: it cannot be written, has no room, does not answer in time, or is being filled. */
export type BehindReason = 'away' | 'full' | 'slow' | 'copying'

/** `current`: everything that is answered is on it. `since`: in ms since 1970. */
export type DiskState =
  | { readonly state: 'current' }
  | { readonly state: 'behind'; readonly reason: BehindReason; readonly since: number; readonly message: string }

/** Between these two not everything that was answered was on it; in ms since 1970. */
export type CaughtUp = { readonly since: number; readonly until: number }

/**
 * What the main thread asks. `keep`: answer when all that is committed now is on the second disk; `copy-back`: nobody writes meanwhile;
 * `hold`: the log is about to be copied back by somebody else, so no copy of the store may go on, until `renew`, which makes a fresh one.
 */
export type DiskOrder = {
  readonly id: number
  readonly kind: 'keep' | 'read' | 'copy-back' | 'hold' | 'renew' | 'close'
}

export type DiskWord =
  | { readonly kind: 'done'; readonly id: number; readonly ok: boolean }
  | { readonly kind: 'state'; readonly state: DiskState }
  /** The write-ahead log is long enough to be copied back. */
  | { readonly kind: 'long' }
  | { readonly kind: 'note'; readonly level: 'info' | 'warn' | 'error'; readonly message: string }

export type DiskWorkerData = {
  /** The store's file. */
  readonly file: string
  /** BACKUP_DIR. */
  readonly folder: string
  /** Generations that are of another line of the store, and stay. */
  readonly keeps: readonly number[]
}
