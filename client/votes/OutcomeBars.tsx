import Gavel from 'lucide-react/icons/gavel'
import { useLanguage, useWords } from '../language.tsx'
import { VoteBar, VoteBarLegend } from '../ui/VoteBar.tsx'
import type { OutcomeShown, VoteDetail } from './data.ts'
import css from './OutcomeBars.module.css'

type Tally = OutcomeShown['tallies'][number]

/** The fraction that carries, in words: "More than half". */
function useThreshold() {
  const t = useWords()
  return (tally: Tally) => {
    const { numerator, denominator } = tally.majority.fraction
    const name = `${numerator}/${denominator}`
    const part =
      name === '1/2'
        ? t('votes.fraction.half')
        : name === '2/3'
          ? t('votes.fraction.twoThirds')
          : name === '3/4'
            ? t('votes.fraction.threeQuarters')
            : t('votes.fraction.other', { numerator, denominator })
    return t(tally.majority.strict ? 'votes.page.threshold.more' : 'votes.page.threshold.atLeast', { part })
  }
}

/** The counts as bars with their thresholds: the ones that decide large, the ones for information small. */
export function OutcomeBars({ outcome, vote }: { outcome: OutcomeShown; vote: Pick<VoteDetail, 'councils'> }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const threshold = useThreshold()
  const nameOf = (scope: string) => {
    const council = vote.councils.find((each) => each.id === scope)
    return council ? inMine(council.name) : t('votes.page.pool')
  }
  const [first] = outcome.tallies
  return (
    <div className={css.bars}>
      {outcome.tallies.map((tally) => (
        <figure key={tally.scope} className={css.figure} data-decides={tally.decides || undefined}>
          <figcaption className={css.caption}>
            <span className={css.name}>{nameOf(tally.scope)}</span>
            <span className={css.role}>
              {tally.decides ? <Gavel size={15} aria-hidden /> : null}
              {t(tally.decides ? 'votes.page.decides' : 'votes.page.forInformation')}
            </span>
          </figcaption>
          <VoteBar count={tally} label={nameOf(tally.scope)} small={!tally.decides} />
        </figure>
      ))}
      {first ? (
        <VoteBarLegend abstainCounted={first.majority.base !== 'for+against'} fraction={threshold(first)} />
      ) : null}
    </div>
  )
}
