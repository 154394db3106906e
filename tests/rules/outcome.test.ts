import { describe, expect, test } from 'vitest'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { atLeast, CC, demo, EC, HALF, numbers, said, TWO_THIRDS, tally, type VoteInTest } from './outcome-world.ts'

describe('the vote on proposal 10 of the demo', () => {
  const outcome = computeOutcome(demo())

  test('[VO28] [VO40] one pool, nine for and nine against, is carried by the presiding chair', () => {
    expect(outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(tally(outcome, 'pool')).toEqual({
      scope: 'pool',
      decides: true,
      places: 19,
      for: 9,
      against: 9,
      abstain: 1,
      notVoting: 0,
      majority: { base: 'for+against', fraction: HALF, strict: true, leastFor: null },
      base: 18,
      needed: 10,
      verdict: 'carried',
      tie: { place: 'm01', choice: 'for' },
    })
  })

  test('[VO20] [VO23] [VO24] ten of eleven and eleven of twelve seats are present; m06 makes two, recused m20 counts', () => {
    const expected = [
      { council: 'cc', present: 10, base: 11, needed: 8, reached: true },
      { council: 'ec', present: 11, base: 12, needed: 8, reached: true },
    ]
    expect(outcome.quorum).toEqual({ opening: expected, close: expected })
  })

  test('[VO29] each council is shown for information, m06 once in each', () => {
    expect(tally(outcome, 'cc')).toMatchObject({
      decides: false,
      places: 10,
      for: 6,
      against: 3,
      abstain: 1,
      base: 9,
      needed: 5,
      verdict: 'carried',
    })
    expect(tally(outcome, 'ec')).toMatchObject({
      decides: false,
      places: 10,
      for: 4,
      against: 6,
      abstain: 0,
      base: 10,
      needed: 6,
      verdict: 'rejected',
    })
  })

  test('[VO45] the words in English', () => {
    expect(outcome.headline.en).toBe("Carried by the presiding chair's ballot: 9 for, 9 against, 1 abstention.")
    expect(outcome.explanation.en).toBe(
      'The question needed more than half of the votes for and against. 9 for is not more than half of 18. ' +
        'The votes were equal, and on equal votes the ballot of the presiding chair decides. It was for.',
    )
    expect(outcome.steps.map(({ key, holds, rule, sentence }) => [key, holds, rule, sentence.en])).toEqual([
      [
        'quorum',
        true,
        'VO23',
        'Quorum at the opening. Coordination Council: 10 of 11 seats, 8 needed; Expert Council: 11 of 12 seats, 8 needed.',
      ],
      [
        'quorum',
        true,
        'VO24',
        'Quorum at the close. Coordination Council: 10 of 11 seats, 8 needed; Expert Council: 11 of 12 seats, 8 needed.',
      ],
      [
        'entitled',
        true,
        'VO26',
        "19 persons present were on the roll, one ballot each. 1 person sits on more than one council, counted once in all and once in each council's own count. 1 was recused. 2 were absent.",
      ],
      ['majority', null, 'VO33', '9 for is not more than half of 18.'],
      [
        'tie',
        true,
        'VO40',
        'The votes were equal, and on equal votes the ballot of the presiding chair decides. It was for.',
      ],
      ['council', null, 'VO29', 'For information, Coordination Council: 6 for, 3 against, 1 abstention.'],
      ['council', null, 'VO29', 'For information, Expert Council: 4 for, 6 against.'],
      ['result', true, 'VO28', 'The question is carried.'],
    ])
  })

  test('[VO45] the words in Russian and Kazakh', () => {
    expect(outcome.headline.ru).toBe('Одобрено голосом председательствующего: за — 9, против — 9, воздержался — 1.')
    expect(outcome.headline.kk).toBe(
      'Төрағалық етушінің даусымен мақұлданды: жақтап – 9, қарсы – 9, қалыс қалғаны – 1.',
    )
    expect(outcome.explanation.ru).toBe(
      'Для одобрения требовалось более половины голосов, поданных за и против. За — 9: это не более половины от 18. ' +
        'Голоса разделились поровну, а при равенстве решает голос председательствующего. Он подан за.',
    )
    expect(outcome.explanation.kk).toBe(
      'Мақұлдау үшін жақтап және қарсы берілген дауыстардың жартысынан көбі керек болды. ' +
        'Жақтап – 9, есепке алынғаны – 18: бұл жартысынан көп емес. ' +
        'Дауыстар тең бөлінді, ал дауыстар тең болғанда төрағалық етушінің даусы шешеді. Ол жақтап берілді.',
    )
  })

  test('[VO45] plurals follow the number in Russian', () => {
    const some = computeOutcome(demo({ for: 'm01 m02 m06', against: 'm03', abstain: 'm04 m05', recused: 'm20 m21' }))
    expect(some.headline.ru).toBe('Одобрено: за — 3, против — 1, воздержались — 2.')
    expect(said(some, 'entitled')).toEqual([expect.stringContaining('2 were recused. 2 were absent. 12 did not vote.')])
  })
})

describe('counting', () => {
  test('[VO26] those who did not vote complete the sum', () => {
    const pool = tally(computeOutcome(demo({ for: 'm01 m02', against: 'm03', abstain: 'm04' })), 'pool')
    expect(numbers(pool)).toBe('19 places: 2 for, 1 against, 1 abstain, 15 silent; needed 2 of 3; carried')
  })
  test('[VO27] a second ballot of a place, or one of a recused member, is a fault', () => {
    expect(() => computeOutcome(demo({ against: 'm03 m01' }))).toThrow('two ballots of place m01')
    expect(() => computeOutcome(demo({ abstain: 'm20' }))).toThrow('m20, which is not on the roll')
  })
  test('[VO28] the majority is that of the presiding chair’s council', () => {
    const councils = {
      cc: { holders: CC },
      ec: { holders: EC, orders: { majority: atLeast(TWO_THIRDS, 'for+against') } },
    }
    const ballots = { for: 'm01 m02 m03 m04 m05 m06', against: 'm07 m08 m10 m11' }
    expect(computeOutcome(demo({ councils, ...ballots, abstain: '', presiding: 'm01' }))).toMatchObject({
      result: 'carried',
      reason: 'majority',
    })
    expect(computeOutcome(demo({ councils, ...ballots, abstain: '', presiding: 'm12' }))).toMatchObject({
      result: 'rejected',
      reason: 'no-majority',
    })
  })
  test('[VO29] a council that would reject changes nothing in one pool', () => {
    const outcome = computeOutcome(
      demo({ for: 'm01 m02 m03 m04 m05 m06 m07 m08', against: 'm12 m13 m14', abstain: '' }),
    )
    expect(outcome.result).toBe('carried')
    expect(tally(outcome, 'ec')).toMatchObject({ for: 1, against: 3, verdict: 'rejected', decides: false })
    expect(outcome.headline.en).toBe('Carried: 8 for, 3 against.')
  })
})

describe('councils apart', () => {
  const apart = (change: Partial<VoteInTest>) => computeOutcome(demo({ counting: 'each-apart', ...change }))

  test('[VO30] carried when both carry, and no common count is made', () => {
    const outcome = apart({
      for: 'm01 m02 m06 m08 m10 m11 m12 m13 m19 m21',
      against: 'm03 m05 m07 m14 m15 m16',
      abstain: 'm04',
    })
    expect(outcome).toMatchObject({ result: 'carried', reason: 'majority' })
    expect(outcome.tallies.map((one) => [one.scope, one.decides])).toEqual([
      ['cc', true],
      ['ec', true],
    ])
    expect(numbers(tally(outcome, 'cc'))).toBe(
      '10 places: 6 for, 3 against, 1 abstain, 0 silent; needed 5 of 9; carried',
    )
    expect(numbers(tally(outcome, 'ec'))).toBe(
      '10 places: 5 for, 3 against, 0 abstain, 2 silent; needed 5 of 8; carried',
    )
    expect(outcome.headline.en).toBe(
      'Carried in each council. Coordination Council: 6 for, 3 against, 1 abstention; Expert Council: 5 for, 3 against.',
    )
  })
  test('[VO31] the demo ballots are rejected apart: the Expert Council has four for and six against', () => {
    const outcome = apart({})
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'no-majority' })
    expect(outcome.headline.en).toMatch(
      /^Rejected: not every council carried it. Coordination Council: 6 for, 3 against/,
    )
    expect(outcome.explanation.en).toBe(
      'The councils count apart: each decides by its own standing orders, and all must carry. ' +
        'Coordination Council. 6 for is more than half of 9. Expert Council. 4 for is not more than half of 10.',
    )
    expect(said(outcome, 'majority')[1]).toBe(
      'Expert Council. The question needed more than half of the votes for and against. 4 for is not more than half of 10.',
    )
    expect(said(outcome, 'council')).toEqual([])
  })
  test('[VO31] a council with only abstentions means no decision where the other carries', () => {
    const outcome = apart({ for: 'm01 m02 cc-m06', against: '', abstain: 'm12 m13' })
    expect(outcome).toMatchObject({ result: 'no-decision', reason: 'only-abstentions' })
    expect(outcome.headline.en).toBe(
      'No decision: not every council has a result. Coordination Council: 3 for, 0 against; Expert Council: 0 for, 0 against, 2 abstentions.',
    )
  })
  test('[VO31] and rejection where the other rejects', () => {
    expect(apart({ for: 'm01', against: 'm02 m03', abstain: 'm12 m13' })).toMatchObject({
      result: 'rejected',
      reason: 'no-majority',
    })
  })
  test('[VO30] each by its own orders: two thirds in a third council of five', () => {
    const councils = {
      cc: { holders: CC },
      ec: { holders: EC },
      ac: { holders: 'm31 m32 m33 m34 m35', orders: { majority: atLeast(TWO_THIRDS, 'members') } },
    }
    const carrying = 'm01 m02 m06 m12 m13 m31 m32 m33'
    expect(apart({ councils, for: carrying, against: '', abstain: '' }).result).toBe('rejected')
    const outcome = apart({ councils, for: `${carrying} m34`, against: 'm35', abstain: '' })
    expect(outcome.result).toBe('carried')
    expect(tally(outcome, 'ac')).toMatchObject({ base: 5, needed: 4, for: 4 })
  })
  test('[VO41] a tie in one council is decided by its own chair, for', () => {
    const outcome = apart({ for: 'm01 m02 m06 m12', against: 'm13 m14', abstain: '' })
    expect(outcome).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(tally(outcome, 'ec')).toMatchObject({
      for: 2,
      against: 2,
      verdict: 'carried',
      tie: { place: 'ec-m12', choice: 'for' },
    })
    expect(said(outcome, 'tie')).toEqual([
      "Expert Council. The votes were equal, and on equal votes the ballot of this council's chair decides. It was for.",
    ])
  })
  test('[VO41] and against', () => {
    const outcome = apart({ for: 'm01 m02 m06 m13', against: 'm12 m14', abstain: '' })
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'tie' })
    expect(outcome.steps.filter((step) => step.key === 'tie')).toMatchObject([{ holds: false, rule: 'VO41' }])
  })
  test('[VO31] [VO41] lost by a tie in one council and by a majority in the other is lost by the majority', () => {
    const outcome = apart({ for: 'm06 m13', against: 'm01 m02 m12 m14', abstain: '' })
    expect(tally(outcome, 'ec')).toMatchObject({ for: 2, against: 2, tie: { choice: 'against' } })
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'no-majority' })
  })
  test('[VO41] by the deputy when the chair’s seat is not on the roll', () => {
    const outcome = apart({ absent: 'm09 m12', for: 'm01 m02 m06 m13', against: 'm14 m15', abstain: '' })
    expect(tally(outcome, 'ec')).toMatchObject({
      for: 2,
      against: 2,
      verdict: 'carried',
      tie: { place: 'ec-m13', choice: 'for' },
    })
  })
})
