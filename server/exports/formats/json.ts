import type { Outline } from '../../../shared/exports/model.ts'

/** The outlines themselves, for programs: everything that the other formats show. */
export const outlineJson = (outlines: readonly Outline[]): string =>
  `${JSON.stringify({ form: 1, outlines: Object.fromEntries(outlines.map((one) => [one.language, one])) }, null, 1)}\n`
