import * as Y from 'yjs'
import { sha256Hex } from '../../shared/hash.ts'
import type { AccountId, TextId, VersionId } from '../../shared/ids.ts'
import type { Version, VersionReason } from '../../shared/versions/model.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { readAgain } from '../live/hiding.ts'
import type { TextReading } from '../live/live-texts.ts'
import type { Kept } from '../recommendations/queries.ts'

/** A version as it was just cut. */
export type Cut = Pick<Version, 'id' | 'number' | 'hash'>

/** What a text must be known by to be cut. */
export type CutFrom = TextReading

type Notes = { readonly name?: string; readonly words?: string; readonly restored?: number }

/** Writes the next version of a text from a reading of its log, made anew where a passage was redacted since. Source: RULES.md VE3, VE53. */
export async function insertVersion(
  act: Act,
  kept: Kept,
  read: CutFrom,
  reason: VersionReason,
  notes: Notes = {},
): Promise<Cut> {
  const { id: recommendation, kind, fields, textId: text } = kept
  const reading = await readAgain(act.tx, text, read)
  const content = canonicalContent({ recommendation, kind, fields, parts: reading.parts })
  const before = await newestState(act.tx, kept)
  const cut: Cut = { id: act.newId() as VersionId, number: (before?.number ?? 0) + 1, hash: sha256Hex(content) }
  await act.tx
    .insertInto('versions')
    .values({
      ...cut,
      recommendation,
      text,
      reason,
      content,
      seq: reading.seq,
      state: reading.state,
      authors: JSON.stringify(reading.authors),
      created_at: act.at,
      created_by: act.by,
    })
    .execute()
  await act.tx
    .insertInto('version_notes')
    .values({
      version: cut.id,
      name: notes.name ?? null,
      words: notes.words || null,
      changed_by: JSON.stringify(await writersBetween(act.tx, text, before?.state ?? null, reading.state)),
      fields_rev: kept.fieldsRev,
    })
    .execute()
  if (notes.restored !== undefined)
    await act.tx.insertInto('restored_versions').values({ version: cut.id, restored: notes.restored }).execute()
  return cut
}

const newestState = (db: Reader, { id }: Kept) =>
  db
    .selectFrom('versions')
    .select(['number', 'state'])
    .where('recommendation', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/**
 * Whose words came into a text between two states of it, by the client ids that the server vouches for. Who only took words out left
 * none of their own. Source: RULES.md VE13.
 */
async function writersBetween(
  db: Reader,
  text: TextId,
  before: Uint8Array | null,
  after: Uint8Array,
): Promise<AccountId[]> {
  const clocksIn = (state: Uint8Array) => Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state))
  const known = before ? clocksIn(before) : new Map<number, number>()
  const grown = [...clocksIn(after)].filter(([client, clock]) => clock > (known.get(client) ?? 0))
  if (grown.length === 0) return []
  const rows = await db
    .selectFrom('client_ids')
    .select('account')
    .distinct()
    .where('text', '=', text)
    .where(
      'client_id',
      'in',
      grown.map(([client]) => client),
    )
    .execute()
  return rows.map(({ account }) => account as AccountId).sort()
}

/** Says in the record book that it was cut, with its rows attested; `revision`: where it went round; `by` null: nobody asked for it. */
export const recordCut = (
  act: Act,
  kept: Kept,
  cut: Cut & { readonly seq: number; readonly revision?: number; readonly name?: string; readonly restored?: number },
  by: AccountId | null = act.by,
): Promise<void> => {
  const { id, ...facts } = cut
  return act.record({
    act: 'version-cut',
    subject: kept.id,
    by,
    facts: { version: id, ...facts },
    rows: [
      { table: 'versions', key: { id } },
      { table: 'version_notes', key: { version: id } },
      ...(cut.restored === undefined ? [] : [{ table: 'restored_versions' as const, key: { version: id } }]),
    ],
  })
}
