import { CSV_MARK, csvLine } from '../files/csv-line.ts'
import type { Hash } from '../hash.ts'
import type { Instant } from '../time.ts'

/** What a list is taken out as for an auditor. */
export const AUDIT_FORMATS = ['jsonl', 'csv'] as const
export type AuditFormat = (typeof AUDIT_FORMATS)[number]

export const isAuditFormat = (value: unknown): value is AuditFormat => AUDIT_FORMATS.some((format) => format === value)

/** An entry of the record book as it is kept. `by`: null for the house itself. */
export type KeptEntry = {
  readonly number: number
  readonly at: Instant
  readonly act: string
  readonly by: string | null
  readonly subject: string
  readonly previous: Hash
  readonly hash: Hash
  /** Canonical JSON: the bytes that are hashed. */
  readonly content: string
}

/** What stands before the first entry of a file. */
export const recordBegins = (format: AuditFormat): string =>
  format === 'jsonl' ? '' : CSV_MARK + csvLine(['number', 'at', 'act', 'by', 'subject', 'content', 'previous', 'hash'])

/** One entry as a line of a file: all that the book holds of it, and nothing else. Source: RULES.md RB30. */
export function recordLine(format: AuditFormat, entry: KeptEntry): string {
  const { number, at, act, by, subject, previous, hash, content } = entry
  if (format === 'jsonl') return `${JSON.stringify({ number, previous, hash, content })}\n`
  return csvLine([String(number), new Date(at).toISOString(), act, by ?? '', subject, content, previous, hash])
}
