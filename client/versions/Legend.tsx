import { useWords } from '../language.tsx'
import { Added, Deleted, Formatted } from './Difference.tsx'
import css from './Legend.module.css'

/** What the lines mean, for the screen and for paper. */
export function Legend() {
  const t = useWords()
  return (
    <aside className={css.legend} aria-labelledby="legend-title">
      <h2 id="legend-title">{t('compare.legend')}</h2>
      <p>
        <Added>{t('compare.legendAdded')}</Added>
      </p>
      <p>
        <Deleted>{t('compare.legendDeleted')}</Deleted>
      </p>
      <p>
        <Formatted>{t('compare.legendFormatted')}</Formatted>
      </p>
    </aside>
  )
}
