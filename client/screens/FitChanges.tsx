import { type CSSProperties, useMemo } from 'react'
import type { Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import { aroundChanges, mostAround, type ShownPiece } from './cut-changes.ts'
import type { AmendmentShown } from './data.ts'
import css from './FitChanges.module.css'
import fitCss from './FitText.module.css'
import type { Filling, Sizes } from './fit.ts'
import { useFit } from './useFit.ts'

type Change = AmendmentShown['changes'][number]
type Props = Sizes & {
  readonly amendment: AmendmentShown
  readonly tight?: boolean
  /** It is asked whether the words stay: they are marked, not struck through. */
  readonly asked?: boolean
}

/** What an amendment changes, as large as the room allows, a column a language; unchanged words give way before any change does. */
export function FitChanges({ amendment, tight = false, asked = false, most, least }: Props) {
  const t = useWords()
  const { changes } = amendment
  const columns = useMemo(() => [...Map.groupBy(changes, ({ language }) => language)], [changes])
  const fillings = useMemo(
    () =>
      columns.map(([, all]): Filling => {
        const named = (one: Change) => (one.part === 'text' ? null : t(`recommendations.parts.${one.part}`))
        const paragraphs = all.flatMap((one) => one.paragraphs.map(({ segments }) => segments))
        return {
          count: mostAround(paragraphs),
          fill: (column, kept) => column.replaceChildren(...all.flatMap((one) => drawn(one, named(one), kept))),
        }
      }),
    [columns, t],
  )
  const box = useFit(fillings, { most, least })
  return (
    <div
      ref={box}
      className={`${fitCss.fit} ${css.changes}`}
      data-tight={tight || undefined}
      data-asked={asked || undefined}
      style={{ '--columns': Math.max(1, columns.length) } as CSSProperties}
    >
      {columns.map(([language]: readonly [Language, readonly Change[]]) => (
        <div key={language} lang={language} className={fitCss.column} />
      ))}
    </div>
  )
}

function drawn(change: Change, name: string | null, kept: number): HTMLElement[] {
  const paragraphs = change.paragraphs
    // A paragraph that was moved is read where it is put.
    .filter(({ kind }) => kind !== 'moved-from')
    .map(({ kind, segments }) => {
      const paragraph = document.createElement('p')
      if (kind === 'moved-to') paragraph.dataset.moved = 'true'
      paragraph.append(...aroundChanges(segments, kept).map(elementOf))
      return paragraph
    })
  if (name === null) return paragraphs
  const label = document.createElement('p')
  label.className = css.part ?? ''
  label.textContent = name
  return [label, ...paragraphs]
}

function elementOf({ kind, text, near }: ShownPiece): HTMLElement {
  const element = document.createElement(kind === 'added' ? 'ins' : kind === 'deleted' ? 'del' : 'span')
  if (kind === 'same' && !near) element.dataset.far = 'true'
  element.textContent = text
  return element
}
