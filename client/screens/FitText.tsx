import { type CSSProperties, useMemo } from 'react'
import { useWords } from '../language.tsx'
import { cutAt, wordCount } from './cut.ts'
import type { TextShown } from './data.ts'
import css from './FitText.module.css'
import type { Filling, Sizes } from './fit.ts'
import { useFit } from './useFit.ts'

type Props = Sizes & {
  readonly text: TextShown
  /** Lines closer together, where much stands on one screen. */
  readonly tight?: boolean
}

/** The paragraphs of a column. */
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

const fillingOf = (words: string): Filling => {
  const count = wordCount(words)
  return { count, fill: (column, kept) => fill(column, cutAt(words, count - kept)) }
}

/**
 * Words as large as the room allows, in one column or two; nothing scrolls. What does not fit at the least size loses its
 * beginning, because what is discussed is mostly what was written last.
 */
export function FitText({ text, most, least, tight = false }: Props) {
  const t = useWords()
  const { words } = text
  // What is not written yet says so.
  const fillings = useMemo(
    () => words.map((one) => fillingOf(one.text.trim() === '' ? t('screens.page.missing') : one.text)),
    [words, t],
  )
  const box = useFit(fillings, { most, least })
  return (
    <div
      ref={box}
      className={css.fit}
      data-tight={tight || undefined}
      style={{ '--columns': words.length } as CSSProperties}
    >
      {words.map(({ language }) => (
        <div key={language} lang={language} className={css.column} />
      ))}
    </div>
  )
}
