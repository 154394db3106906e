import { Button } from '@mantine/core'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { check, declareEditorial } from '../../shared/translations/rules.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { SourceChanges } from './SourceChanges.tsx'
import type { Standings, Stood } from './standing.ts'
import css from './Translations.module.css'
import { useWhen } from './useWhen.ts'

type Props = {
  readonly recommendation: RecommendationId
  readonly standings: Standings
  /** Which languages are in sight. */
  readonly shown: readonly Language[]
  readonly timezone: string
  /** Opens source and translation beside each other. */
  readonly onUpdate: (language: Language) => void
}

/** Says of each translation in sight that is stale what was changed in its source, and takes what its translator says of that. */
export function TranslationBand({ standings, shown, ...rest }: Props) {
  const stale = shown.flatMap((language) => standings.of(language) ?? []).filter(({ state }) => state === 'stale')
  return stale.map((stood) => (
    <Stale
      key={stood.language}
      standings={standings}
      stood={stood}
      besideSource={shown.includes(standings.source)}
      {...rest}
    />
  ))
}

type StaleProps = Omit<Props, 'shown'> & { readonly stood: Stood; readonly besideSource: boolean }

function Stale({ recommendation, standings, stood, timezone, besideSource, onUpdate }: StaleProps) {
  const t = useWords()
  const when = useWhen(timezone)
  const said = useSaid()
  const editorial = useAct('translations', 'declare-editorial', said)
  const checking = useAct('translations', 'check', said)
  const { language, met, since } = stood
  const name = { language: t(`recommendations.ownNames.${language}`) }
  const spoken = { recommendation, language, ...stood.hashes }
  return (
    <section className={css.band} aria-label={t('translations.band.stale', name)}>
      <div className={css.bandHead}>
        <StateBadge state="stale" words={t('translations.band.stale', name)} />
        <span className={css.bandSince}>
          {since === null ? t('translations.band.sinceNow') : t('translations.band.since', { when: when(since) })}
        </span>
        <span className={css.bandActs}>
          {declareEditorial(met).ok ? (
            <Button
              variant="default"
              size="compact-md"
              loading={editorial.pending}
              onClick={() => void editorial.run(spoken)}
            >
              {t('translations.acts.editorial', name)}
            </Button>
          ) : null}
          {besideSource && check(met).ok ? (
            <Button size="compact-md" loading={checking.pending} onClick={() => void checking.run(spoken)}>
              {t('translations.acts.check')}
            </Button>
          ) : null}
          {besideSource ? null : (
            <Button size="compact-md" onClick={() => onUpdate(language)}>
              {t('translations.acts.update', name)}
            </Button>
          )}
        </span>
      </div>
      <SourceChanges
        before={stood.basis}
        now={standings.words}
        source={standings.source}
        beside={{ language, wording: stood.wording }}
      />
      {said[0] ? <RefusalNote refusal={said[0]} /> : null}
    </section>
  )
}
