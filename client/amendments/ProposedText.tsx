import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import type { ParagraphDifference } from '../../shared/text/difference.ts'
import { useWords } from '../language.tsx'
import { Difference } from '../versions/Difference.tsx'
import css from './Consolidated.module.css'
import { AmendmentLine } from './ConsolidatedMarks.tsx'
import type { AmendmentSummary } from './data.ts'

/** A new recommendation as it is proposed: all its words are put in. Source: RULES.md AM40. */
export function ProposedText({ amendment, lang }: { amendment: AmendmentSummary; lang: Language }) {
  const t = useWords()
  const id = `new-${amendment.id}`
  const said = (part: Part) => amendment.changes.find((change) => change.part === part && change.language === lang)
  const title = said('title')
  return (
    <section className={css.text} aria-labelledby={id}>
      <h3 id={id} className={css.title} lang={lang}>
        {title ? (
          <Difference difference={{ paragraphs: title.paragraphs as ParagraphDifference[] }} lang={lang} />
        ) : (
          t('amendments.kinds.new-recommendation')
        )}
      </h3>
      <AmendmentLine amendment={amendment} />
      {amendment.changes.some((change) => change.language === lang) ? null : (
        <p className="quiet">{t('amendmentsDesk.consolidated.missing')}</p>
      )}
      {(['text', 'rationale', 'indicator'] as const).map((part) => {
        const change = said(part)
        if (!change) return null
        return (
          <div key={part} className={part === 'text' ? 'record-text' : css.part}>
            {part === 'text' ? null : <h4>{t(`recommendations.parts.${part}`)}</h4>}
            <Difference difference={{ paragraphs: change.paragraphs as ParagraphDifference[] }} lang={lang} />
          </div>
        )
      })}
    </section>
  )
}
