import { Button, Checkbox } from '@mantine/core'
import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import type { Localised } from '../../shared/language.ts'
import type { RecommendationKind, RecommendationStage } from '../../shared/recommendations/model.ts'
import { useAct, useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { RecordWords } from '../ui/RecordWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { NextInSeries } from './NextInSeries.tsx'
import css from './SeriesDesk.module.css'

type Text = {
  readonly id: RecommendationId
  readonly kind: RecommendationKind
  readonly number: number | null
  readonly title: Localised
  readonly stage: RecommendationStage
}

const isPutable = ({ stage }: Text): boolean => stage === 'frozen' || stage === 'no-decision'

/** Texts that are put one after another: chosen by ticks, then their course. */
export function SeriesDesk({ session, set }: { session: SessionDetail; set: readonly Text[] }) {
  const t = useWords()
  const series = useAsk('votes', 'series', { session: session.id }).data
  const prepare = useAct('votes', 'prepare-series')
  const [chosen, setChosen] = useState<readonly RecommendationId[]>([])
  if (!series?.may.prepare) return null
  const named = (text: Text) => t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' })
  const put = (recommendations: readonly RecommendationId[]) =>
    void prepare.run({ session: session.id, recommendations: [...recommendations] })
  const putable = set.filter(isPutable)
  const runs = series.texts.length > 0
  return (
    <details className={`sheet ${css.series}`} open={runs || undefined}>
      <summary>
        <h2>{t('votes.series.title')}</h2>
      </summary>
      {runs ? (
        <>
          <ol className={css.texts}>
            {series.texts.map(({ recommendation, put: isPut }) => {
              const text = set.find(({ id }) => id === recommendation)
              return text ? (
                <li key={recommendation} aria-current={series.next === recommendation ? 'step' : undefined}>
                  <span>
                    {named(text)} · <RecordWords value={text.title} />
                  </span>
                  {isPut ? (
                    <span className="quiet">
                      <Check size={16} aria-hidden /> {t('votes.series.put')}
                    </span>
                  ) : null}
                </li>
              ) : null
            })}
          </ol>
          <NextInSeries session={session.id} next={series.next} />
          <Button variant="default" size="md" loading={prepare.pending} onClick={() => put([])}>
            {t('votes.series.end')}
          </Button>
        </>
      ) : (
        <>
          <p className="quiet">{t('votes.series.choose')}</p>
          {putable.map((text) => (
            <Checkbox
              key={text.id}
              size="md"
              label={named(text)}
              checked={chosen.includes(text.id)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? [...chosen, text.id] : chosen.filter((each) => each !== text.id),
                )
              }
            />
          ))}
          {putable.length === 0 ? <p>{t('votes.desk.reasons.freezeFirst')}</p> : null}
          <Button
            variant="default"
            size="md"
            disabled={chosen.length === 0}
            loading={prepare.pending}
            onClick={() => put(set.map(({ id }) => id).filter((id) => chosen.includes(id)))}
          >
            {t('votes.series.prepare')}
          </Button>
          {chosen.length === 0 && putable.length > 0 ? <p className="quiet">{t('votes.series.least')}</p> : null}
        </>
      )}
      {prepare.refusal ? <RefusalNote refusal={prepare.refusal} /> : null}
    </details>
  )
}
