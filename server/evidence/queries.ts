import type { Annex, Earlier, FiledFile, Finding, Report, Standard } from '../../shared/evidence/model.ts'
import type { FileId, FindingId, SessionId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { Reader } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import { loadFiles } from '../files/keeping.ts'

const filedIn = async (db: Reader, rows: readonly { readonly file: FileId | null }[]) => {
  const files = await loadFiles(
    db,
    rows.flatMap(({ file }) => file ?? []),
  )
  return (id: FileId | null): FiledFile | null => {
    const file = id && files.get(id)
    return file ? { id: file.id, name: file.name, kind: file.kind, size: file.size } : null
  }
}

/** The reports of a session in the order in which they were filed. */
export async function loadReports(db: Reader, session: SessionId): Promise<Report[]> {
  const rows = await db.selectFrom('reports').selectAll().where('session', '=', session).orderBy('position').execute()
  const fileOf = await filedIn(db, rows)
  return rows.map((row) => ({
    id: row.id,
    session: row.session,
    kind: row.kind,
    title: fromJson<Localised>(row.title),
    source: fromJson<Localised>(row.source),
    date: row.date,
    link: row.link,
    file: fileOf(row.file),
    restricted: row.restricted === 1,
  }))
}

/** The findings of a session in their order. */
export async function loadFindings(db: Reader, session: SessionId): Promise<Finding[]> {
  const rows = await db.selectFrom('findings').selectAll().where('session', '=', session).orderBy('position').execute()
  return rows.map(({ position: _, ...row }) => ({
    ...row,
    title: fromJson<Localised>(row.title),
    text: fromJson<Localised>(row.text),
    themes: fromJson<Finding['themes']>(row.themes),
    standards: fromJson<Finding['standards']>(row.standards),
  }))
}

/** The restricted annexes of findings, without their bytes; only for who `seeRestricted` lets see them. */
export async function loadAnnexes(db: Reader, findings: readonly FindingId[]): Promise<Annex[]> {
  if (findings.length === 0) return []
  const rows = await db
    .selectFrom('annexes')
    .select(['id', 'finding', 'title', 'words', 'file'])
    .where('finding', 'in', findings)
    .orderBy('position')
    .execute()
  const fileOf = await filedIn(db, rows)
  return rows.map((row) => ({
    id: row.id,
    finding: row.finding,
    title: row.title,
    words: row.words,
    file: fileOf(row.file),
  }))
}

export async function loadEarlier(db: Reader, session: SessionId): Promise<Earlier[]> {
  const rows = await db
    .selectFrom('earlier_recommendations')
    .selectAll()
    .where('session', '=', session)
    .orderBy('position')
    .execute()
  return rows.map(({ position: _, text, ...row }) => ({ ...row, text: fromJson<Localised>(text) }))
}

/** The list of standards, which all sessions of a store share. */
export const loadStandards = (db: Reader): Promise<Standard[]> =>
  db.selectFrom('standards').select(['id', 'instrument', 'ref']).orderBy('position').execute()

export async function loadThemes(db: Reader) {
  const rows = await db.selectFrom('themes').select(['id', 'label']).orderBy('position').execute()
  return rows.map(({ id, label }) => ({ id, label: fromJson<Localised>(label) }))
}
