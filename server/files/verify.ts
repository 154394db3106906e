import { createHash } from 'node:crypto'
import type { Reader } from '../db/database.ts'
import type { Finding } from '../record/verify.ts'

/** Whether each kept file still has the content whose hash the record book attests, or was erased by an act, one file in memory at a time. Source: RULES.md FI3, FI5. */
export async function verifyFiles(db: Reader): Promise<Finding[]> {
  const findings: Finding[] = []
  const files = await db.selectFrom('files').select(['id', 'hash']).execute()
  const known = new Set(files.map(({ id }) => id))
  for (const { file } of await db.selectFrom('file_contents').select('file').execute())
    if (!known.has(file)) findings.push({ table: 'file_contents', key: file, what: 'was never kept' })
  const erased = new Set((await db.selectFrom('erased_files').select('file').execute()).map(({ file }) => file))
  for (const { id, hash } of files) {
    const row = await db.selectFrom('file_contents').select('content').where('file', '=', id).executeTakeFirst()
    const found = row && createHash('sha256').update(row.content).digest('hex')
    if (!found && erased.has(id)) continue
    if (found !== hash)
      findings.push({
        table: 'file_contents',
        key: id,
        what: found ? 'is another content than was kept' : 'is missing',
      })
  }
  return findings
}
