import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionId, TextId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { createReadings } from '../amendments/reading.ts'
import type { Database } from '../db/database.ts'
import { replayed } from '../live/verify-log.ts'
import { loadSessions } from '../sessions/queries.ts'
import { factsFor } from './facts.ts'
import { archiveOf, openFiles } from './files.ts'
import { openPdfMaker } from './formats/pdf.ts'

/** Writes every file of one session, or of all, into a folder; the answer is their names. Source: RULES.md EX11. */
export async function exportStore(
  db: Database,
  folder: string,
  { session, at, publicUrl }: { session: SessionId | null; at: Instant; publicUrl: string | null },
): Promise<readonly string[] | null> {
  const all = (await loadSessions(db)).map(({ id }) => id)
  const wanted = session === null ? all : all.filter((id) => id === session)
  if (wanted.length === 0) return null
  mkdirSync(folder, { recursive: true })
  const names: string[] = []
  const live = { read: (text: TextId) => replayed(db, text) }
  const sources = { db, live, readings: createReadings({ db, live }), settings: { publicUrl } }
  const pdf = openPdfMaker()
  for (const id of wanted) {
    const facts = await factsFor(sources, id, null, at)
    if (!facts.ok) continue
    const made = openFiles(facts.facts, () => pdf).all(() => undefined)
    for (const { name, bytes } of [...made, archiveOf(id, made)]) {
      writeFileSync(join(folder, name), bytes)
      names.push(name)
    }
  }
  return names
}
