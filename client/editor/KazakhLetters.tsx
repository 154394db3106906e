import { useMediaQuery } from '@mantine/hooks'
import type { Editor } from '@tiptap/core'
import ArrowBigUp from 'lucide-react/icons/arrow-big-up'
import { useEffect, useState } from 'react'
import { useWords } from '../language.tsx'
import css from './KazakhLetters.module.css'

/** The letters that a Russian keyboard lacks, in the order of the Kazakh alphabet. */
const LETTERS = ['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'] as const

/** How far the keyboard of a phone has pushed the visible page's end up. */
function useKeyboardHeight(): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const shown = window.visualViewport
    if (!shown) return
    const look = () => setHeight(Math.max(0, window.innerHeight - shown.height - shown.offsetTop))
    look()
    shown.addEventListener('resize', look)
    shown.addEventListener('scroll', look)
    return () => {
      shown.removeEventListener('resize', look)
      shown.removeEventListener('scroll', look)
    }
  }, [])
  return height
}

/** A row of Kazakh letters over the keyboard, where fingers type and the Kazakh column has the focus. */
export function KazakhLetters({ editor }: { editor: Editor | null }) {
  const t = useWords()
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false })
  const height = useKeyboardHeight()
  const [capital, setCapital] = useState(false)
  const isShown = touch && editor?.isEditable === true
  useEffect(() => {
    // The page's own bar would stand half behind the letters.
    document.body.toggleAttribute('data-kazakh-letters', isShown)
    return () => document.body.removeAttribute('data-kazakh-letters')
  }, [isShown])
  if (!isShown) return null
  const put = (letter: string) => {
    editor.view.dispatch(editor.state.tr.insertText(capital ? letter.toUpperCase() : letter).scrollIntoView())
    setCapital(false)
  }
  return (
    <div
      className={css.row}
      style={{ '--keyboard': `${height}px` }}
      role="toolbar"
      aria-label={t('recommendations.kazakhLetters')}
      // The focus stays in the text, and with it the keyboard.
      onPointerDown={(event) => event.preventDefault()}
      tabIndex={-1}
    >
      <button
        type="button"
        aria-label={t('recommendations.capitals')}
        aria-pressed={capital}
        onClick={() => setCapital(!capital)}
      >
        <ArrowBigUp size={20} aria-hidden />
      </button>
      {LETTERS.map((letter) => (
        <button type="button" key={letter} lang="kk" onClick={() => put(letter)}>
          {capital ? letter.toUpperCase() : letter}
        </button>
      ))}
    </div>
  )
}
