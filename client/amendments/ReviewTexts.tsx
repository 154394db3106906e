import { useMemo, useState } from 'react'
import { changesBetween } from '../../shared/amendments/changes.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { PARTS, type Parts } from '../../shared/text/canonical.ts'
import { differenceOf } from '../../shared/text/difference.ts'
import { useWords } from '../language.tsx'
import { ReadLanguage } from '../ui/ReadLanguage.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { Difference } from '../versions/Difference.tsx'
import type { AmendmentDetail } from './data.ts'
import css from './Review.module.css'

/** The three texts whole, beside each other: what it began from, and what the text and the amendment made of it since. */
export function ReviewTexts({ amendment: { texts, language: own } }: { amendment: AmendmentDetail }) {
  const t = useWords()
  const touched = useMemo(() => languagesOf(texts), [texts])
  const [chosen, setChosen] = useState<Language>(own)
  const language = touched.includes(chosen) ? chosen : (touched[0] ?? own)
  const parts = PARTS.filter((part) => texts.base[part][language].length + texts.present[part][language].length > 0)
  return (
    <details open className={`sheet ${css.texts}`}>
      <summary>
        <h2>{t('amendmentsDesk.clash.three')}</h2>
      </summary>
      {touched.length > 1 ? <ReadLanguage value={language} onChoose={setChosen} languages={touched} /> : null}
      <div className={css.three} data-whole>
        {(['base', 'present', 'amendment'] as const).map((side) => (
          <section key={side} aria-label={t(`amendmentsDesk.clash.${side}`)}>
            <h3>{t(`amendmentsDesk.clash.${side}`)}</h3>
            {parts.map((part) => (
              <div key={part} className={css.part}>
                {part === 'text' ? null : <p className={css.label}>{t(`recommendations.parts.${part}`)}</p>}
                {side === 'base' ? (
                  <RecordBlocks blocks={texts.base[part][language]} lang={language} />
                ) : (
                  <Difference
                    difference={differenceOf(texts.base[part][language], texts[side][part][language], language)}
                    lang={language}
                  />
                )}
              </div>
            ))}
          </section>
        ))}
      </div>
    </details>
  )
}

/** In which languages anything was changed, by the one or by the other. */
function languagesOf({ base, present, amendment }: Record<'base' | 'present' | 'amendment', Parts>): Language[] {
  const changed = new Set(
    [...changesBetween(base, present), ...changesBetween(base, amendment)].map((one) => one.language),
  )
  return LANGUAGES.filter((language) => changed.has(language))
}
