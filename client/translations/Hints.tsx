import { useMemo } from 'react'
import { eachLanguage, type Language } from '../../shared/language.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { PARTS, plainText } from '../../shared/text/canonical.ts'
import { type Fact, unsharedFacts } from '../../shared/translations/facts.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { Addressee } from '../recommendations/data.ts'
import type { Standings } from './standing.ts'
import css from './Translations.module.css'

type Props = { readonly standings: Standings; readonly addressees: readonly Addressee[] }

/** Figures, dates and addressees that the languages do not share. Source: RULES.md LA15. */
export function Hints({ standings, addressees }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { parts } = standings
  const unshared = useMemo(() => {
    const said = (one: Language) => PARTS.map((part) => plainText(parts[part][one])).join('\n')
    return unsharedFacts(eachLanguage(said), addressees)
  }, [parts, addressees])
  const named = (fact: Fact): string => {
    if (fact.kind === 'date') return formatDate(language, fact.value)
    if (fact.kind === 'addressee') {
      const body = addressees.find(({ id }) => id === fact.value)
      return body ? inMine(body.abbr) : fact.value
    }
    return fact.unit ? t(`translations.units.${fact.unit}`, { count: Number(fact.value) }) : fact.value
  }
  const names = (languages: readonly Language[]) =>
    languages.map((one) => t(`recommendations.ownNames.${one}`)).join(', ')
  return (
    <section className={css.section} aria-labelledby="hints-title">
      <h2 id="hints-title">{t('translations.hints.title')}</h2>
      <p className="quiet">{t(unshared.length > 0 ? 'translations.hints.note' : 'translations.hints.none')}</p>
      {unshared.length > 0 ? (
        <ul className={css.facts}>
          {unshared.map(({ fact, says, silent }) => (
            <li key={`${fact.kind} ${fact.value}`} className={css.hint}>
              {t('translations.hints.only', { fact: named(fact), says: names(says), silent: names(silent) })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
