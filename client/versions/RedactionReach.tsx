import { useWords } from '../language.tsx'
import { keyed } from '../ui/keyed.ts'
import { AlsoSaid, Reach } from '../ui/Reach.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import type { ReachAnswer } from './data.ts'
import css from './Redactions.module.css'

/** What redacting a passage reaches, and what it does not, before somebody decides. Source: RULES.md VE59. */
export function RedactionReach({ from }: { from: Parameters<typeof Loaded<ReachAnswer>>[0]['from'] }) {
  return <Loaded from={from}>{(reach) => <Reached reach={reach} />}</Loaded>
}

function Reached({ reach }: { reach: ReachAnswer }) {
  const t = useWords()
  const { words, places, versions, amendments, rows, also } = reach
  return (
    <Reach>
      <p>{t('redacting.goes')}</p>
      <blockquote className={css.words}>{words}</blockquote>
      <ul>
        <li>
          {t('redacting.places', { count: places.length })}
          {places.length > 0 ? (
            <ul>
              {keyed(places).map(({ key, value: { part, language, before, words: there, after } }) => (
                <li key={key}>
                  {t(`recommendations.parts.${part}`)}, {t(`common.languages.${language}`)}:{' '}
                  <q lang={language}>
                    {before}
                    <mark className={css.there}>{there}</mark>
                    {after}
                  </q>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
        {versions.length > 0 ? <li>{t('redacting.inVersions', { numbers: versions.join(', ') })}</li> : null}
        {amendments > 0 ? <li>{t('redacting.inAmendments', { count: amendments })}</li> : null}
        <li>{t('redacting.inRows', { count: rows })}</li>
      </ul>
      <AlsoSaid title={t('redacting.also')} also={also} />
      <p className="quiet">{t('redacting.notReached')}</p>
      <p className="quiet">{t('redacting.put')}</p>
    </Reach>
  )
}
