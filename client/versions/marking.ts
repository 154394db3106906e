import { useEffect, useState } from 'react'
import { isLanguage } from '../../shared/language.ts'
import { PARTS } from '../../shared/text/canonical.ts'
import type { PassagePlace } from '../../shared/versions/redacting.ts'

/** A passage that is selected in a text on the page, and what it says there. */
export type Marked = PassagePlace & { readonly said: string }

/** An editor of a part, or its fixed words. */
const PLACES = '[data-part][lang], [data-fixed][lang]'

/**
 * The passage that is selected in a text, editor or fixed words; `elsewhere` where the selection is in no text, so that what was marked
 * before stays marked while a button is pressed. Null where nothing is selected, or more than one paragraph.
 */
function markedIn(selection: Selection | null): Marked | null | 'elsewhere' {
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null
  const place = range && elementOf(range.startContainer)?.closest<HTMLElement>(PLACES)
  if (!range || !place) return 'elsewhere'
  const part = PARTS.find((each) => each === (place.dataset.part ?? place.dataset.fixed))
  const { lang: language } = place
  const paragraphs = [...place.querySelectorAll<HTMLElement>(':scope > p')]
  const all = paragraphs.length > 0 ? paragraphs : [place]
  const paragraph = all.findIndex((each) => each.contains(range.startContainer))
  const found = all[paragraph]
  if (!part || !isLanguage(language) || !found || range.collapsed || !found.contains(range.endContainer)) return null
  const start = lengthUpTo(found, range.startContainer, range.startOffset)
  const end = lengthUpTo(found, range.endContainer, range.endOffset)
  const said = lettersOf(found)
    .map(({ data }) => data)
    .join('')
    .slice(start, end)
  return said.trim() === '' ? null : { part, language, paragraph, start, length: end - start, said }
}

const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement)

/** The letters of a paragraph; names at carets and the like are drawn among them and no part of the text. */
function lettersOf(paragraph: HTMLElement): Text[] {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_ALL, (node) =>
    node instanceof HTMLElement && node.classList.contains('ProseMirror-widget')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  const letters: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) letters.push(walker.currentNode)
  return letters
}

/** How many units of a paragraph stand before a place in it. */
function lengthUpTo(paragraph: HTMLElement, container: Node, offset: number): number {
  const end = document.createRange()
  end.setStart(container, offset)
  let length = 0
  for (const text of lettersOf(paragraph)) {
    if (text === container) return length + offset
    if (end.comparePoint(text, 0) >= 0) return length
    length += text.data.length
  }
  return length
}

/** The passage that was marked last on this page; it stays while one goes to a button. */
export function useMarked(): Marked | null {
  const [marked, setMarked] = useState<Marked | null>(() => {
    const found = markedIn(document.getSelection())
    return found === 'elsewhere' ? null : found
  })
  useEffect(() => {
    const look = () => {
      const found = markedIn(document.getSelection())
      if (found !== 'elsewhere') setMarked(found)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return marked
}
