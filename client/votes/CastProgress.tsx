import { useWords } from '../language.tsx'
import css from './CastProgress.module.css'

/** How many have voted, a box a place; never what they voted. */
export function CastProgress({ cast, places }: { cast: number; places: number }) {
  const t = useWords()
  return (
    <div>
      <p className={css.words}>{t('votes.sheet.progress', { cast, places })}</p>
      <div className={css.boxes} aria-hidden="true">
        {Array.from({ length: places }, (_, place) => place).map((place) => (
          <span key={place} className={css.box} data-cast={place < cast || undefined} />
        ))}
      </div>
    </div>
  )
}
