import { Button, Portal } from '@mantine/core'
import MessageSquarePlus from 'lucide-react/icons/message-square-plus'
import { useEffect, useId, useState } from 'react'
import type * as Y from 'yjs'
import { fragmentOf } from '../../shared/text/ydoc.ts'
import { useWords } from '../language.tsx'
import css from './CommentTool.module.css'
import { usePassages } from './passages.ts'
import { markAtCaret, type SelectedHere, useSelected } from './selected.ts'

/** `doc`: the live text behind the words, also while a fixed version is shown. */
type Props = { readonly doc: Y.Doc | null }

/**
 * Comments on the selected words: a button above the text, one beside the selection, and Ctrl-Alt-M, which on a marked passage opens its
 * thread. Also where one may not write.
 */
export function CommentTool({ doc }: Props) {
  const t = useWords()
  const { onComment, onOpen } = usePassages()
  const [selected, forget, selectedNow] = useSelected()
  const [asked, setAsked] = useState(false)
  const why = useId()
  const comment = (words: SelectedHere | null) => {
    setAsked(words === null)
    if (!words || !onComment) return
    onComment(words, doc ? fragmentOf(doc, words.part, words.language) : null)
    forget()
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const words = selectedNow()
      const thread = words ? null : markAtCaret()
      if (thread) onOpen(thread, true)
      else if (onComment) comment(words)
    }
    const open = ({ target }: MouseEvent) => {
      const thread =
        target instanceof Element ? target.closest<HTMLElement>('[data-thread]')?.dataset.thread : undefined
      if (thread && document.getSelection()?.isCollapsed !== false) onOpen(thread, false)
    }
    document.addEventListener('keydown', press)
    document.addEventListener('click', open)
    return () => {
      document.removeEventListener('keydown', press)
      document.removeEventListener('click', open)
    }
  })
  if (!onComment) return null
  return (
    <>
      <span className={css.tool}>
        <Button
          variant="subtle"
          size="compact-md"
          className={css.button}
          leftSection={<MessageSquarePlus size={17} aria-hidden />}
          aria-keyshortcuts="Control+Alt+M"
          title={`${t('threads.commentOn')} (Ctrl Alt M)`}
          aria-disabled={selected ? undefined : true}
          data-off={selected ? undefined : true}
          aria-describedby={asked && !selected ? why : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => comment(selected)}
        >
          {t('threads.comment')}
        </Button>
        <span id={why} role="status" className={css.why}>
          {asked && !selected ? t('threads.selectFirst') : null}
        </span>
      </span>
      {selected ? (
        <Portal>
          <Button
            variant="filled"
            size="compact-sm"
            className={css.beside}
            style={{ left: `min(${selected.x}px, calc(100vw - 12rem))`, top: selected.y + 6 }}
            leftSection={<MessageSquarePlus size={15} aria-hidden />}
            // The button above the text says the same to who comes by keyboard.
            tabIndex={-1}
            aria-hidden
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => comment(selected)}
          >
            {t('threads.comment')}
          </Button>
        </Portal>
      ) : null}
    </>
  )
}
