import type { Editor } from '@tiptap/core'
import type { EditorProps } from '@tiptap/pm/view'
import { EditorContent, useEditor } from '@tiptap/react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { useWords } from '../language.tsx'
import type { PacedAwareness } from '../live/presence.ts'
import { type Authors, showAuthors } from './authors.ts'
import { editorExtensions } from './extensions.ts'
import { showPassages } from './marked.ts'
import { usePassages } from './passages.ts'
import { pastedHtml, pastedWords } from './paste.ts'
import css from './text.module.css'
import { showUnderlined, useUnderlined } from './underlined.ts'
import { WritingNotes } from './WritingNotes.tsx'

/** Where somebody was writing, so that a text that begins anew gives the place back. */
export type WritingPlace = {
  readonly part: Part
  readonly language: Language
  readonly at: number
  /** Words that are selected from there on, and brought into sight. */
  readonly to?: number
}

export type TextEditorProps = {
  readonly doc: Y.Doc
  readonly awareness: PacedAwareness
  readonly part: Part
  readonly language: Language
  readonly editable: boolean
  /** What the editor is, for screen readers, such as "Text, Kazakh". */
  readonly label: string
  /** Shown while there are no words. */
  readonly empty: string
  readonly authors: Authors
  readonly place: RefObject<WritingPlace | null>
  readonly onFocus: (editor: Editor, part: Part, language: Language) => void
  readonly onEnterInTitle: () => void
}

/** The editor of one part of a text in one language, joined to the live text. */
export function TextEditor(props: TextEditorProps) {
  const { doc, awareness, part, language, editable, label, empty, authors, place, onFocus, onEnterInTitle } = props
  const t = useWords()
  const said = useRef('')
  said.current = t('versions.redacted')
  const attributes = useMemo(
    () => ({
      lang: language,
      'aria-label': label,
      role: editable ? 'textbox' : 'group',
      ...(editable ? { 'aria-multiline': part === 'title' ? 'false' : 'true' } : {}),
      spellcheck: 'true',
      class: css[part] ?? '',
      'data-empty-words': empty,
      'data-part': part,
    }),
    [language, label, part, editable, empty],
  )
  const [pictures, setPictures] = useState(0)
  const pasting = useMemo(() => pastingInto(part, setPictures), [part])
  const editor = useEditor(
    {
      extensions: editorExtensions({
        doc,
        awareness,
        part,
        language,
        redactedSaid: () => said.current,
        onEnterInTitle,
      }),
      editable,
      editorProps: {
        attributes,
        ...pasting,
      },
      onFocus: ({ editor }) => onFocus(editor, part, language),
      shouldRerenderOnTransaction: false,
    },
    [doc, awareness, part, language],
  )

  useEffect(() => {
    editor?.setEditable(editable, false)
    editor?.setOptions({
      editorProps: {
        attributes,
        ...pasting,
      },
    })
  }, [editor, editable, attributes, pasting])

  useEffect(() => {
    if (editor) showAuthors(editor.view, authors)
  }, [editor, authors])

  const { marksIn } = usePassages()
  useEffect(() => {
    if (editor) showPassages(editor.view, marksIn)
  }, [editor, marksIn])

  const { stretches, title } = useUnderlined(part, language)
  useEffect(() => {
    if (editor) showUnderlined(editor.view, stretches, title)
  }, [editor, stretches, title])

  useEffect(() => {
    if (!editor) return
    const there = place.current
    if (editor.isEditable && there?.part === part && there.language === language) {
      place.current = null
      const inside = (at: number) => Math.min(at, editor.state.doc.content.size)
      editor.commands.setTextSelection({ from: inside(there.at), to: inside(there.to ?? there.at) })
      editor.commands.focus(null, { scrollIntoView: there.to !== undefined })
    }
    const note = () => {
      if (editor.isFocused) place.current = { part, language, at: editor.state.selection.head }
    }
    editor.on('destroy', note)
    return () => {
      note()
      editor.off('destroy', note)
    }
  }, [editor, part, language, place])

  return (
    <>
      <EditorContent editor={editor} className={css.editor} />
      <WritingNotes editor={editor} language={language} editable={editable} pictures={pictures} />
    </>
  )
}

/** How what is pasted or dropped becomes words; `leftOut` hears how many pictures were in it. */
const pastingInto = (part: Part, leftOut: (pictures: number) => void): EditorProps => {
  const onlyPictures = (files: FileList | undefined) =>
    [...(files ?? [])].filter(({ type }) => type.startsWith('image/')).length
  return {
    transformPastedText: (words) => pastedWords(words, part),
    transformPastedHTML: (html) => {
      const { html: clean, pictures } = pastedHtml(html, part)
      leftOut(pictures)
      return clean
    },
    // Called last. A picture by itself comes as a file, without words.
    handlePaste: (_, { clipboardData }) => {
      const has = (type: string) => (clipboardData?.getData(type) ?? '') !== ''
      if (!has('text/html')) leftOut(has('text/plain') ? 0 : onlyPictures(clipboardData?.files))
      return false
    },
  }
}
