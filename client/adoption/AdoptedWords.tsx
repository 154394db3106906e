import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import css from './AdoptedWords.module.css'
import type { AdoptedText } from './data.ts'

/** The adopted words in one language: title, text, rationale, indicator. */
function InLanguage({ text, lang, named }: { text: AdoptedText; lang: Language; named: boolean }) {
  const t = useWords()
  const there = text.plain.text[lang].trim() !== ''
  return (
    <section className={css.column} aria-label={t(`common.languages.${lang}`)}>
      {named ? (
        <p className={css.language}>
          {t(`common.languages.${lang}`)}{' '}
          <span className="quiet">{t(`common.languageStates.${text.languages[lang]}`)}</span>
        </p>
      ) : null}
      {there ? (
        <>
          <h2 lang={lang} className="record-title">
            {text.plain.title[lang]}
          </h2>
          <div className="record-text">
            <RecordBlocks blocks={text.parts.text[lang]} lang={lang} />
          </div>
          {(['rationale', 'indicator'] as const).map((part) =>
            text.plain[part][lang].trim() ? (
              <div key={part} className={css.part}>
                <h3>{t(`adoption.${part}`)}</h3>
                <RecordBlocks blocks={text.parts[part][lang]} lang={lang} />
              </div>
            ) : null,
          )}
        </>
      ) : (
        <p className="quiet">{t('adoption.missing')}</p>
      )}
    </section>
  )
}

/** The adopted words: one language, or all side by side. */
export function AdoptedWords({ text, shown }: { text: AdoptedText; shown: Language | 'all' }) {
  return shown === 'all' ? (
    <div className={css.columns}>
      {LANGUAGES.map((lang) => (
        <InLanguage key={lang} text={text} lang={lang} named />
      ))}
    </div>
  ) : (
    <InLanguage text={text} lang={shown} named={false} />
  )
}
