import { type RefObject, useEffect } from 'react'

/** Paragraphs of an editor, or of a text that is fixed. */
const PARAGRAPHS = ':is(.ProseMirror, [lang]) > p'

/**
 * Lets the paragraphs of two columns begin at the same height, row by row, whatever is typed: the shorter of two gets room under it.
 * The editors draw their own paragraphs and would take any style of ours for a change; so the room is given by a style sheet that
 * counts paragraphs. Columns that stand under each other are left alone. Source: RULES.md LA18.
 */
export function useAlignedParagraphs(rows: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = rows.current
    if (!root) return
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    let said = ''
    let due: number | undefined
    const align = () => {
      due = undefined
      const rules = [...root.querySelectorAll<HTMLElement>('[data-row]')].flatMap(rulesFor)
      const now = rules.join('\n')
      if (now === said) return
      said = now
      sheet.replaceSync(now)
    }
    const later = () => {
      due ??= requestAnimationFrame(align)
    }
    const sizes = new ResizeObserver(later)
    const observe = () => {
      for (const paragraphs of root.querySelectorAll('[data-cell]')) sizes.observe(paragraphs)
    }
    observe()
    // Editors come and go with the language that is chosen.
    const shape = new MutationObserver(later)
    shape.observe(root, { childList: true, subtree: true, characterData: true })
    later()
    return () => {
      sizes.disconnect()
      shape.disconnect()
      if (due !== undefined) cancelAnimationFrame(due)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
  }, [rows])
}

function rulesFor(row: HTMLElement): string[] {
  const [first, second] = row.querySelectorAll<HTMLElement>('[data-cell]')
  if (!first || !second || first.getBoundingClientRect().top !== second.getBoundingClientRect().top) return []
  const [left, right] = [heightsIn(first), heightsIn(second)]
  const name = row.dataset.row
  return left.slice(0, right.length).flatMap((height, index) => {
    const room = height - (right[index] ?? height)
    if (Math.abs(room) < 1) return []
    const cell = room < 0 ? 'first' : 'second'
    return [
      `[data-row="${name}"] [data-cell="${cell}"] ${PARAGRAPHS}:nth-of-type(${index + 1}) { padding-bottom: ${Math.abs(room)}px }`,
    ]
  })
}

/** How high each paragraph is without the room it was given. */
const heightsIn = (cell: HTMLElement): number[] =>
  [...cell.querySelectorAll<HTMLElement>(PARAGRAPHS)].map(
    (paragraph) =>
      paragraph.getBoundingClientRect().height - Number.parseFloat(getComputedStyle(paragraph).paddingBottom),
  )
