import type { Database } from '../server/db/database.ts'
import { sha256Hex } from '../shared/hash.ts'
import type { AccountId, RecommendationId, VersionId } from '../shared/ids.ts'
import { eachLanguage, type Language } from '../shared/language.ts'
import { blocksFromPlain } from '../shared/text/canonical.ts'
import { canonicalContent } from '../shared/versions/rules.ts'

const NO_FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] } as const

/** Puts versions of a text straight into the store, one after another from the newest on: each says what is given, in one language. */
export async function putVersions(
  db: Database,
  id: string,
  language: Language,
  said: readonly string[],
): Promise<readonly number[]> {
  const recommendation = id as RecommendationId
  const { text } = await db
    .selectFrom('recommendations')
    .select('text')
    .where('id', '=', recommendation)
    .executeTakeFirstOrThrow()
  const before = await db
    .selectFrom('versions')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('recommendation', '=', recommendation)
    .executeTakeFirst()
  const none = eachLanguage(() => blocksFromPlain(''))
  const rows = said.map((words, index) => {
    const number = Number(before?.number ?? 0) + index + 1
    const content = canonicalContent({
      recommendation,
      kind: 'recommendation',
      fields: NO_FIELDS,
      parts: { title: none, text: { ...none, [language]: blocksFromPlain(words) }, rationale: none, indicator: none },
    })
    return {
      id: `${id}-put-${number}` as VersionId,
      recommendation,
      text,
      number,
      reason: 'named' as const,
      content,
      hash: sha256Hex(content),
      seq: 1,
      // A Yjs update with nothing in it.
      state: Uint8Array.of(0, 0),
      authors: '["m03"]',
      created_at: number * 60_000,
      created_by: 'm03' as AccountId,
    }
  })
  await db.insertInto('versions').values(rows).execute()
  const notes = rows.map(({ id: version, number }) => ({
    version,
    name: `Version ${number} by name`,
    words: null,
    changed_by: '["m03","m12"]',
    fields_rev: 1,
  }))
  await db.insertInto('version_notes').values(notes).execute()
  return rows.map(({ number }) => number)
}
