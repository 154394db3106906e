import { type CSSProperties, useLayoutEffect, useMemo, useRef } from 'react'
import type { Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import { cutAt, wordCount } from './cut.ts'
import type { TextShown } from './data.ts'
import css from './FitText.module.css'

type Column = { readonly language: Language; readonly words: string }
type Props = {
  readonly text: TextShown
  /** Pixels at 1920 by 1080: as large as fits, and never smaller than `least`. */
  readonly most: number
  readonly least: number
  /** Lines closer together, where much stands on one screen. */
  readonly tight?: boolean
}

const WIDTH = 1920
const HEIGHT = 1080

/** The paragraphs are put here by hand: they are measured many times before one look is shown. */
function fill(column: HTMLElement, words: string): void {
  const lines = words.split('\n').filter((line) => line.trim() !== '')
  column.replaceChildren(
    ...lines.map((line) => {
      const paragraph = document.createElement('p')
      paragraph.textContent = line
      return paragraph
    }),
  )
}

/** The largest whole number of a range of which something holds; the least one when it holds of none. */
function largest(least: number, most: number, holds: (number: number) => boolean): number {
  let [low, high] = [least, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Sets a size at which all columns fit into the room; what does not fit at the least one loses its beginning. */
function fitInto(room: HTMLElement, columns: readonly Column[], { most, least }: Pick<Props, 'most' | 'least'>): void {
  const unit = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT)
  const shown = [...room.children].filter((child) => child instanceof HTMLElement)
  const holds = (column: HTMLElement) => column.scrollHeight <= room.clientHeight
  for (const [index, column] of shown.entries()) fill(column, columns[index]?.words ?? '')
  const resize = (size: number) => room.style.setProperty('--fit', `${size * unit}px`)
  resize(
    largest(least, most, (size) => {
      resize(size)
      return shown.every(holds)
    }),
  )
  for (const [index, column] of shown.entries()) {
    const words = columns[index]?.words ?? ''
    if (holds(column)) continue
    const count = wordCount(words)
    const left = largest(1, count, (kept) => {
      fill(column, cutAt(words, count - kept))
      return holds(column)
    })
    fill(column, cutAt(words, count - left))
  }
}

/** A column a language; what is not written yet says so. */
function useColumns({ words }: TextShown): readonly Column[] {
  const t = useWords()
  return useMemo(
    () =>
      words.map(({ language, text }) => ({
        language,
        words: text.trim() === '' ? t('screens.page.missing') : text,
      })),
    [words, t],
  )
}

/**
 * Words as large as the room allows, in one column or two; nothing scrolls. What does not fit at the least size loses its
 * beginning, because what is discussed is mostly what was written last.
 */
export function FitText({ text, most, least, tight = false }: Props) {
  const columns = useColumns(text)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const room = box.current
    if (!room) return
    const again = () => fitInto(room, columns, { most, least })
    const observer = new ResizeObserver(again)
    observer.observe(room)
    again()
    // Letters of a font that comes later are wider or narrower.
    void document.fonts.ready.then(again)
    return () => observer.disconnect()
  }, [columns, most, least])
  return (
    <div
      ref={box}
      className={css.fit}
      data-tight={tight || undefined}
      style={{ '--columns': columns.length } as CSSProperties}
    >
      {columns.map(({ language }) => (
        <div key={language} lang={language} className={css.column} />
      ))}
    </div>
  )
}
