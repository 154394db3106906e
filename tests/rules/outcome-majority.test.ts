import { describe, expect, test } from 'vitest'
import type { MajorityBase } from '../../shared/councils/model.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { computeOutcome, votesNeeded } from '../../shared/votes/outcome.ts'
import { atLeast, CC, demo, EC, HALF, moreThan, numbers, said, TWO_THIRDS, tally, ten } from './outcome-world.ts'

describe('majority', () => {
  test('[VO32] the least number: two thirds of 15 is 10, more than two thirds 11, half of 19 is 10', () => {
    expect(votesNeeded(atLeast(TWO_THIRDS, 'for+against'), 15)).toBe(10)
    expect(votesNeeded(moreThan(TWO_THIRDS, 'for+against'), 15)).toBe(11)
    expect(votesNeeded(atLeast(TWO_THIRDS, 'for+against'), 16)).toBe(11)
    expect(votesNeeded(moreThan(HALF, 'for+against'), 19)).toBe(10)
    expect(votesNeeded(moreThan(HALF, 'for+against'), 18)).toBe(10)
    expect(votesNeeded(atLeast(HALF, 'for+against'), 18)).toBe(9)
  })
  test('[VO32] at the boundary: six of nine are at least two thirds, and not more than two thirds', () => {
    const six = { for: 'm01 m02 m03 m04 m05 m06', against: 'm07 m08 m09' }
    expect(ten(atLeast(TWO_THIRDS, 'for+against'), six).result).toBe('carried')
    expect(ten(moreThan(TWO_THIRDS, 'for+against'), six).result).toBe('rejected')
    expect(said(ten(moreThan(TWO_THIRDS, 'for+against'), six), 'majority')).toEqual([
      '6 for is not more than two thirds of 9.',
    ])
  })
  test('[VO33] simple majority of members present and voting: three for, two against, five abstain, carried', () => {
    const outcome = ten(moreThan(HALF, 'for+against'), {
      for: 'm01 m02 m03',
      against: 'm04 m05',
      abstain: 'm06 m07 m08 m09 m10',
    })
    expect(numbers(tally(outcome, 'pool'))).toBe(
      '10 places: 3 for, 2 against, 5 abstain, 0 silent; needed 3 of 5; carried',
    )
    expect(outcome.headline).toMatchObject({
      en: 'Carried: 3 for, 2 against, 5 abstentions.',
      ru: 'Одобрено: за — 3, против — 2, воздержались — 5.',
      kk: 'Мақұлданды: жақтап – 3, қарсы – 2, қалыс қалғаны – 5.',
    })
  })
  test('[VO34] two thirds at least of the votes cast: abstentions weigh, those not voting do not', () => {
    const rule = atLeast(TWO_THIRDS, 'votes-cast')
    const lost = ten(rule, { for: 'm01 m02 m03 m04 m05', against: 'm06 m07', abstain: 'm08' })
    expect(numbers(tally(lost, 'pool'))).toBe(
      '10 places: 5 for, 2 against, 1 abstain, 2 silent; needed 6 of 8; rejected',
    )
    expect(lost.explanation.en).toBe(
      'The question needed at least two thirds of the votes cast, abstentions included. 5 for is less than two thirds of 8.',
    )
    expect(ten(rule, { for: 'm01 m02 m03 m04 m05 m09', against: 'm06 m07', abstain: 'm08' }).result).toBe('carried')
  })
  test('[VO35] present: ten sit, one absent, one recused: five of eight, or five of nine where the recused count', () => {
    const vote = { absent: 'm09', recused: 'm10', for: 'm01 m02 m03 m04', against: 'm05', abstain: 'm06' }
    const without = ten(moreThan(HALF, 'present'), vote)
    expect(numbers(tally(without, 'pool'))).toBe(
      '8 places: 4 for, 1 against, 1 abstain, 2 silent; needed 5 of 8; rejected',
    )
    expect(without.explanation.en).toBe(
      'The question needed more than half of the members present and not recused: 5 of 8. 4 for is not more than half of 8.',
    )
    expect(tally(ten(moreThan(TWO_THIRDS, 'present'), vote, false), 'pool')).toMatchObject({ base: 8, needed: 6 })
    expect(tally(ten(moreThan(TWO_THIRDS, 'present'), vote, true), 'pool')).toMatchObject({ base: 9, needed: 7 })
  })
  test('[VO35] one who left after the opening stays in the base', () => {
    expect(tally(ten(moreThan(HALF, 'present'), { for: 'm01 m02', left: 'm08 m09' }), 'pool')).toMatchObject({
      base: 10,
      needed: 6,
    })
  })
  test('[VO35] a recused seat that counts is in the base of its own council only', () => {
    const orders = { majority: moreThan(HALF, 'present'), recusal: { countsForQuorum: true, countsForMajority: true } }
    const outcome = computeOutcome(demo({ councils: { cc: { holders: CC, orders }, ec: { holders: EC, orders } } }))
    expect(outcome.tallies.map((one) => [one.scope, one.base])).toEqual([
      ['pool', 20],
      ['cc', 10],
      ['ec', 11],
    ])
  })
  test('[VO35] [VO36] in one pool persons are counted, m06 once: 19 present, 22 members', () => {
    const pool = (base: MajorityBase) => {
      const orders = { majority: moreThan(HALF, base) }
      return tally(
        computeOutcome(demo({ councils: { cc: { holders: CC, orders }, ec: { holders: EC, orders } } })),
        'pool',
      )
    }
    expect(pool('present')).toMatchObject({ base: 19, needed: 10, verdict: 'rejected' })
    expect(pool('members')).toMatchObject({ base: 22, needed: 12, verdict: 'rejected' })
  })
  test('[VO36] majority of all members: the absent and the recused stay in the base', () => {
    const vote = { absent: 'm08 m09', recused: 'm10', against: 'm07' }
    expect(numbers(tally(ten(moreThan(HALF, 'members'), { ...vote, for: 'm01 m02 m03 m04 m05' }), 'cc'))).toBe(
      '7 places: 5 for, 1 against, 0 abstain, 1 silent; needed 6 of 10; rejected',
    )
    const carried = ten(moreThan(HALF, 'members'), { ...vote, for: 'm01 m02 m03 m04 m05 m06' })
    expect(carried).toMatchObject({ result: 'carried', reason: 'majority' })
    expect(carried.explanation.en).toBe(
      'The question needed more than half of all the members: 6 of 10. 6 for is more than half of 10.',
    )
  })
  test('[VO37] three for and one against are too few where at least four for are asked', () => {
    const rule = moreThan(HALF, 'for+against', 4)
    const lost = ten(rule, { for: 'm01 m02 m03', against: 'm04' })
    expect(tally(lost, 'pool')).toMatchObject({ base: 4, needed: 4, verdict: 'rejected' })
    expect(lost.explanation.en).toBe(
      'The question needed more than half of the votes for and against. It also needed no fewer than 4 votes for. 3 for is fewer than the 4 required.',
    )
    expect(ten(rule, { for: 'm01 m02 m03 m05', against: 'm04' }).result).toBe('carried')
  })

  test('[VO44] only abstentions, or no ballots, are no result, also where members are the base', () => {
    for (const base of ['for+against', 'votes-cast', 'present', 'members'] as const) {
      const abstained = ten(moreThan(HALF, base), { abstain: 'm01 m02' })
      expect(abstained).toMatchObject({ result: 'no-decision', reason: 'only-abstentions' })
      expect(abstained.headline.en).toBe('No decision: 2 abstentions, no votes for or against.')
      expect(tally(abstained, 'pool')).toMatchObject({ verdict: 'none', tie: null })
      const silent = ten(moreThan(HALF, base), {})
      expect(silent).toMatchObject({ result: 'no-decision', reason: 'no-ballots' })
      expect(silent.headline.en).toBe('No decision: no ballots were cast.')
      expect(tally(silent, 'pool').tie).toBeNull()
    }
  })
  test('[VO44] one vote against is a result', () => {
    expect(ten(moreThan(HALF, 'for+against'), { against: 'm02', abstain: 'm01' }).result).toBe('rejected')
  })
  test('[VO45] a fraction without a name of its own is said in figures', () => {
    const outcome = ten(atLeast({ numerator: 3, denominator: 5 }, 'for+against'), {
      for: 'm01 m02 m03',
      against: 'm04 m05',
    })
    for (const language of LANGUAGES) expect(outcome.explanation[language]).toContain('3/5')
  })
})
