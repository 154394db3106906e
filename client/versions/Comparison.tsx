import { LANGUAGES, type Language } from '../../shared/language.ts'
import { PARTS } from '../../shared/text/canonical.ts'
import { addedCounts, type DifferenceCounts, noDifference } from '../../shared/text/difference.ts'
import type { Comparison as Found } from '../../shared/versions/comparison.ts'
import { useWords } from '../language.tsx'
import css from './Comparison.module.css'
import { Difference } from './Difference.tsx'
import type { VersionDetail } from './data.ts'

type Props = {
  readonly found: Found
  readonly after: Pick<VersionDetail, 'parts' | 'plain'>
  readonly lang: Language
  readonly named: boolean
}

/** Two versions in one language: each part as it is now, with what was changed in it. `named`: others stand beside it. */
export function Comparison({ found, after, lang, named }: Props) {
  const t = useWords()
  const shown = PARTS.filter((part) => found.parts[part][lang] !== null || after.plain[part][lang].trim() !== '')
  return (
    <section className={css.language} aria-label={named ? t(`recommendations.ownNames.${lang}`) : undefined}>
      {named ? (
        <h2 className={css.own} lang={lang}>
          {t(`recommendations.ownNames.${lang}`)}
        </h2>
      ) : null}
      {changedIn(found, lang) ? null : <p className="quiet">{t('compare.sameHere')}</p>}
      {shown.map((part) => {
        const difference = found.parts[part][lang]
        return (
          <section key={part} className={css.part} data-part={part} data-lang={lang}>
            <h3>{t(`recommendations.parts.${part}`)}</h3>
            <div className={css.words} data-kind={part}>
              <Difference difference={difference ?? noDifference(after.parts[part][lang])} lang={lang} />
            </div>
          </section>
        )
      })}
    </section>
  )
}

/** Whether anything was changed in a language. */
export const changedIn = (found: Found, lang: Language): boolean =>
  PARTS.some((part) => found.parts[part][lang] !== null)

const COUNTED = [
  'added',
  'deleted',
  'moved',
  'formatted',
  'levels',
] as const satisfies readonly (keyof DifferenceCounts)[]

/** How much was changed, in words: "5 words added, 2 words deleted, 1 field changed". */
export function Counts({ found, languages }: { found: readonly Found[]; languages: readonly Language[] }) {
  const t = useWords()
  const counts = addedCounts(
    languages
      .flatMap((lang) => found.flatMap(({ parts }) => PARTS.map((part) => parts[part][lang]?.counts)))
      .filter((one) => one !== undefined),
  )
  const said = COUNTED.filter((name) => counts[name] > 0).map((name) => t(`compare.${name}`, { count: counts[name] }))
  const fields = found.reduce((sum, one) => sum + one.fields.length, 0)
  if (fields > 0) said.push(t('compare.fields', { count: fields }))
  const others = LANGUAGES.filter((lang) => !languages.includes(lang) && found.some((one) => changedIn(one, lang)))
  const names = others.map((lang) => t(`recommendations.ownNames.${lang}`)).join(', ')
  return (
    <>
      {said.length > 0 ? <p className={css.counts}>{said.join(' · ')}</p> : null}
      {others.length > 0 ? <p className="quiet">{t('compare.also', { languages: names })}</p> : null}
    </>
  )
}
