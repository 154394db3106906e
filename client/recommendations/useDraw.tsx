import type { Editor } from '@tiptap/core'
import { useCallback, useRef } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import type { Authors } from '../editor/authors.ts'
import type { DrawPart } from '../editor/PartsView.tsx'
import { StaticText } from '../editor/StaticText.tsx'
import { TextEditor, type WritingPlace } from '../editor/TextEditor.tsx'
import { useWords } from '../language.tsx'
import type { RoomView } from '../live/view.ts'
import { Waiting } from '../ui/Waiting.tsx'
import type { VersionDetail } from '../versions/data.ts'

/** The editor that had the focus last, and what it writes in. */
export type Writing = { readonly editor: Editor; readonly part: Part; readonly language: Language }

type Drawing = {
  readonly view: RoomView | null
  /** What is shown instead of the live text. */
  readonly version: Pick<VersionDetail, 'parts'> | null
  readonly authors: Authors
  readonly onWriting: (writing: Writing) => void
  /** Where one writes when the text is there. */
  readonly first?: WritingPlace | null
}

/** How each part is drawn now: an editor on the live text, or the words of the version. */
export function useDraw({ view, version, authors, onWriting, first = null }: Drawing): DrawPart {
  const t = useWords()
  const place = useRef<WritingPlace | null>(first)
  const onFocus = useCallback(
    (editor: Editor, part: Part, language: Language) => onWriting({ editor, part, language }),
    [onWriting],
  )
  return (part, language) => {
    const label = t('recommendations.editor', {
      part: t(`recommendations.parts.${part}`),
      language: t(`common.languages.${language}`),
    })
    const empty = t('recommendations.empty')
    if (version)
      return (
        <StaticText
          blocks={version.parts[part][language]}
          part={part}
          language={language}
          label={label}
          empty={empty}
        />
      )
    if (!view?.doc || !view.awareness) return part === 'text' ? <Waiting /> : null
    return (
      <TextEditor
        key={`${view.doc.guid}:${part}:${language}`}
        doc={view.doc}
        awareness={view.awareness}
        part={part}
        language={language}
        editable={view.editable}
        label={label}
        empty={empty}
        authors={authors}
        place={place}
        onFocus={onFocus}
        onEnterInTitle={() => focusText(language)}
      />
    )
  }
}

const focusText = (language: Language): void =>
  document.querySelector<HTMLElement>(`.ProseMirror[data-part='text'][lang='${language}']`)?.focus()
