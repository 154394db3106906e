import { Link } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import { LANGUAGES } from '../../shared/language.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useMayReadRecord } from '../record/data.ts'
import { Hash } from '../ui/Hash.tsx'
import { unbroken } from '../ui/unbroken.ts'
import css from './AdoptedProof.module.css'
import type { AdoptedText } from './data.ts'

const fileOf = (recommendation: string, format: 'html' | 'json') =>
  `/api/adoption/file?recommendation=${encodeURIComponent(recommendation)}&format=${format}`

/** What the adoption rests on: the vote and its outcome, languages, hash, head of the record book; and the files. */
export function AdoptedProof({ text }: { text: AdoptedText }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const mayReadRecord = useMayReadRecord()
  return (
    <>
      <section className={css.section}>
        <h2>{t('adoption.outcome')}</h2>
        <p className={css.headline}>{unbroken(inMine(text.outcome.headline))}</p>
        <p className={css.explanation}>{unbroken(inMine(text.outcome.explanation))}</p>
        <Link to="/votes/$vote" params={{ vote: text.vote }}>
          {t('adoption.toVote', { number: text.voteNumber })}
        </Link>
      </section>
      <section className={css.section}>
        <h2>{t('adoption.languages')}</h2>
        <dl className={css.facts}>
          {LANGUAGES.map((lang) => (
            <div key={lang} className={css.fact}>
              <dt>{t(`common.languages.${lang}`)}</dt>
              <dd>
                {t(`common.languageStates.${text.languages[lang]}`)}
                <span className="quiet">
                  , {t(text.languagesOfRecord.includes(lang) ? 'adoption.ofRecord' : 'adoption.notOfRecord')}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={css.section}>
        <dl className={css.facts}>
          <div className={css.fact}>
            <dt>{t('adoption.hash')}</dt>
            <dd>
              <Hash hash={text.hash} />
            </dd>
          </div>
          <div className={css.fact}>
            <dt>{t('adoption.head')}</dt>
            <dd>
              {t('adoption.headEntry', { number: text.head.number })} <Hash hash={text.head.hash} />
            </dd>
          </div>
        </dl>
        {mayReadRecord ? (
          <Link to="/record" className="no-print">
            {t('adoption.verify')}
          </Link>
        ) : null}
      </section>
      <section className={`no-print ${css.section}`}>
        <h2>{t('adoption.files')}</h2>
        {(['html', 'json'] as const).map((format) => (
          <a key={format} className={css.file} href={fileOf(text.recommendation, format)} download>
            <Download size={17} aria-hidden />
            {t(`adoption.${format}`)}
          </a>
        ))}
      </section>
    </>
  )
}
