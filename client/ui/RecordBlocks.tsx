import type { ReactNode } from 'react'
import type { Language } from '../../shared/language.ts'
import css from './RecordBlocks.module.css'

type Mark = { readonly type: 'bold' | 'italic' } | { readonly type: 'link'; readonly href: string }
type Run = { readonly text: string; readonly marks?: readonly Mark[] | undefined }
type Block = { readonly level?: number | undefined; readonly content: readonly Run[] }

/** A run inside its marks; only web addresses become links. */
const marked = (run: Run): ReactNode =>
  (run.marks ?? []).reduce<ReactNode>((inner, mark) => {
    if (mark.type !== 'link') return mark.type === 'bold' ? <strong>{inner}</strong> : <em>{inner}</em>
    return /^https?:\/\//i.test(mark.href) ? (
      <a href={mark.href} target="_blank" rel="noreferrer">
        {inner}
      </a>
    ) : (
      inner
    )
  }, run.text)

/** The words of a version as it was cut: blocks and runs of the canonical form, in their own language. */
export function RecordBlocks({ blocks, lang }: { blocks: readonly Block[]; lang: Language }) {
  return (
    <div lang={lang} className={css.blocks}>
      {blocks.map((block, place) => {
        // A version never changes, so a block's place is its name.
        const key = `${place}`
        const runs = block.content.map((run, at) => <span key={`${key}-${at + 1}`}>{marked(run)}</span>)
        return (
          <p key={key} data-level={block.level}>
            {runs}
          </p>
        )
      })}
    </div>
  )
}
