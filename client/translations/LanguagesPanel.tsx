import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AccountId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { Addressee, RecommendationSummary } from '../recommendations/data.ts'
import { inTabOrder } from '../recommendations/LanguageTabs.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import type { Translations } from './data.ts'
import { Hints } from './Hints.tsx'
import { LanguageState } from './LanguageState.tsx'
import { SetProgress } from './SetProgress.tsx'
import type { Standings, Stood } from './standing.ts'
import { TermsInText } from './TermsInText.tsx'
import { TranslationActs } from './TranslationActs.tsx'
import css from './Translations.module.css'
import { useWhen } from './useWhen.ts'

type Props = {
  readonly me: AccountId
  readonly session: SessionDetail
  readonly recommendation: RecommendationSummary
  readonly recommendations: readonly RecommendationSummary[]
  readonly translations: Translations
  readonly standings: Standings
  readonly addressees: readonly Addressee[]
  /** The translation in sight: its terms are looked for, and something may be said of it. */
  readonly shown: Language | null
  readonly onBeside: (language: Language) => void
}

/** How the languages of a text stand, what may be said of them, and what they do not share. */
export function LanguagesPanel(props: Props) {
  const { me, session, recommendation, recommendations, translations, standings, addressees, shown, onBeside } = props
  const t = useWords()
  const own = (language: Language) => t(`recommendations.ownNames.${language}`)
  const asked = translations.asked.filter(({ least }) => least !== null)
  const other = shown ?? LANGUAGES.find((language) => language !== standings.source) ?? standings.source
  return (
    <div className={css.panel}>
      <p className="quiet">
        {asked.length > 0
          ? t('translations.asked', {
              asked: asked
                .map(({ language, least }) =>
                  t('translations.askedOne', {
                    language: own(language),
                    state: t(`common.languageStates.${least ?? 'draft'}`),
                  }),
                )
                .join(', '),
            })
          : t('translations.mayFollow')}
      </p>
      <ul className={css.cards}>
        {inTabOrder(standings.source).map((language) => {
          const stood = standings.of(language)
          return stood ? (
            <Card
              key={language}
              stood={stood}
              inSight={language === shown}
              recommendation={recommendation}
              me={me}
              timezone={session.timezone}
              onBeside={onBeside}
            />
          ) : null
        })}
      </ul>
      <Hints standings={standings} addressees={addressees} />
      <TermsInText glossary={translations.glossary} standings={standings} other={other} />
      <SetProgress set={recommendations} />
      <Link to="/sessions/$session/translations" params={{ session: session.id }}>
        {t('translations.toPage')}
      </Link>
    </div>
  )
}

type CardProps = {
  readonly stood: Stood
  readonly inSight: boolean
  readonly recommendation: RecommendationSummary
  readonly me: AccountId
  readonly timezone: string
  readonly onBeside: (language: Language) => void
}

function Card({ stood, inSight, recommendation, me, timezone, onBeside }: CardProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const when = useWhen(timezone)
  const { language, state, met, confirmed, since, translators, uneven } = stood
  const name = t(`recommendations.ownNames.${language}`)
  const isOpen = met.stage !== 'adopted' && met.stage !== 'rejected' && met.stage !== 'withdrawn'
  return (
    <li className={css.card}>
      <div className={css.cardHead}>
        <strong lang={language}>{name}</strong>
        <LanguageState state={state} />
      </div>
      {met.isSource ? <p>{t('translations.source')}</p> : null}
      {confirmed?.by && confirmed.at !== null && confirmed.kind !== 'made' ? (
        <p>
          {t(`translations.confirmed.${confirmed.kind === 'certified' ? 'certified' : 'checked'}`, {
            name: inMine(confirmed.by.name),
            when: when(confirmed.at),
          })}
        </p>
      ) : null}
      {state === 'stale' && since !== null ? <p>{t('translations.waits', { when: when(since) })}</p> : null}
      {met.isSource ? null : (
        <p>
          {translators.length > 0
            ? t('translations.translators', { names: translators.map((one) => inMine(one.name)).join(', ') })
            : t('translations.noTranslators')}
        </p>
      )}
      {uneven.map(({ part, source, own }) => (
        <p key={part} className={css.hint}>
          {t('translations.uneven', { part: t(`recommendations.parts.${part}`), source, own, language: name })}
        </p>
      ))}
      {stood.works && isOpen && inSight ? (
        <TranslationActs recommendation={recommendation.id} me={me} stood={stood} />
      ) : null}
      {met.isSource || inSight ? null : (
        <Button variant="default" size="compact-md" onClick={() => onBeside(language)}>
          {t('translations.queue.open')}
        </Button>
      )}
    </li>
  )
}
