/** Words of a text and what stands between them, in turn. */
const pieces = (words: string): string[] => words.trim().split(/(\s+)/)

export const wordCount = (words: string): number => Math.ceil(pieces(words).length / 2)

/** A text without its first words, begun with an ellipsis; paragraphs stay. */
export const cutAt = (words: string, without: number): string =>
  without === 0
    ? words
    : `…\u00a0${pieces(words)
        .slice(2 * without)
        .join('')}`
