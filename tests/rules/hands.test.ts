import { describe, expect, test } from 'vitest'
import type { AccountId, CouncilId } from '../../shared/ids.ts'
import { agreedCounts, scopesTied, standingOf, type TellerCount } from '../../shared/votes/hands-rules.ts'
import type { Choice, HandCount, OutcomeInput } from '../../shared/votes/model.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { aVote } from './outcome-world.ts'

const COUNCILS = {
  cc: { holders: 'm01 m02 m03 m04 m05' },
  ec: { holders: 'm06 m07 m08 m09 m10 m11' },
}
const count = (scope: string, inFavour: number, against: number, abstain = 0): HandCount => ({
  scope: scope as CouncilId,
  for: inFavour,
  against,
  abstain,
})
/** The same vote with hands instead of ballots. */
const byHands = (input: OutcomeInput, counts: readonly HandCount[], chairs: Record<string, Choice | null> = {}) => ({
  ...input,
  ballots: [],
  counted: { counts, chairs: Object.entries(chairs).map(([scope, choice]) => ({ scope: scope as CouncilId, choice })) },
})

describe('an outcome from hands', () => {
  test('[VO68] in one pool it is that of the same ballots, and says nothing of each council', () => {
    const input = aVote({ councils: COUNCILS, for: 'm01 m02 m06 m07', against: 'm03 m08 m09', abstain: 'm10' })
    const ballots = computeOutcome(input)
    const hands = computeOutcome(byHands(input, [count('pool', 4, 3, 1)]))
    expect(hands.tallies).toEqual(ballots.tallies.slice(0, 1))
    expect(hands).toMatchObject({ result: ballots.result, headline: ballots.headline, quorum: ballots.quorum })
    expect(hands.steps.find(({ key }) => key === 'entitled')?.sentence.en).toContain('3 did not vote.')
  })

  test('[VO68] [VO30] where councils count apart, each by its own count', () => {
    const input = aVote({ councils: COUNCILS, counting: 'each-apart' })
    const carried = computeOutcome(byHands(input, [count('cc', 3, 2), count('ec', 4, 1)]))
    expect(carried).toMatchObject({
      result: 'carried',
      tallies: [
        { for: 3, notVoting: 0 },
        { for: 4, notVoting: 1 },
      ],
    })
    expect(computeOutcome(byHands(input, [count('cc', 3, 2), count('ec', 1, 4)])).result).toBe('rejected')
  })

  test('[VO68] [VO26] the roll is told in hands, not in ballots; of ballots nothing is said of hands', () => {
    const said = (input: OutcomeInput) => computeOutcome(input).steps.find(({ key }) => key === 'entitled')?.sentence
    const pool = aVote({ councils: COUNCILS })
    const hands = said(byHands(pool, [count('pool', 8, 3)]))
    expect(hands?.en).toContain('11 persons present were on the roll, one hand each; two tellers counted.')
    expect(hands?.ru).toContain('считали двое счётчиков')
    expect(hands?.kk).toContain('екі есепші санады')
    for (const words of Object.values(hands ?? {})) expect(words).not.toMatch(/ballot|голос\.|дауыс\./)
    expect(said(pool)?.en).toContain('11 persons present were on the roll, one ballot each.')
    expect(said(pool)?.en).not.toContain('hand')
    const apart = byHands(aVote({ councils: COUNCILS, counting: 'each-apart' }), [count('cc', 3, 2), count('ec', 4, 1)])
    expect(said(apart)?.en).toContain('one hand for each; two tellers counted each council apart.')
    const onBoth = aVote({ councils: { ...COUNCILS, ec: { holders: 'm05 m06 m07 m08' } } })
    const both = said(byHands(onBoth, [count('pool', 5, 2)]))
    expect(both?.en).toContain('1 person sits on more than one council and has one hand.')
    expect(both?.en).not.toContain('own count')
    expect(said(onBoth)?.en).toContain("counted once in all and once in each council's own count.")
  })

  test('[VO69] [VO41] equal counts in one council are decided by what its own chair said', () => {
    const input = aVote({ councils: COUNCILS, counting: 'each-apart' })
    const counts = [count('cc', 3, 2), count('ec', 3, 3)]
    expect(scopesTied(byHands(input, counts))).toEqual(['ec'])
    expect(computeOutcome(byHands(input, counts, { ec: 'for' })).result).toBe('carried')
    for (const choice of ['against', 'abstain', null] as const)
      expect(computeOutcome(byHands(input, counts, { ec: choice })).result).toBe('rejected')
  })

  test('[VO24] [VO68] at the close those present at the opening and not gone make the quorum', () => {
    const input = aVote({ councils: COUNCILS, left: 'm06 m07 m08' })
    expect(computeOutcome(byHands(input, [count('pool', 8, 0)]))).toMatchObject({
      result: 'no-decision',
      reason: 'no-quorum-at-close',
    })
  })

  test('[VO26] [VO68] a missing count, and more hands than places, are faults', () => {
    const input = aVote({ councils: COUNCILS })
    expect(() => computeOutcome(byHands(input, []))).toThrow('no hands were counted')
    expect(() => computeOutcome(byHands(input, [count('pool', 10, 2)]))).toThrow('more hands than places')
  })
})

describe('two tellers', () => {
  const entered = (...counts: [string, HandCount][]): TellerCount[] =>
    counts.map(([teller, one], at) => ({ number: at + 1, teller: teller as AccountId, counts: [one], at }))

  test('[VO66] agree on what each entered last', () => {
    const first = entered(['s01', count('pool', 5, 1)])
    expect([standingOf([]), standingOf(first)]).toEqual(['none', 'one'])
    const differ = [...first, ...entered(['s02', count('pool', 5, 2)])]
    expect([standingOf(differ), agreedCounts(differ)]).toEqual(['differ', null])
    const agree = [...differ, ...entered(['s01', count('pool', 5, 2)])]
    expect([standingOf(agree), agreedCounts(agree)]).toEqual(['agree', [count('pool', 5, 2)]])
  })
})
