import type { Block } from '../text/canonical.ts'

/** Letters that XML, fonts and spreadsheets have no way to say. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/** Words as every format can write them: without control signs and halves of letters. Source: RULES.md EX8. */
export const printable = (words: string): string => words.toWellFormed().replace(UNPRINTABLE, '')

export const printableBlocks = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => ({ ...block, content: block.content.map((run) => ({ ...run, text: printable(run.text) })) }))
