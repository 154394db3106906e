import { useCallback, useEffect, useState } from 'react'
import { isLanguage } from '../../shared/language.ts'
import { PARTS } from '../../shared/text/canonical.ts'
import type { Selected } from './passages.ts'

/** Words of a text, in an editor or of a fixed version. */
const WORDS = '[data-part][lang], [data-fixed][lang]'

/** What is selected in the words of a text now, and where its end stands on the page. */
export type SelectedHere = Selected & { readonly x: number; readonly y: number }

/**
 * What somebody selected last in one part of the text, kept while the focus is elsewhere, such as on a button; the way to be done with it;
 * and the way to ask what is selected at this moment: a browser tells of a selection only after the keys that made it, and the key pressed
 * next must not act on less.
 */
export function useSelected(): readonly [SelectedHere | null, () => void, () => SelectedHere | null] {
  const [selected, setSelected] = useState<SelectedHere | null>(null)
  useEffect(() => {
    const look = () => {
      const now = selectedNow()
      if (now !== 'elsewhere') setSelected(now)
    }
    // What was selected before the tool was there.
    look()
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  const asOfNow = () => {
    const now = selectedNow()
    if (now === 'elsewhere') return selected
    setSelected(now)
    return now
  }
  return [selected, useCallback(() => setSelected(null), []), asOfNow]
}

function selectedNow(): SelectedHere | null | 'elsewhere' {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const root = wordsAround(range.commonAncestorContainer)
  // A field that takes the focus has a selection of its own; the words that were chosen before stay chosen.
  if (!root) return document.activeElement?.matches('input, textarea, button') ? 'elsewhere' : null
  if (range.collapsed) return null
  const part = PARTS.find((each) => each === (root.dataset.part ?? root.dataset.fixed))
  if (!part || !isLanguage(root.lang)) return null
  const plain = plainOf(root, null)
  const from = plainOf(root, { node: range.startContainer, offset: range.startOffset }).length
  const to = plainOf(root, { node: range.endContainer, offset: range.endOffset }).length
  if (plain.slice(from, to).trim() === '') return null
  const box = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect()
  return { part, language: root.lang, from, to, plain, x: box.right + scrollX, y: box.bottom + scrollY }
}

/** The thread that is marked where the caret stands, the innermost. */
export function markAtCaret(): string | null {
  const node = document.getSelection()?.anchorNode
  const element = node instanceof Element ? node : node?.parentElement
  return element?.closest<HTMLElement>('[data-thread]')?.dataset.thread ?? null
}

const wordsAround = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(WORDS) ?? null

/** The plain words of a part as the page shows them, up to a point; names at carets are none of them. */
function plainOf(root: HTMLElement, until: { readonly node: Node; readonly offset: number } | null): string {
  const end = document.createRange()
  if (until) end.setStart(until.node, until.offset)
  const isAfter = (node: Node) => until !== null && end.comparePoint(node, 0) >= 0
  let words = ''
  for (const [index, paragraph] of [...root.querySelectorAll(':scope > p')].entries()) {
    if (until && !paragraph.contains(until.node) && isAfter(paragraph)) break
    if (index > 0) words += '\n'
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement?.closest('.kenes-caret')) continue
      if (text.isSameNode(until?.node ?? null)) return words + (text.nodeValue ?? '').slice(0, until?.offset)
      if (isAfter(text)) return words
      words += text.nodeValue ?? ''
    }
  }
  return words
}
