import Quote from 'lucide-react/icons/quote'
import Target from 'lucide-react/icons/target'
import { type ReactNode, useRef } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { useWords } from '../language.tsx'
import { useAlignedParagraphs } from './aligned.ts'
import css from './PartsView.module.css'

/** Draws one part in one language: an editor while drafting, fixed words afterwards. The views do not know which. */
export type DrawPart = (part: Part, language: Language) => ReactNode

/** The rest of one language under its title: text, then rationale and indicator beside each other. */
export function TextColumn({
  language,
  draw,
  withGrounds,
}: {
  language: Language
  draw: DrawPart
  withGrounds: boolean
}) {
  const t = useWords()
  return (
    <div className={css.column}>
      {draw('text', language)}
      {withGrounds ? (
        <div className={css.grounds}>
          {(['rationale', 'indicator'] as const).map((part) => (
            <div key={part}>
              <p className={css.label} aria-hidden>
                {t(`recommendations.parts.${part}`)}
              </p>
              {draw(part, language)}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

type SideBySideProps = {
  readonly first: Language
  readonly second: Language
  readonly heads: Readonly<Record<'first' | 'second', ReactNode>>
  readonly draw: DrawPart
  readonly parts: readonly Part[]
}

const ICONS = { title: null, text: null, rationale: Quote, indicator: Target } as const

/** Two languages line by line, so that a translator sees what answers what. */
export function SideBySide({ first, second, heads, draw, parts }: SideBySideProps) {
  const rows = useRef<HTMLDivElement>(null)
  useAlignedParagraphs(rows)
  return (
    <div className={css.pair} ref={rows}>
      <div className={css.row} data-head>
        <div className={css.cell}>{heads.first}</div>
        <div className={css.cell}>{heads.second}</div>
      </div>
      {parts.map((part) => {
        const Icon = ICONS[part]
        return (
          <div key={part} className={css.row} data-row={part}>
            {Icon ? <Icon size={16} aria-hidden className={css.sign} /> : null}
            <div className={css.cell} data-cell="first">
              {draw(part, first)}
            </div>
            <div className={css.cell} data-cell="second">
              {draw(part, second)}
            </div>
          </div>
        )
      })}
    </div>
  )
}
