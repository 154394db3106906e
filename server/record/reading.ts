import type { AuditFormat } from '../../shared/record/lines.ts'
import { recordBegins, recordLine } from '../../shared/record/lines.ts'
import type { Reader } from '../db/database.ts'

/** Entries that are held at once, however long the book is. */
const AT_ONCE = 500

/** The record book up to an entry as lines of a file, so many at once as whoever reads takes. Source: RULES.md RB30. */
export async function* recordLines(db: Reader, format: AuditFormat, upTo: number): AsyncGenerator<string> {
  yield recordBegins(format)
  for (let after = 0; after < upTo; ) {
    const rows = await db
      .selectFrom('record')
      .selectAll()
      .where('number', '>', after)
      .where('number', '<=', upTo)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ acted_by, ...row }) => recordLine(format, { ...row, by: acted_by })).join('')
    after = last.number
  }
}
