import Download from 'lucide-react/icons/download'
import { showsChoices } from '../../shared/votes/manners.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { VoteDetail } from './data.ts'
import css from './PaperSheets.module.css'
import { ScanField } from './SheetDialog.tsx'

/** The paper sheets of a vote: whose, their scans, and which were not keyed by the close. `keeps`: the reader attaches scans. */
export function PaperSheets({ vote, keeps }: { vote: VoteDetail; keeps: boolean }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const held = vote.roll.filter(({ sheet }) => sheet !== null)
  if (held.length === 0) return null
  const missing = vote.stage === 'open' ? [] : held.filter(({ cast }) => cast === false)
  return (
    <section aria-labelledby="sheets-title">
      <h2 id="sheets-title">{t('manners.paper.sheets')}</h2>
      <ul className={css.sheets}>
        {held.map((place) => (
          <li key={place.place} className={css.sheet}>
            <span>{inMine(place.name)}</span>
            {place.sheet?.scan ? (
              <a
                className={css.scan}
                href={`/api/votes/scan?vote=${encodeURIComponent(vote.id)}&place=${encodeURIComponent(place.place)}`}
                download
              >
                <Download size={15} aria-hidden />
                {t('manners.paper.openScan')}
                <span className="visually-hidden">: {inMine(place.name)}</span>
              </a>
            ) : keeps && vote.stage !== 'open' && showsChoices(vote) ? (
              <details className="no-print">
                <summary>{t('manners.paper.attach')}</summary>
                <ScanField vote={vote} place={place} />
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {missing.length > 0 ? (
        <p>{t('manners.paper.notKeyed', { names: missing.map(({ name }) => inMine(name)).join(', ') })}</p>
      ) : null}
    </section>
  )
}
