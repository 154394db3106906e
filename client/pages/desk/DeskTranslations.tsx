import { Link } from '@tanstack/react-router'
import type { SessionId } from '../../../shared/ids.ts'
import { LANGUAGES } from '../../../shared/language.ts'
import { TranslationWords, useWords } from '../../language.tsx'
import { useQueue } from '../../translations/data.ts'
import css from '../../translations/Translations.module.css'
import { SectionTitle } from '../../ui/PageTitle.tsx'

/** How many sentences wait for the translators of each language: "KK: 1 sentence waits". Source: RULES.md LA11. */
export const DeskTranslations = ({ session }: { session: SessionId }) => (
  <TranslationWords>
    <Lines session={session} />
  </TranslationWords>
)

function Lines({ session }: { session: SessionId }) {
  const t = useWords()
  const waiting = useQueue(session).data?.waiting ?? []
  const lines = LANGUAGES.map((language) => ({
    language,
    count: waiting.filter((each) => each.language === language).reduce((sum, { sentences }) => sum + sentences, 0),
  })).filter(({ count }) => count > 0)
  return (
    <section>
      <SectionTitle>{t('translations.title')}</SectionTitle>
      {lines.length === 0 ? <p className="quiet">{t('translations.queue.none')}</p> : null}
      <ul className={css.desk}>
        {lines.map(({ language, count }) => (
          <li key={language}>{t('translations.queue.desk', { language: language.toUpperCase(), count })}</li>
        ))}
      </ul>
      <Link className={css.toPage} to="/sessions/$session/translations" params={{ session }}>
        {t('translations.toPage')}
      </Link>
    </section>
  )
}
