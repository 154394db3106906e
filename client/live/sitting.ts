import * as Y from 'yjs'
import { Connection, type ConnectionEars } from './connection.ts'
import type { Copy } from './copy.ts'
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
  const doc = new Y.Doc()
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
 * Puts what the server's text lacks into the tray, and deletes the copy it came from only when the tray is on disk. Answers
 * whether the copy is gone. Source: RULES.md LT42.
 */
export async function keepLacking(
  tray: Tray,
  from: { readonly doc: Y.Doc; readonly reason: string; destroy(): Promise<void> },
  server: Y.Doc,
  at: number,
): Promise<boolean> {
  const words = lackingWords(from.doc, server)
  const isKept = words.length === 0 || (await tray.add(words, from.reason, at))
  if (isKept) await from.destroy()
  return isKept
}
