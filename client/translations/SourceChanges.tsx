import type { Language } from '../../shared/language.ts'
import { plainText } from '../../shared/text/canonical.ts'
import { sourceChanges } from '../../shared/translations/changes.ts'
import type { Wording } from '../../shared/translations/model.ts'
import { useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import { Difference } from '../versions/Difference.tsx'
import css from './Translations.module.css'

type Props = {
  /** What the source said when the translation was brought up to it; null where it is not kept any more. */
  readonly before: Wording | null
  readonly now: Wording
  readonly source: Language
  /** The translation whose paragraphs stand beside the changed ones. */
  readonly beside?: { readonly language: Language; readonly wording: Wording } | undefined
}

/** The words of a source that were changed since a translation, and the paragraphs of the translation that say them. Source: RULES.md LA3. */
export function SourceChanges({ before, now, source, beside }: Props) {
  const t = useWords()
  if (!before) return <p className={css.unknown}>{t('translations.band.unknown')}</p>
  return (
    <div className={css.changes} data-beside={beside ? '' : undefined}>
      <div className={css.change}>
        <p className={css.changesHead}>{t('translations.band.changed')}</p>
        {beside ? (
          <p className={css.changesHead}>
            {t('translations.band.now', { language: t(`recommendations.ownNames.${beside.language}`) })}
          </p>
        ) : null}
      </div>
      {keyed(sourceChanges(before, now, source)).map(({ key, value: { part, at, paragraph } }) => (
        <div key={key} className={css.change}>
          <div className={css.changeCell}>
            {part === 'text' ? null : <span className={css.partName}>{t(`recommendations.parts.${part}`)}</span>}
            <Difference difference={{ paragraphs: [paragraph] }} lang={source} />
          </div>
          {beside ? (
            <div className={css.changeCell}>
              <Paragraph block={at === null ? undefined : beside.wording[part][at]} language={beside.language} />
            </div>
          ) : null}
        </div>
      ))}
    </div>
  )
}

function Paragraph({ block, language }: { block: Wording['text'][number] | undefined; language: Language }) {
  const t = useWords()
  const words = block ? plainText([block]).trim() : ''
  if (words === '') return <p className="quiet">{t('translations.band.notThere')}</p>
  return (
    <p lang={language} className={css.own}>
      {words}
    </p>
  )
}
