import { CSV_MARK, csvLine } from '../files/csv-line.ts'

/** A table as CSV that spreadsheets open in any language. Source: RULES.md RE44; OWASP CSV injection. */
export const csvOf = (rows: readonly (readonly string[])[]): string => CSV_MARK + rows.map(csvLine).join('')
