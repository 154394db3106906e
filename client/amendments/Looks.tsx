import Eye from 'lucide-react/icons/eye'
import { plainText } from '../../shared/text/canonical.ts'
import { useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import type { AmendmentDetail } from './data.ts'
import css from './Looks.module.css'

/** What is to be looked at before a vote and stops nothing. Source: RULES.md AM7. */
export function Looks({ amendment: { looks } }: { amendment: Pick<AmendmentDetail, 'looks'> }) {
  const t = useWords()
  if (looks.length === 0) return null
  return (
    <section className={css.looks} aria-labelledby="looks-title">
      <h2 id="looks-title">{t('amendments.page.looks')}</h2>
      <ul>
        {keyed(looks).map(({ key, value: { kind, language, base } }) => (
          <li key={key}>
            <Eye size={16} aria-hidden />
            <span>
              {t(kind === 'near' ? 'amendments.page.near' : 'amendments.page.formatLost')}{' '}
              <q lang={language}>{plainText(base)}</q>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
