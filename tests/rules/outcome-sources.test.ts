import { describe, expect, test } from 'vitest'
import type { StandingOrders } from '../../shared/councils/model.ts'
import type { Outcome } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import {
  ANY,
  atLeast,
  aVote,
  CC,
  EC,
  HALF,
  moreThan,
  numbers,
  quorumOf,
  TEN,
  TWO_THIRDS,
  tally,
  type VoteInTest,
} from './outcome-world.ts'

/**
 * Cases worked by hand from the rules and systems they are named after: `source` says whose rule it is, `needed` and `result` were
 * written before they were computed. What a council's own standing orders say has its source in RULES.md, by the id in a test's name.
 */
type Case = {
  readonly rules: string
  readonly source: string
  readonly what: string
  readonly orders: Partial<StandingOrders>
  readonly vote: Omit<VoteInTest, 'councils'>
  readonly counted: string
  readonly result: Outcome['result']
  readonly reason: Outcome['reason']
}

const GA_SIMPLE = { quorum: ANY, majority: moreThan(HALF, 'for+against'), tie: 'rejected' } as const
const GA_IMPORTANT = { ...GA_SIMPLE, majority: atLeast(TWO_THIRDS, 'for+against') } as const
const THREE_FIFTHS = { numerator: 3, denominator: 5 }
/** Nine of ten are present; four for, three against, one abstains, one is silent. */
const FOUR_TO_THREE = { absent: 'm10', for: 'm01 m02 m03 m04', against: 'm05 m06 m07', abstain: 'm08' }

const CASES: readonly Case[] = [
  {
    rules: '[VO33]',
    source: 'UN General Assembly, rules 85 and 86',
    what: 'who abstains is considered as not voting: one for and nine abstentions carry',
    orders: GA_SIMPLE,
    vote: { for: 'm04', abstain: 'm01 m02 m03 m05 m06 m07 m08 m09 m10' },
    counted: '10 places: 1 for, 0 against, 9 abstain, 0 silent; needed 1 of 1; carried',
    result: 'carried',
    reason: 'majority',
  },
  {
    rules: '[VO32] [VO33]',
    source: 'UN General Assembly, rules 83 and 86',
    what: 'an important question with six for, three against: two thirds of those voting, exactly',
    orders: GA_IMPORTANT,
    vote: { for: 'm01 m02 m03 m04 m05 m06', against: 'm07 m08 m09', abstain: 'm10' },
    counted: '10 places: 6 for, 3 against, 1 abstain, 0 silent; needed 6 of 9; carried',
    result: 'carried',
    reason: 'majority',
  },
  {
    rules: '[VO32] [VO33]',
    source: 'UN General Assembly, rules 83 and 86',
    what: 'an important question with five for, three against: 15 thirds are fewer than 16',
    orders: GA_IMPORTANT,
    vote: { for: 'm01 m02 m03 m04 m05', against: 'm06 m07 m08', abstain: 'm09 m10' },
    counted: '10 places: 5 for, 3 against, 2 abstain, 0 silent; needed 6 of 8; rejected',
    result: 'rejected',
    reason: 'no-majority',
  },
  {
    rules: '[VO38] [VO39]',
    source: 'UN General Assembly, rules 95 and 133',
    what: 'equally divided the proposal is regarded as rejected, and no ballot of the chair decides',
    orders: GA_SIMPLE,
    vote: { for: 'm01 m02 m03 m04', against: 'm05 m06 m07 m08', abstain: 'm09 m10' },
    counted: '10 places: 4 for, 4 against, 2 abstain, 0 silent; needed 5 of 8; rejected',
    result: 'rejected',
    reason: 'tie',
  },
  {
    rules: '[VO21] [VO25]',
    source: 'UN General Assembly, rule 67',
    what: 'a decision needs a majority of the members present: five of ten are not one, though all vote for',
    orders: { ...GA_SIMPLE, quorum: quorumOf(HALF, 'members', true) },
    vote: { absent: 'm06 m07 m08 m09 m10', for: 'm01 m02 m03 m04 m05' },
    counted: '5 places: 5 for, 0 against, 0 abstain, 0 silent; needed 3 of 5; carried',
    result: 'no-decision',
    reason: 'no-quorum-at-opening',
  },
  {
    rules: '[VO36]',
    source: 'Kazakhstan, chambers of Parliament: a majority of the total number of deputies',
    what: 'five for and none against of ten members are lost: who is away or abstains weighs against',
    orders: { quorum: ANY, majority: moreThan(HALF, 'members') },
    vote: { absent: 'm09 m10', for: 'm01 m02 m03 m04 m05', abstain: 'm06 m07' },
    counted: '8 places: 5 for, 0 against, 2 abstain, 1 silent; needed 6 of 10; rejected',
    result: 'rejected',
    reason: 'no-majority',
  },
  {
    rules: '[VO35]',
    source: 'VoteIT, electoral register that is fixed when the poll opens',
    what: 'three who leave stay on the roll and in the base',
    orders: { quorum: ANY, majority: moreThan(HALF, 'present') },
    vote: { left: 'm08 m09 m10', for: 'm01 m02 m03 m04 m05', against: 'm06 m07' },
    counted: '10 places: 5 for, 2 against, 0 abstain, 3 silent; needed 6 of 10; rejected',
    result: 'rejected',
    reason: 'no-majority',
  },
  {
    rules: '[VO32]',
    source: 'OpenSlides, two-thirds majority of a percentage',
    what: 'two of three are two thirds, though 66.67 % are more than they are',
    orders: GA_IMPORTANT,
    vote: { for: 'm01 m02', against: 'm03' },
    counted: '10 places: 2 for, 1 against, 0 abstain, 7 silent; needed 2 of 3; carried',
    result: 'carried',
    reason: 'majority',
  },
  {
    rules: '[VO32]',
    source: 'LiquidFeedback, direct majority 3/5 strict',
    what: 'three of five are not more than three fifths',
    orders: { quorum: ANY, majority: moreThan(THREE_FIFTHS, 'for+against') },
    vote: { for: 'm01 m02 m03', against: 'm04 m05' },
    counted: '10 places: 3 for, 2 against, 0 abstain, 5 silent; needed 4 of 5; rejected',
    result: 'rejected',
    reason: 'no-majority',
  },
  {
    rules: '[VO32]',
    source: 'LiquidFeedback, direct majority 3/5 not strict',
    what: 'three of five are three fifths',
    orders: { quorum: ANY, majority: atLeast(THREE_FIFTHS, 'for+against') },
    vote: { for: 'm01 m02 m03', against: 'm04 m05' },
    counted: '10 places: 3 for, 2 against, 0 abstain, 5 silent; needed 3 of 5; carried',
    result: 'carried',
    reason: 'majority',
  },
  {
    rules: '[VO37]',
    source: 'LiquidFeedback, direct majority with a least number of positive votes',
    what: 'three for and none against are too few where four are asked',
    orders: { quorum: ANY, majority: moreThan(HALF, 'for+against', 4) },
    vote: { for: 'm01 m02 m03' },
    counted: '10 places: 3 for, 0 against, 0 abstain, 7 silent; needed 4 of 3; rejected',
    result: 'rejected',
    reason: 'no-majority',
  },
]

test.each(CASES)('$rules $source: $what', ({ orders, vote, counted, result, reason }) => {
  const outcome = computeOutcome(aVote({ councils: { cc: { holders: TEN, orders } }, ...vote }))
  expect(numbers(tally(outcome, 'pool'))).toBe(counted)
  expect({ result: outcome.result, reason: outcome.reason }).toEqual({ result, reason })
})

describe('the same ballots', () => {
  test('[VO33] [VO34] [VO35] [VO36] OpenSlides, the base of 100 %: four to three carries of for and against, and of no larger base', () => {
    const counted = (['for+against', 'votes-cast', 'present', 'members'] as const).map((base) => {
      const orders = { quorum: ANY, majority: moreThan(HALF, base) }
      return numbers(
        tally(computeOutcome(aVote({ councils: { cc: { holders: TEN, orders } }, ...FOUR_TO_THREE })), 'pool'),
      )
    })
    expect(counted).toEqual([
      '9 places: 4 for, 3 against, 1 abstain, 1 silent; needed 4 of 7; carried',
      '9 places: 4 for, 3 against, 1 abstain, 1 silent; needed 5 of 8; rejected',
      '9 places: 4 for, 3 against, 1 abstain, 1 silent; needed 5 of 9; rejected',
      '9 places: 4 for, 3 against, 1 abstain, 1 silent; needed 6 of 10; rejected',
    ])
  })

  test('[VO20] [VO25] Kazakhstan, a joint session: two thirds of the seats in each council, and one council short is no decision', () => {
    const councils = { cc: { holders: CC }, ec: { holders: EC } }
    const ballots = { for: 'm01 m02 m03 m04 m12 m13', against: 'm05' }
    const eight = computeOutcome(aVote({ councils, absent: 'm09 m10 m11', ...ballots }))
    expect(eight.quorum.opening[0]).toEqual({ council: 'cc', present: 8, base: 11, needed: 8, reached: true })
    expect(eight.result).toBe('carried')
    const seven = computeOutcome(aVote({ councils, absent: 'm08 m09 m10 m11', ...ballots }))
    expect(seven.quorum.opening[0]).toEqual({ council: 'cc', present: 7, base: 11, needed: 8, reached: false })
    expect(seven.quorum.opening[1]).toEqual({ council: 'ec', present: 12, base: 12, needed: 8, reached: true })
    expect(seven).toMatchObject({ result: 'no-decision', reason: 'no-quorum-at-opening' })
  })

  test('[VO27] VoteIT, electoral register: a ballot of one who came after the opening is a fault, never one more voter', () => {
    const vote = { councils: { cc: { holders: TEN } }, absent: 'm10', for: 'm01 m02 m10' }
    expect(() => computeOutcome(aVote(vote))).toThrow('m10, which is not on the roll')
    expect(computeOutcome(aVote({ ...vote, for: 'm01 m02' })).tallies[0]).toMatchObject({ places: 9, for: 2 })
  })
})
