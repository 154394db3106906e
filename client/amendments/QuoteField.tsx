import { NativeSelect, Textarea } from '@mantine/core'
import { useEffect } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { type Answer, useAsk } from '../api.ts'
import { useSelected } from '../editor/selected.ts'
import { useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import css from './FloorDialog.module.css'
import { passageOf } from './passage.ts'
import { type Place, placesOf, wholeWords } from './quoting.ts'

/** Words of a text as they are quoted, and which of several alike. */
export type Quoted = { readonly words: string; readonly at: Pick<Place, 'part' | 'occurrence'> | null }
export const NOTHING_QUOTED: Quoted = { words: '', at: null }

type Text = Answer<'recommendations', 'text'>
type Props = {
  readonly recommendation: RecommendationId
  readonly language: Language
  readonly value: Quoted
  /** What is said of leaving it empty. */
  readonly hint: string
  readonly onChange: (quoted: Quoted) => void
}

/** The places of what is quoted in the present text; null while that is not known. */
export function usePlaces(recommendation: RecommendationId | null, language: Language, { words }: Quoted) {
  const text = useAsk('recommendations', 'text', recommendation ? { id: recommendation } : null).data
  return text ? { text, places: placesOf(plainIn(text, language), words) } : null
}

const plainIn = ({ plain }: Text, language: Language) => ({
  title: plain.title[language],
  text: plain.text[language],
  rationale: plain.rationale[language],
  indicator: plain.indicator[language],
})

/** Where the words that were quoted stand: as chosen, else the first place; null: nowhere. */
export const placeIn = (places: readonly Place[], { at }: Quoted): Place | null =>
  places.find(({ part, occurrence }) => part === at?.part && occurrence === at.occurrence) ?? places[0] ?? null

/** Words of the present text, typed or marked in it; where they stand more than once, which of them. */
export function QuoteField({ recommendation, language, value, hint, onChange }: Props) {
  const t = useWords()
  const found = usePlaces(recommendation, language, value)
  const [selected] = useSelected()
  useEffect(() => {
    if (!selected || selected.language !== language) return
    const { words, part, occurrence } = passageOf(wholeWords(selected))
    onChange({ words, at: { part, occurrence } })
  }, [selected, language, onChange])
  const isTyped = value.words.trim() !== ''
  const places = found?.places ?? []
  const place = placeIn(places, value)
  return (
    <>
      <Textarea
        label={t('amendmentsDesk.floor.quote')}
        description={hint}
        error={found && isTyped && places.length === 0 ? t('amendmentsDesk.floor.quoteMissing') : null}
        lang={language}
        size="md"
        autosize
        minRows={1}
        maxRows={4}
        value={value.words}
        onChange={(event) => onChange({ words: event.currentTarget.value, at: null })}
      />
      {places.length > 1 ? (
        <NativeSelect
          label={t('amendmentsDesk.floor.which')}
          description={t('amendmentsDesk.floor.times', { count: places.length })}
          lang={language}
          size="md"
          value={place ? keyOf(place) : ''}
          onChange={(event) => {
            const at = places.find((each) => keyOf(each) === event.currentTarget.value) ?? null
            onChange({ words: value.words, at })
          }}
          data={places.map((each) => ({ value: keyOf(each), label: each.around }))}
        />
      ) : null}
    </>
  )
}

const keyOf = ({ part, occurrence }: Place): string => `${part} ${occurrence}`

/** The present text, in which words are marked to be quoted. */
export function PresentText({ recommendation, language }: Pick<Props, 'recommendation' | 'language'>) {
  const t = useWords()
  const text = useAsk('recommendations', 'text', { id: recommendation }).data
  if (!text) return null
  const plain = plainIn(text, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by key, too
    <section className={css.present} aria-label={t('amendmentsDesk.floor.present')} tabIndex={0}>
      {(['title', 'text', 'rationale', 'indicator'] as const)
        .filter((part) => plain[part].trim() !== '')
        .map((part) => (
          <div key={part}>
            <p className={css.part}>
              {t(part === 'text' ? 'amendmentsDesk.floor.present' : `recommendations.parts.${part}`)}
            </p>
            <div data-fixed={part} lang={language} className={css.words}>
              {keyed(plain[part].split('\n')).map(({ key, value }) => (
                <p key={key}>{value}</p>
              ))}
            </div>
          </div>
        ))}
    </section>
  )
}
