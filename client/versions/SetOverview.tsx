import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import type { Block, Parts } from '../../shared/text/canonical.ts'
import type { Comparison } from '../../shared/versions/comparison.ts'
import { idOf, isRenumbered, type Matched } from '../../shared/versions/set-comparison.ts'
import { useWords } from '../language.tsx'
import { Counts, changedIn } from './Comparison.tsx'
import type { Pair } from './comparing-worker.ts'
import type { ReadText } from './data.ts'
import css from './SetOverview.module.css'

/** What may have become of a text; several may be true of one. */
const BECAME = ['added', 'removed', 'moved', 'renumbered', 'changed', 'unchanged'] as const
export type Became = (typeof BECAME)[number]

const NO_FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] } as const

/** What is compared of a text: one that is in one set only is compared with nothing. */
export function pairOf(one: Matched<ReadText>): Pair {
  if (one.kind === 'both') return { before: one.was, after: one.is }
  if (one.kind === 'added') return { before: nothingOf(one.is), after: one.is }
  return { before: one.was, after: { ...nothingOf(one.was), fields: one.was.fields } }
}

/** The same kind of text with no words in it; parts that say nothing stay as they are, for they are no difference. */
function nothingOf({ kind, parts, plain }: ReadText): Pair['before'] {
  const none = (part: keyof Parts): Record<Language, readonly Block[]> =>
    eachLanguage((language) => (plain[part][language].trim() === '' ? parts[part][language] : []))
  return {
    kind,
    fields: NO_FIELDS,
    parts: { title: none('title'), text: none('text'), rationale: none('rationale'), indicator: none('indicator') },
  }
}

/** What became of each text. */
export const whatBecame = (matched: readonly Matched<ReadText>[], found: readonly Comparison[]): Became[][] =>
  matched.map((one, at) => {
    if (one.kind !== 'both') return [one.kind]
    const comparison = found[at]
    const isChanged =
      comparison !== undefined &&
      (comparison.fields.length > 0 || LANGUAGES.some((lang) => changedIn(comparison, lang)))
    const became: Became[] = [
      ...(one.isMoved ? (['moved'] as const) : []),
      ...(isRenumbered(one) ? (['renumbered'] as const) : []),
      ...(isChanged ? (['changed'] as const) : []),
    ]
    return became.length > 0 ? became : ['unchanged']
  })

type CountsProps = {
  readonly became: readonly (readonly Became[])[]
  readonly found: readonly Comparison[]
  readonly languages: readonly Language[]
}

/** How many texts were added, taken out, moved and changed, and how much of their words. */
export function SetCounts({ became, found, languages }: CountsProps) {
  const t = useWords()
  const said = BECAME.flatMap((what) => {
    const count = became.filter((one) => one.includes(what)).length
    return count === 0 ? [] : [t(`changes.${what}Count`, { texts: t('changes.texts', { count }) })]
  })
  const isSame = became.every(([what]) => what === 'unchanged')
  return (
    <div className={css.counts}>
      <p className={css.same}>{isSame ? t('changes.same') : said.join(' · ')}</p>
      {isSame ? null : <Counts found={found} languages={languages} />}
    </div>
  )
}

type ContentsProps = {
  readonly matched: readonly Matched<ReadText>[]
  readonly found: readonly Comparison[]
  readonly lang: Language
}

/** The texts in their order, each with what became of it, and the way to it. */
export function Contents({ matched, found, lang }: ContentsProps) {
  const t = useWords()
  const became = whatBecame(matched, found)
  return (
    <nav className={`sheet ${css.contents}`} aria-labelledby="contents-title">
      <h2 id="contents-title">{t('changes.contents')}</h2>
      <ol>
        {matched.map((one, at) => {
          const text = one.kind === 'removed' ? one.was : one.is
          return (
            <li key={idOf(one)}>
              <a href={`#${idOf(one)}`}>
                <span className="tabular">{text.number ?? '¶'}</span>
                <span lang={lang}>{text.plain.title[lang].trim() || t(`recommendations.kinds.${text.kind}`)}</span>
                <span className={css.became}>
                  {became[at]?.map((what) => (
                    <Sign key={what} what={what} one={one} />
                  ))}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** What became of a text, in a word. */
export function Sign({ what, one }: { what: Became; one: Matched<ReadText> }) {
  const t = useWords()
  const words = (name: Became): string => {
    if (one.kind !== 'both') return t(`changes.${one.kind}`)
    if (name === 'moved') return t('changes.moved', { before: one.wasPlace, after: one.place })
    if (name === 'renumbered') {
      const said = (number: number | null) => number ?? t('changes.noNumber')
      return t('changes.renumbered', { before: said(one.was.number), after: said(one.is.number) })
    }
    return t(`changes.${name}`)
  }
  return (
    <span className={css.sign} data-what={what}>
      {words(what)}
    </span>
  )
}
