import { Link } from '@tanstack/react-router'
import type { RecommendationId } from '../../shared/ids.ts'
import { FinalWords, useWords } from '../language.tsx'
import css from './AdoptedProof.module.css'
import { useFinal } from './final-data.ts'
import { useOfficial } from './useOfficial.ts'

type Props = { readonly recommendation: RecommendationId }

/** How far the final text of an adopted one is, and the way to it. */
export const FinalLink = ({ recommendation }: Props) => (
  <FinalWords>
    <Way recommendation={recommendation} />
  </FinalWords>
)

function Way({ recommendation }: Props) {
  const t = useWords()
  const official = useOfficial()
  const final = useFinal(recommendation).data
  const round = final?.rounds.at(-1)
  const published = final?.rounds.findLast(({ stage }) => stage === 'published')
  if (!final || (!round && !final.may.begin)) return null
  const params = { recommendation }
  return (
    <section className={`no-print ${css.section}`}>
      <h2>{t('final.title')}</h2>
      {published?.official ? (
        <p>
          {official(published.official)}
          <br />
          <Link to="/published/$recommendation" params={params}>
            {t('final.published.read')}
          </Link>
        </p>
      ) : null}
      {round && round.stage !== 'published' ? (
        <p>
          {round.round > 0 ? `${t('final.corrigendum', { number: round.round })}: ` : ''}
          {t(`final.stages.${round.stage}`)}
        </p>
      ) : null}
      <Link to="/adopted/$recommendation/final" params={params}>
        {t(round ? 'final.open' : 'final.begin')}
      </Link>
    </section>
  )
}
