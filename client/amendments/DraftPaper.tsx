import { useState } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { readParts } from '../../shared/text/ydoc.ts'
import { KazakhLetters } from '../editor/KazakhLetters.tsx'
import { TextColumn } from '../editor/PartsView.tsx'
import type { WritingPlace } from '../editor/TextEditor.tsx'
import { Toolbar } from '../editor/Toolbar.tsx'
import { useWords } from '../language.tsx'
import type { RoomView } from '../live/view.ts'
import type { RecommendationSummary } from '../recommendations/data.ts'
import { LanguageTabs } from '../recommendations/LanguageTabs.tsx'
import { useDraw, type Writing } from '../recommendations/useDraw.tsx'
import css from './AmendmentPaper.module.css'
import type { AmendmentDetail } from './data.ts'
import { paperStates } from './paper-states.ts'
import { type Passage, placeOf } from './passage.ts'

type Props = {
  readonly amendment: AmendmentDetail
  readonly recommendation: RecommendationSummary | null
  readonly view: RoomView
  readonly doc: Y.Doc
  /** The words that it began with. */
  readonly passage: (Passage & { readonly caret: 'over' | 'behind' }) | null
}

/** The amendment's own words, written in the same editor as the text itself. */
export function DraftPaper({ amendment, recommendation, view, doc, passage }: Props) {
  const t = useWords()
  const [first] = useState(() => passage && firstPlace(doc, passage))
  const [language, setLanguage] = useState<Language>(passage?.language ?? amendment.language)
  const [writing, setWriting] = useState<Writing | null>(null)
  const draw = useDraw({ view, version: null, authors: null, onWriting: setWriting, first })
  const editor = writing && !writing.editor.isDestroyed ? writing.editor : null
  const { states, source } = paperStates(amendment, recommendation)
  return (
    <article className={css.paper} aria-label={t('amendments.texts.amended')}>
      <div className={css.top}>
        <Toolbar editor={editor} part={writing?.part ?? null} />
      </div>
      <div>
        {recommendation ? null : (
          <p className={css.label} aria-hidden>
            {t('recommendations.parts.title')}
          </p>
        )}
        {draw('title', language)}
      </div>
      <LanguageTabs states={states} source={source} chosen={language} onChoose={setLanguage} end={null}>
        <TextColumn language={language} draw={draw} withGrounds={recommendation?.kind !== 'preamble'} />
      </LanguageTabs>
      {view.editable && writing?.language === 'kk' ? <KazakhLetters editor={editor} /> : null}
    </article>
  )
}

/** Where the words that it began with stand in its own text, as the editor counts. */
function firstPlace(doc: Y.Doc, passage: NonNullable<Props['passage']>): WritingPlace | null {
  const { part, language, words, caret } = passage
  const all = plainText(readParts(doc)[part][language])
  const from = placeOf(all, passage)
  if (from === null) return null
  // The editor counts each border of a paragraph twice, and the first one before all.
  const inEditor = (at: number) => at + all.slice(0, at).split('\n').length
  const to = inEditor(from + words.length)
  return { part, language, at: caret === 'behind' ? to : inEditor(from), to }
}
