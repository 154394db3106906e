/** What a CSV begins with, so that table programs read it as UTF-8. */
export const CSV_MARK = '\ufeff'

/**
 * A row of a CSV that table programs open in any language: every cell in quotes. A cell that they would take for a formula gets an
 * apostrophe before it. Source: RULES.md RE44, AC26, RB30; OWASP (CSV injection).
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

const cellOf = (words: string): string => `"${harmless(words).replaceAll('"', '""')}"`

const harmless = (words: string): string => (/^[\s\u00a0]*[=+\-@\t\r|%]/.test(words) ? `'${words}` : words)
