/**
 * A table as CSV that spreadsheets open in any language: UTF-8 with its mark, fields in quotes. A field that a spreadsheet would take for
 * a formula gets an apostrophe before it. Source: RULES.md RE44; OWASP CSV injection.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`

const field = (words: string): string => `"${harmless(words).replaceAll('"', '""')}"`

const harmless = (words: string): string => (/^[\s\u00a0]*[=+\-@\t\r|%]/.test(words) ? `'${words}` : words)
