import { useWords } from '../language.tsx'
import css from './VoteBar.module.css'

/** The numbers of one count, as the outcome gives them; nothing is computed here but places on the line. */
export type CountShown = {
  readonly for: number
  readonly against: number
  readonly abstain: number
  readonly notVoting: number
  readonly base: number
  readonly needed: number
  readonly majority: {
    readonly base: 'for+against' | 'votes-cast' | 'present' | 'members'
    readonly fraction: { readonly numerator: number; readonly denominator: number }
    readonly leastFor: number | null
  }
}

type Props = {
  readonly count: CountShown
  readonly label: string
  readonly small?: boolean
  /** As large as the words round it, for the projector; how many are needed is then said beside it. */
  readonly grows?: boolean
}

/**
 * A count as a bar with the threshold drawn. What the standing orders do not count stands apart, after a gap:
 * under *for and against* abstentions and those not voting, under *votes cast* those not voting.
 */
export function VoteBar({ count, label, small = false, grows = false }: Props) {
  const t = useWords()
  const { base: counted } = count.majority
  const abstainInside = counted !== 'for+against'
  const silentInside = counted === 'present' || counted === 'members'
  const shown = count.for + count.against + (abstainInside ? count.abstain : 0) + (silentInside ? count.notVoting : 0)
  const beyond = Math.max(0, count.base - shown)
  const { numerator, denominator } = count.majority.fraction
  const line = count.base > 0 ? Math.max(numerator / denominator, (count.majority.leastFor ?? 0) / count.base) : null
  const part = (kind: 'for' | 'against' | 'abstain' | 'novote', value: number) =>
    value > 0 ? (
      <span key={kind} className={css.part} data-kind={kind} style={{ flexGrow: value }}>
        {value}
      </span>
    ) : null
  const inside = shown + beyond
  return (
    <div
      className={css.bar}
      data-small={small || undefined}
      data-grows={grows || undefined}
      role="img"
      aria-label={t('votes.barLabel', {
        label,
        for: count.for,
        against: count.against,
        abstain: count.abstain,
        notVoting: count.notVoting,
        needed: count.needed,
      })}
    >
      {inside > 0 ? (
        <span className={css.base} style={{ flexGrow: inside }}>
          {part('for', count.for)}
          {part('against', count.against)}
          {abstainInside ? part('abstain', count.abstain) : null}
          {silentInside ? part('novote', count.notVoting) : null}
          {beyond > 0 ? <span className={css.part} data-kind="novote" style={{ flexGrow: beyond }} /> : null}
          {line !== null && line <= 1 ? (
            <span className={css.line} style={{ insetInlineStart: `${line * 100}%` }}>
              {grows ? null : (
                <span className={css.needed} data-end={line > 0.85 || undefined}>
                  {small ? count.needed : t('votes.needed', { count: count.needed })}
                </span>
              )}
            </span>
          ) : null}
        </span>
      ) : null}
      {abstainInside ? null : part('abstain', count.abstain)}
      {silentInside ? null : part('novote', count.notVoting)}
    </div>
  )
}

/** What colours and patterns of the bars mean. */
export function VoteBarLegend({ abstainCounted, fraction }: { abstainCounted: boolean; fraction: string }) {
  const t = useWords()
  return (
    <ul className={css.legend}>
      <li>
        <span className={css.swatch} data-kind="for" /> {t('votes.recorded.for')}
      </li>
      <li>
        <span className={css.swatch} data-kind="against" /> {t('votes.recorded.against')}
      </li>
      <li>
        <span className={css.swatch} data-kind="abstain" />{' '}
        {abstainCounted ? t('votes.recorded.abstain') : t('votes.abstainedNotCounted')}
      </li>
      <li>
        <span className={css.swatch} data-kind="novote" /> {t('votes.notVoting')}
      </li>
      <li>
        <span className={css.swatchLine} /> {fraction}
      </li>
    </ul>
  )
}
