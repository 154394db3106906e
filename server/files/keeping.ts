import { createHash } from 'node:crypto'
import { allow, type Decision, refuse } from '../../shared/decision.ts'
import { FILE_KINDS, type FileKind, takeFile } from '../../shared/files/kinds.ts'
import type { AccountId, FileId } from '../../shared/ids.ts'
import type { Act } from '../act.ts'
import type { Reader } from '../db/database.ts'
import { isSoundOffice } from '../office/soundness.ts'
import { BadZip, openZip } from '../office/zip.ts'

/** A file as lists show it; sizes in bytes. */
export type KeptFile = {
  readonly id: FileId
  readonly name: string
  readonly kind: FileKind
  readonly size: number
  readonly hash: string
}

/** Looks at a file that came: the same answer before an act as in it. Refuses: too-large, wrong-file. Source: RULES.md FI1. */
export const judgeFile = (name: string, content: Uint8Array) => takeFile(name, content, partsOf(content))

/** Looks into a file before the act that keeps it. Refuses: too-large, wrong-file, unsafe-file. Source: RULES.md FI1, FI4. */
export async function judgeSound(name: string, content: Uint8Array): Promise<Decision> {
  const judged = judgeFile(name, content)
  if (!judged.ok) return judged
  const { kind } = judged.facts
  if (kind !== 'docx' && kind !== 'xlsx') return allow()
  return (await isSoundOffice(kind, content)) ? allow() : refuse('unsafe-file', 'FI4')
}

/** Which parts an office file holds; one that cannot be read holds none. */
function partsOf(content: Uint8Array): (part: string) => boolean {
  let open: ((name: string) => Uint8Array | null) | null = null
  return (part) => {
    try {
      open ??= openZip(content)
      return open(part) !== null
    } catch (error) {
      if (error instanceof BadZip || error instanceof RangeError) return false
      throw error
    }
  }
}

/** Keeps a file in the act that refers to it, attested by its hash. Refuses: too-large, wrong-file. Source: RULES.md FI1, FI3. */
export async function keepFile(
  act: Act,
  { name, content, by }: { readonly name: string; readonly content: Uint8Array; readonly by: AccountId | null },
): Promise<Decision<KeptFile>> {
  const taken = judgeFile(name, content)
  if (!taken.ok) return taken
  const file = {
    id: act.newId() as FileId,
    name: taken.facts.name,
    kind: taken.facts.kind,
    size: content.length,
    hash: createHash('sha256').update(content).digest('hex'),
  }
  await act.tx
    .insertInto('files')
    .values({ ...file, added_by: by, at: act.at })
    .execute()
  await act.tx.insertInto('file_contents').values({ file: file.id, content }).execute()
  return allow(file)
}

/** Takes the content of a kept file away for good, in the act that takes out what referred to it. Source: RULES.md FI5. */
export async function eraseFile(act: Act, file: FileId): Promise<void> {
  await act.tx.deleteFrom('file_contents').where('file', '=', file).execute()
  await act.tx.insertInto('erased_files').values({ file, erased_by: act.by, at: act.at }).execute()
  await act.record({ act: 'file-erased', subject: file, rows: [{ table: 'erased_files', key: { file } }] })
}

/** Files by their ids. */
export async function loadFiles(db: Reader, ids: readonly FileId[]): Promise<ReadonlyMap<FileId, KeptFile>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'kind', 'size', 'hash'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readFile(db: Reader, id: FileId): Promise<{ file: KeptFile; content: Uint8Array } | null> {
  const file = (await loadFiles(db, [id])).get(id)
  const row = file && (await db.selectFrom('file_contents').select('content').where('file', '=', id).executeTakeFirst())
  return file && row ? { file, content: row.content } : null
}

export const typeOf = (kind: FileKind): string => FILE_KINDS[kind].type
