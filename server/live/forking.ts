import { hash } from 'node:crypto'
import * as Y from 'yjs'
import { type AccountId, newId, type TextId } from '../../shared/ids.ts'
import { copyOf } from '../../shared/text/ydoc.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader, Tx } from '../db/database.ts'
import {
  applyRow,
  type Claim,
  checkRow,
  DamagedLog,
  decodeUpdates,
  hasPending,
  makeRow,
  replayRows,
} from './log-rows.ts'

/** A text at one row of its log, as an act reads it: the log's thread has no part in it. */
export type TextAt = {
  readonly text: TextId
  readonly seq: number
  readonly doc: Y.Doc
  readonly state: Uint8Array
  readonly redactions: number
  /** Whose each client id is. */
  readonly owners: ReadonlyMap<number, AccountId>
}

/**
 * A text at its last row, read through the store; inside an act nothing can come after it. Throws DamagedLog, and for a text that is not
 * there. Source: RULES.md LT35.
 */
export async function textAt(db: Reader, text: TextId): Promise<TextAt> {
  const head = await db.selectFrom('heads').select(['seq', 'redactions']).where('text', '=', text).executeTakeFirst()
  if (!head) throw new Error(`no log of ${text}`)
  const seq = Number(head.seq)
  const snapshot = await soundSnapshot(db, text, seq)
  const rows = await db
    .selectFrom('text_log')
    .selectAll()
    .where('text', '=', text)
    .where('seq', '>', snapshot?.seq ?? 0)
    .where('seq', '<=', seq)
    .orderBy('seq')
    .execute()
  const doc = snapshot ? copyOf(snapshot.state) : replayRows(rows)
  if (snapshot)
    for (const [index, row] of rows.entries()) {
      if (Number(row.seq) !== snapshot.seq + index + 1 || !checkRow(row)) throw new DamagedLog(`${text} row ${row.seq}`)
      applyRow(doc, decodeUpdates(row.updates))
    }
  if (hasPending(doc)) throw new DamagedLog(`${text} does not apply`)
  const redactions = Number(head.redactions)
  return { text, seq, doc, state: Y.encodeStateAsUpdate(doc), redactions, owners: await ownersOf(db, text) }
}

/** Whose each client id of a text is. */
export async function ownersOf(db: Reader, text: TextId): Promise<ReadonlyMap<number, AccountId>> {
  const rows = await db.selectFrom('client_ids').select(['client_id', 'account']).where('text', '=', text).execute()
  return new Map(rows.map(({ client_id, account }) => [Number(client_id), account as AccountId]))
}

async function soundSnapshot(db: Reader, text: TextId, upTo: number) {
  const row = await db.selectFrom('snapshots').selectAll().where('text', '=', text).executeTakeFirst()
  if (!row || Number(row.seq) > upTo || row.clocks === null || row.sum === null) return null
  const sum = hash('sha256', Buffer.concat([row.state, Buffer.from(row.clocks)]))
  return sum === row.sum ? { seq: Number(row.seq), state: row.state } : null
}

/** Whose words are in a text, sorted. */
export const authorsIn = ({ state, owners }: Pick<TextAt, 'state' | 'owners'>): AccountId[] =>
  [
    ...new Set(
      [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).keys()].flatMap(
        (client) => owners.get(client) ?? [],
      ),
    ),
  ].sort()

/**
 * Begins a text with what another one says, as one row: each word keeps its writer, and nobody writes on under the client ids that came
 * with it. Source: RULES.md LT8, AM21.
 */
export async function forkText(
  tx: Tx,
  fork: {
    readonly text: TextId
    readonly from: Pick<TextAt, 'state' | 'owners'>
    readonly at: Instant
    readonly random: (bytes: number) => Uint8Array
  },
): Promise<void> {
  const { text, from, at, random } = fork
  const clocks = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(from.state))
  const claims = [...clocks.keys()].map((client): Claim => {
    const account = from.owners.get(client)
    if (account === undefined) throw new Error(`nobody answers for client id ${client}`)
    return [client, account]
  })
  const row = makeRow({ text, seq: 1, batch: newId(random), at, claims, updates: [from.state] })
  await tx
    .insertInto('heads')
    .values({ text, seq: 1, state: 'open', rev: 1, epoch: newId(random) })
    .execute()
  await tx.insertInto('text_log').values(row).execute()
  for (const [client, account] of claims)
    await tx
      .insertInto('client_ids')
      .values({ text, client_id: client, account, at, closed_from: clocks.get(client) ?? 0 })
      .execute()
}

/** Client ids that are new to a text, one for each account that asks, for an edit that carries words of several people. */
export class FreshIds {
  readonly #known: Set<number>
  readonly #random: (bytes: number) => Uint8Array
  readonly #given = new Map<AccountId, number>()

  constructor(known: Iterable<number>, random: (bytes: number) => Uint8Array) {
    this.#known = new Set(known)
    this.#random = random
  }

  of(account: AccountId): number {
    const given = this.#given.get(account) ?? this.#fresh()
    this.#given.set(account, given)
    return given
  }

  /** What the edit's row claims. */
  get claims(): readonly Claim[] {
    return [...this.#given].map(([account, client]) => [client, account])
  }

  #fresh(): number {
    for (;;) {
      const id = new DataView(this.#random(4).slice().buffer).getUint32(0)
      if (id === 0 || this.#known.has(id)) continue
      this.#known.add(id)
      return id
    }
  }
}
