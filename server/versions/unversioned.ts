import type { RecommendationId, SessionId, TextId, VersionId } from '../../shared/ids.ts'
import type { SessionStage } from '../../shared/sessions/model.ts'
import type { Instant } from '../../shared/time.ts'
import type { Reader } from '../db/database.ts'

/** A text that was changed since its newest version, or since it was made where it has none. */
export type Unversioned = {
  readonly id: RecommendationId
  readonly text: TextId
  readonly seq: number
  readonly fieldsRev: number
  readonly sessionStage: SessionStage
  readonly version: VersionId | null
  readonly hash: string | null
  /** When its words were first changed; null where only its fields were. */
  readonly changedAt: Instant | null
}

/** The row a text is made with, and the number its fields begin with: without a version these are what a change is counted from. */
const FIRST_ROW = 1
const FIRST_FIELDS = 1

/** Changed texts that nobody has fixed, in every session or of one; those withdrawn only where the session is closed. */
export async function loadUnversioned(
  db: Reader,
  only: { readonly session?: SessionId; readonly text?: TextId } = {},
): Promise<Unversioned[]> {
  const rows = await db
    .selectFrom('recommendations')
    .innerJoin('heads', 'heads.text', 'recommendations.text')
    .innerJoin('sessions', 'sessions.id', 'recommendations.session')
    .leftJoin('versions', (join) =>
      join.onRef('versions.recommendation', '=', 'recommendations.id').on('versions.number', '=', (eb) =>
        eb
          .selectFrom('versions as other')
          .select((one) => one.fn.max('other.number').as('newest'))
          .whereRef('other.recommendation', '=', 'recommendations.id'),
      ),
    )
    .leftJoin('version_notes', 'version_notes.version', 'versions.id')
    .select([
      'recommendations.id',
      'recommendations.text',
      'recommendations.stage',
      'recommendations.fields_rev as fieldsRev',
      'sessions.stage as sessionStage',
      'heads.seq',
      'versions.id as version',
      'versions.hash',
      'versions.seq as versionSeq',
      'version_notes.fields_rev as versionFields',
    ])
    .where('heads.state', '=', 'open')
    .where('recommendations.stage', 'in', ['drafting', 'withdrawn'])
    .$if(only.session !== undefined, (query) => query.where('recommendations.session', '=', only.session as SessionId))
    .$if(only.text !== undefined, (query) => query.where('recommendations.text', '=', only.text as TextId))
    .orderBy('recommendations.position')
    .execute()
  const changed: Unversioned[] = []
  for (const { stage, versionSeq, versionFields, ...row } of rows) {
    const from = versionSeq ?? FIRST_ROW
    // Of a version without notes nobody knows which fields are in it.
    const fieldsChanged = row.fieldsRev > (versionFields ?? (row.version === null ? FIRST_FIELDS : row.fieldsRev))
    const counts = stage === 'drafting' || row.sessionStage === 'closed'
    if (!counts || (row.seq <= from && !fieldsChanged)) continue
    changed.push({ ...row, changedAt: row.seq > from ? await rowTime(db, row.text, from + 1) : null })
  }
  return changed
}

async function rowTime(db: Reader, text: TextId, seq: number): Promise<Instant | null> {
  const row = db.selectFrom('text_log').select('at').where('text', '=', text).where('seq', '=', seq)
  return (await row.executeTakeFirst())?.at ?? null
}
