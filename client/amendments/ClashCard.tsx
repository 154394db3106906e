import { type KeyboardEvent, useId } from 'react'
import { useWords } from '../language.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import css from './Review.module.css'
import type { Choice, Clash } from './useReview.ts'

type Props = {
  readonly clash: Clash
  readonly place: { readonly number: number; readonly all: number }
  readonly choice: Choice | null
  readonly mayDecide: boolean
  readonly onChoose: (choice: Choice) => void
}

const KEYS: Readonly<Record<string, Choice>> = { '1': 'present', '2': 'amendment' }

/** One place where amendment and text clash: what all three say there, and what is chosen. Source: RULES.md AM8, AM29. */
export function ClashCard({ clash, place, choice, mayDecide, onChoose }: Props) {
  const t = useWords()
  const id = useId()
  const onKey = (event: KeyboardEvent) => {
    const key = event.ctrlKey || event.altKey || event.metaKey ? undefined : KEYS[event.key]
    if (!mayDecide || !key) return
    event.preventDefault()
    onChoose(key)
  }
  const said = (side: 'base' | 'present' | 'amendment') => (
    <section data-side={side} data-chosen={choice === side || undefined} aria-labelledby={`${id}-${side}`}>
      <h4 id={`${id}-${side}`}>{t(`amendmentsDesk.clash.${side}`)}</h4>
      {clash[side].some(({ content }) => content.length > 0) ? (
        <RecordBlocks blocks={clash[side]} lang={clash.language} />
      ) : (
        <p className="quiet">{t('amendmentsDesk.clash.nothing')}</p>
      )}
    </section>
  )
  return (
    <li className={css.clash} data-open={choice === null || undefined} data-clash={clash.key}>
      <h3>{t('amendmentsDesk.clash.place', place)}</h3>
      <p className={css.about}>
        {t(`amendmentsDesk.clash.kinds.${clash.kind}`)} · {t(`recommendations.parts.${clash.part}`)},{' '}
        {t(`recommendations.ownNames.${clash.language}`)}
        {clash.together.length > 0
          ? ` · ${t('amendmentsDesk.clash.together', { count: clash.together.length })}`
          : null}
      </p>
      <div className={css.three}>
        {said('base')}
        {said('present')}
        {said('amendment')}
      </div>
      {mayDecide ? (
        <fieldset className={css.choice} onKeyDown={onKey}>
          <legend className="visually-hidden">{t('amendmentsDesk.clash.choice')}</legend>
          {(['present', 'amendment'] as const).map((each) => (
            <label key={each} className={css.option}>
              <input type="radio" name={id} checked={choice === each} onChange={() => onChoose(each)} />
              {t(each === 'present' ? 'amendmentsDesk.clash.keep' : 'amendmentsDesk.clash.take')}
            </label>
          ))}
        </fieldset>
      ) : null}
    </li>
  )
}
