import type { Language } from '../../shared/language.ts'
import type { Comparison as FoundIn } from '../../shared/versions/comparison.ts'
import { idOf, type Matched } from '../../shared/versions/set-comparison.ts'
import { useWords } from '../language.tsx'
import type { Addressee, References } from '../recommendations/data.ts'
import { Comparison } from './Comparison.tsx'
import { Change } from './Difference.tsx'
import type { ReadText } from './data.ts'
import { FieldChanges } from './FieldChanges.tsx'
import { Sign, whatBecame } from './SetOverview.tsx'
import css from './TextOfSet.module.css'

type Props = {
  readonly one: Matched<ReadText>
  readonly found: FoundIn
  readonly languages: readonly Language[]
  readonly references: References | undefined
  readonly addressees: readonly Addressee[]
}

/** One text of two sets: what became of it, and what differs in its words and fields; of one that is the same only its name. */
export function TextOfSet({ one, found, languages, references, addressees }: Props) {
  const t = useWords()
  const text = one.kind === 'removed' ? one.was : one.is
  const became = whatBecame([one], [found]).flat()
  const [lang = 'en'] = languages
  const isShown = became.some((what) => what === 'added' || what === 'removed' || what === 'changed')
  const places = became.filter((what) => what !== 'changed' && what !== 'unchanged')
  return (
    <section className={css.text} id={idOf(one)} aria-labelledby={`${idOf(one)}-title`}>
      <p className={css.kind}>{t(`recommendations.kinds.${text.kind}`)}</p>
      <h2 className={css.title} id={`${idOf(one)}-title`} lang={lang}>
        {text.number === null ? null : <span>{text.number}.</span>}
        <span>{text.plain.title[lang].trim() || t('circulation.noText')}</span>
      </h2>
      {places.length > 0 ? (
        <Change whole>
          <p className={css.signs}>
            {places.map((what) => (
              <Sign key={what} what={what} one={one} />
            ))}
          </p>
        </Change>
      ) : null}
      {isShown ? null : <p className="quiet">{t('changes.sameText')}</p>}
      {isShown
        ? languages.map((each) => (
            <Comparison key={each} found={found} after={text} lang={each} named={languages.length > 1} />
          ))
        : null}
      {isShown && one.kind !== 'removed' && found.fields.length > 0 ? (
        <section className={css.fields}>
          <h3>{t('recommendations.fields.title')}</h3>
          <FieldChanges changes={found.fields} references={references} addressees={addressees} />
        </section>
      ) : null}
    </section>
  )
}
