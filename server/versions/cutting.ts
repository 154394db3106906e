import { sha256Hex } from '../../shared/hash.ts'
import type { VersionId } from '../../shared/ids.ts'
import type { Version } from '../../shared/versions/model.ts'
import { canonicalContent } from '../../shared/versions/rules.ts'
import type { Act } from '../act.ts'
import type { TextReading } from '../live/live-texts.ts'
import type { Kept } from '../recommendations/queries.ts'
import { loadVersions } from './queries.ts'

/** A version as it was just cut. */
export type Cut = Pick<Version, 'id' | 'number' | 'hash'>

/** Writes the next version of a text from a reading of its log. Source: RULES.md VE3. */
export async function insertVersion(
  act: Act,
  kept: Kept,
  reading: TextReading,
  reason: Version['reason'],
): Promise<Cut> {
  const { id: recommendation, kind, fields, textId: text } = kept
  const content = canonicalContent({ recommendation, kind, fields, parts: reading.parts })
  const number = ((await loadVersions(act.tx, recommendation))[0]?.number ?? 0) + 1
  const cut: Cut = { id: act.newId() as VersionId, number, hash: sha256Hex(content) }
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
  return cut
}

/** Says in the record book that it was cut, with its row attested; `revision`: where it went round. */
export const recordCut = (
  act: Act,
  kept: Kept,
  { id, number, hash, seq, revision }: Cut & { readonly seq: number; readonly revision?: number },
): Promise<void> =>
  act.record({
    act: 'version-cut',
    subject: kept.id,
    facts: { version: id, number, hash, seq, ...(revision === undefined ? {} : { revision }) },
    rows: [{ table: 'versions', key: { id } }],
  })
