import * as Y from 'yjs'
import { emptyText } from '../../shared/text/ydoc.ts'
import type { Instant } from '../../shared/time.ts'
import { authorsText } from './authors-text.ts'
import { Connection, type ConnectionEars } from './connection.ts'
import { type Copy, deleteCopy, olderCopies, readCopy } from './copy.ts'
import { ChangeCount } from './count.ts'
import { lackingWords } from './lacking.ts'
import type { RoomNeeds } from './needs.ts'
import type { Tray } from './not-accepted.ts'
import { Typing } from './presence.ts'

/** One Y.Doc with what hangs on it; beginning anew replaces all of it. */
export type Sitting = {
  readonly doc: Y.Doc
  readonly count: ChangeCount
  readonly typing: Typing
  readonly connection: Connection
  copy: Copy | null
  epoch: string | null
  /** The server's text has come. */
  synced: boolean
  /** The server has let us write. */
  mayHaveWritten: boolean
}

/** A new Y.Doc with its connection, not yet connected. `waiting`: changes that an earlier page left behind. */
export function sit(needs: RoomNeeds, waiting: number, earsOf: (sitting: () => Sitting) => ConnectionEars): Sitting {
  const doc = emptyText()
  const count = new ChangeCount(waiting)
  const typing = new Typing(needs.now)
  const { address, account, text, socket } = needs
  const ears = earsOf(() => sitting)
  const connection = new Connection({ doc, address, account, text, count, typing, ears, ...(socket ? { socket } : {}) })
  const sitting: Sitting = {
    doc,
    count,
    typing,
    connection,
    copy: null,
    epoch: null,
    synced: false,
    mayHaveWritten: false,
  }
  return sitting
}

/** Ends a sitting; its words stay in the device's copy. */
export async function rise(sitting: Sitting): Promise<void> {
  sitting.connection.destroy()
  await sitting.copy?.close()
  sitting.doc.destroy()
}

/**
 * Puts what the server's text lacks of a copy into the tray, and deletes the copy only when all of it was read and the tray is on disk. The copy is
 * read: another page of this account may have written into it and ended. `held`: the Y.Doc that wrote it last.
 * Answers whether the copy is gone. Source: RULES.md LT42, LT73.
 */
async function keepLacking(
  tray: Tray,
  from: { readonly name: string | null; readonly held: Y.Doc | null; readonly reason: string },
  server: Y.Doc,
  at: Instant,
): Promise<boolean> {
  const doc = emptyText()
  if (from.held) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.held))
  const isRead = from.name === null || (await readCopy(from.name, doc))
  const wholeOf = authorsText(doc, server)
  const words = lackingWords(doc, server).map((one) => ({ ...one, whole: wholeOf(one) ?? undefined }))
  doc.destroy()
  const isKept = (words.length === 0 || (await tray.add(words, from.reason, at))) && isRead
  if (isKept && from.name !== null) await deleteCopy(from.name)
  return isKept
}

/** A sitting whose words the server did not take, until they are compared with its text. */
export type Previous = { readonly sitting: Sitting; readonly reason: string }

/** Keeps what a refused sitting held. Answers whether its successor may have a copy: not under a name that could not be deleted. */
export async function keepPrevious(tray: Tray, previous: Previous, next: Sitting, at: Instant): Promise<boolean> {
  const { sitting, reason } = previous
  await sitting.copy?.close()
  const from = { name: sitting.copy?.name ?? null, held: sitting.doc, reason }
  return (await keepLacking(tray, from, next.doc, at)) || sitting.epoch !== next.epoch
}

/** Keeps what copies of older epochs still hold. Answers whether there were any. */
export async function keepOlder(
  tray: Tray,
  { account, text }: Pick<RoomNeeds, 'account' | 'text'>,
  { epoch, doc }: Sitting,
  reason: string,
  at: Instant,
): Promise<boolean> {
  const names = epoch === null ? [] : await olderCopies(account, text, epoch)
  for (const name of names) if (!doc.isDestroyed) await keepLacking(tray, { name, held: null, reason }, doc, at)
  return names.length > 0
}
