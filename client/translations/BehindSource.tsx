import type { Language } from '../../shared/language.ts'
import type { Wording } from '../../shared/translations/model.ts'
import { TranslationWords, useWords } from '../language.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { SourceChanges } from './SourceChanges.tsx'
import css from './Translations.module.css'

type Props = {
  readonly language: Language
  readonly source: Language
  readonly before: Wording | null
  readonly now: Wording
}

/** Above words that are behind their source: that they are, and what was changed in it since. Source: RULES.md LA21. */
export const BehindSource = (props: Props) => (
  <TranslationWords>
    <Behind {...props} />
  </TranslationWords>
)

function Behind({ language, ...changed }: Props) {
  const t = useWords()
  const words = t('translations.band.stale', { language: t(`recommendations.ownNames.${language}`) })
  return (
    <section className={css.band} aria-label={words} data-behind={language}>
      <div className={css.bandHead}>
        <StateBadge state="stale" words={words} />
        <span className={css.bandSince}>{t('translations.band.sinceNow')}</span>
      </div>
      <SourceChanges {...changed} />
    </section>
  )
}
