import { ActionIcon, Tooltip } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import Bold from 'lucide-react/icons/bold'
import IndentDecrease from 'lucide-react/icons/indent-decrease'
import IndentIncrease from 'lucide-react/icons/indent-increase'
import Italic from 'lucide-react/icons/italic'
import Redo2 from 'lucide-react/icons/redo-2'
import Undo2 from 'lucide-react/icons/undo-2'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Part } from '../../shared/text/canonical.ts'
import { MAX_LEVEL } from '../../shared/text/schema.ts'
import { useWords } from '../language.tsx'
import { levelAt } from './extensions.ts'
import { LinkTool } from './LinkTool.tsx'
import css from './Toolbar.module.css'

/** The few things that can be done to words, for the editor that had the focus last. One Tab stop; arrows move inside. */
export function Toolbar({ editor, part }: { editor: Editor | null; part: Part | null }) {
  const t = useWords()
  const bar = useRef<HTMLDivElement>(null)
  const state = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor?.isActive('bold') ?? false,
      italic: editor?.isActive('italic') ?? false,
      level: editor ? levelAt(editor.state.selection.$from.parent.attrs) : 0,
    }),
  })
  const off = !editor?.isEditable
  const inTitle = part === 'title'
  const setLevel = (level: number) => () => editor?.chain().focus().updateAttributes('paragraph', { level }).run()
  const level = state?.level ?? 0
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const here = buttons.findIndex((button) => document.activeElement?.isSameNode(button))
    if (step === 0 || here < 0) return
    event.preventDefault()
    buttons[(here + step + buttons.length) % buttons.length]?.focus()
  }
  const tool = (
    name: 'bold' | 'italic' | 'deeper' | 'back' | 'undo' | 'redo',
    icon: ReactNode,
    more: Omit<ToolProps, 'label' | 'icon' | 'off'>,
  ) => <Tool label={t(`recommendations.tools.${name}`)} icon={icon} off={off} {...more} />
  return (
    <div ref={bar} role="toolbar" aria-label={t('recommendations.tools.label')} className={css.bar} onKeyDown={move}>
      {tool('bold', <Bold size={16} aria-hidden />, {
        first: true,
        keys: 'Ctrl B',
        pressed: state?.bold ?? false,
        onPress: () => editor?.chain().focus().toggleMark('bold').run(),
      })}
      {tool('italic', <Italic size={16} aria-hidden />, {
        keys: 'Ctrl I',
        pressed: state?.italic ?? false,
        onPress: () => editor?.chain().focus().toggleMark('italic').run(),
      })}
      <LinkTool editor={editor} off={off} />
      {inTitle ? null : (
        <>
          {tool('back', <IndentDecrease size={16} aria-hidden />, {
            keys: 'Ctrl [',
            onPress: setLevel(Math.max(0, level - 1)),
          })}
          {tool('deeper', <IndentIncrease size={16} aria-hidden />, {
            keys: 'Ctrl ]',
            onPress: setLevel(Math.min(MAX_LEVEL, level + 1)),
          })}
        </>
      )}
      {tool('undo', <Undo2 size={16} aria-hidden />, {
        keys: 'Ctrl Z',
        onPress: () => editor?.chain().focus().undo().run(),
      })}
      {tool('redo', <Redo2 size={16} aria-hidden />, {
        keys: 'Ctrl Y',
        onPress: () => editor?.chain().focus().redo().run(),
      })}
    </div>
  )
}

type ToolProps = {
  readonly label: string
  readonly icon: ReactNode
  readonly off: boolean
  readonly keys?: string
  readonly pressed?: boolean
  readonly first?: boolean
  readonly onPress: () => void
}

/** One tool. Pressing it with the mouse leaves the focus in the text. */
export function Tool({ label, icon, off, keys, pressed, first = false, onPress }: ToolProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label} openDelay={500}>
      <ActionIcon
        variant="subtle"
        size={32}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={off || undefined}
        data-off={off || undefined}
        className={css.tool}
        tabIndex={first ? 0 : -1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => !off && onPress()}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
