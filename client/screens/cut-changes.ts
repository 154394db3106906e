/** Words of a paragraph that both texts have, or only one of them. */
type Piece = { readonly kind: 'same' | 'added' | 'deleted' | 'formatted'; readonly text: string }
/** `near`: of the clause that is changed. */
export type ShownPiece = Piece & { readonly near: boolean }

const words = (text: string): string[] => text.split(/(?<=\s)(?=\S)/u)

/** How many words stand at most on one side of a change. */
export const mostAround = (paragraphs: readonly (readonly Piece[])[]): number =>
  Math.max(1, ...paragraphs.flat().map(({ kind, text }) => (kind === 'same' ? words(text).length : 0)))

/**
 * A paragraph with so many unchanged words on each side of what changes, those of the changed clause told apart from the rest.
 * What is left out is an ellipsis; no change is ever left out.
 */
export function aroundChanges(paragraph: readonly Piece[], kept: number): ShownPiece[] {
  return paragraph.flatMap((piece, at): ShownPiece[] => {
    if (piece.kind !== 'same') return [{ ...piece, near: true }]
    const [isAfter, isBefore] = [at > 0, at < paragraph.length - 1]
    const all = words(piece.text)
    const isWhole = all.length <= kept * (Number(isAfter) + Number(isBefore)) || !(isAfter || isBefore)
    if (isWhole) return split(piece.text, isAfter, isBefore)
    const head = isAfter ? all.slice(0, kept).join('').trimEnd() : ''
    const tail = isBefore ? all.slice(-kept).join('') : ''
    const gap = isAfter && isBefore ? ' … ' : isAfter ? ' …' : '… '
    return split(`${head}${gap}${tail}`, isAfter, isBefore)
  })
}

/** Signs at which a clause ends. */
const CLAUSE = /[.;:!?…]\s/gu

/** Unchanged words with the clause that goes on into a change apart from those before it, or after it. */
function split(text: string, isAfter: boolean, isBefore: boolean): ShownPiece[] {
  const ends = [...text.matchAll(CLAUSE)].map(({ index }) => index + 1)
  const [first, last] = [ends[0], ends.at(-1)]
  // Without such a sign all of it is one clause with the change.
  if (first === undefined || last === undefined) return piece(text, isAfter || isBefore)
  return [
    ...piece(text.slice(0, first), isAfter),
    ...(last > first ? piece(text.slice(first, last), false) : []),
    ...piece(text.slice(last), isBefore),
  ]
}

const piece = (text: string, near: boolean): ShownPiece[] => (text === '' ? [] : [{ kind: 'same', text, near }])
