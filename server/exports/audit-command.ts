import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import type { Language } from '../../shared/language.ts'
import { isAuditFormat } from '../../shared/record/lines.ts'
import { signInLines } from '../accounts/log-file.ts'
import { countSignIns } from '../accounts/views.ts'
import type { Database } from '../db/database.ts'
import { recordHead } from '../record/entries.ts'
import { recordLines } from '../record/reading.ts'

/** Thrown for a file that cannot be what was asked for. */
export class WrongFile extends Error {}

/** Writes the whole record book into a new file, whose name ends with the format; the answer says what is in it. Source: RULES.md RB30. */
export async function writeRecord(db: Database, file: string): Promise<string> {
  const { number, hash } = await recordHead(db)
  await writeLines(file, recordLines(db, formatOf(file), number))
  return `${number} entries, head ${number}:${hash}`
}

/** Writes the sign-in log into a new file; the answer says how many came and were refused. Source: RULES.md AC26. */
export async function writeSignInLog(db: Database, file: string, language: Language): Promise<string> {
  await writeLines(file, signInLines(db, formatOf(file), language))
  const counts = await countSignIns(db)
  return Object.entries(counts)
    .map(([event, count]) => `${event} ${count}`)
    .join(', ')
}

function formatOf(file: string) {
  const format = file.split('.').at(-1)
  if (!isAuditFormat(format))
    throw new WrongFile(`${file}: its name ends with .jsonl or .csv, which says what is written`)
  if (existsSync(file)) throw new WrongFile(`${file} is there already`)
  return format
}

async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const open = openSync(file, 'wx', 0o600)
  try {
    for await (const words of lines) writeSync(open, words)
  } finally {
    closeSync(open)
  }
}
