import * as Y from 'yjs'
import { newId, type TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Tx } from '../db/database.ts'
import { type Claim, decodeUpdates, makeRow, setHead } from './log-rows.ts'

/** A text that an act holds: nobody else writes in it until the act's commit. */
export type Held = {
  /** The last row, and what was written after the row that was asked for, in order. */
  readonly seq: number
  readonly since: readonly Uint8Array[]
  readonly redactions: number
}

/**
 * Holds the head of an open text in an act's transaction and answers what was written after row `after`; null where the text takes no
 * writes. Every other writer waits for the commit, so that what is decided now is decided on all that is there. Source: RULES.md LT13.
 */
export async function holdText(tx: Tx, text: TextId, after: number): Promise<Held | null> {
  const head = await setHead(tx, text)
  if (head?.state !== 'open') return null
  const rows = await tx
    .selectFrom('text_log')
    .select(['seq', 'updates'])
    .where('text', '=', text)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  const since = rows.flatMap(({ updates }) => decodeUpdates(updates))
  return { seq: Number(head.seq), since, redactions: Number(head.redactions) }
}

/**
 * Keeps everybody else from writing in texts until the act's commit: what is read of them from now on is what is written behind.
 * Nobody's right changes by it. Source: RULES.md LT13.
 */
export async function holdTexts(tx: Tx, ...texts: readonly (TextId | null | undefined)[]): Promise<void> {
  for (const text of texts.flatMap((one) => one ?? []).sort())
    await tx
      .updateTable('heads')
      .set((head) => ({ seq: head.ref('seq') }))
      .where('text', '=', text)
      .execute()
}

/** Appends the server's own edit to a text that the act holds, under client ids new to the text; the answer is its row. Source: RULES.md LT41. */
export async function appendEdit(
  tx: Tx,
  edit: {
    readonly text: TextId
    readonly after: number
    readonly update: Uint8Array
    readonly claims: readonly Claim[]
    readonly at: Instant
    readonly random: (bytes: number) => Uint8Array
  },
): Promise<number> {
  const { text, after, update, at } = edit
  const seq = after + 1
  // Whoever only took words out, or was asked for an id that was not needed, wrote nothing.
  const wrote = Y.parseUpdateMeta(update).to
  const claims = edit.claims.filter(([client]) => wrote.has(client))
  await tx
    .insertInto('text_log')
    .values(makeRow({ text, seq, batch: newId(edit.random), at, claims, updates: [update] }))
    .execute()
  for (const [client_id, account] of claims)
    await tx.insertInto('client_ids').values({ text, client_id, account, at, closed_from: null }).execute()
  const moved = await tx
    .updateTable('heads')
    .set({ seq })
    .where('text', '=', text)
    .where('seq', '=', after)
    .executeTakeFirst()
  if (Number(moved.numUpdatedRows) !== 1) throw new Error(`${text} was written in while it was held`)
  return seq
}

/** A client id that has not written in a text. */
export async function freshClientId(tx: Tx, text: TextId, random: (bytes: number) => Uint8Array): Promise<number> {
  for (;;) {
    const id = new DataView(random(4).slice().buffer).getUint32(0)
    const known = tx.selectFrom('client_ids').select('client_id').where('text', '=', text).where('client_id', '=', id)
    if (id !== 0 && !(await known.executeTakeFirst())) return id
  }
}
