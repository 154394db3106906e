import { describe, expect, test } from 'vitest'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { atLeast, aVote, HALF, moreThan, said, TEN, TWO_THIRDS, tally, ten } from './outcome-world.ts'

describe('equal votes', () => {
  const equal = { for: 'm01 m02 m03', against: 'm04 m05 m06' }
  test('[VO38] exactly half is not more than half, though it is at least half', () => {
    expect(ten(moreThan(HALF, 'for+against'), { ...equal, for: 'm02 m03', against: 'm04 m05' }).result).toBe('rejected')
    expect(ten(atLeast(HALF, 'for+against'), equal)).toMatchObject({ result: 'carried', reason: 'majority' })
  })
  test('[VO38] under two thirds an equal vote is lost, whatever the chair voted', () => {
    const outcome = ten(atLeast(TWO_THIRDS, 'for+against'), equal)
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'no-majority' })
    expect(tally(outcome, 'pool').tie).toBeNull()
  })
  test('[VO38] with abstentions in the base three of seven is below half, and no tie; without, three of six is one', () => {
    expect(ten(moreThan(HALF, 'votes-cast'), { ...equal, abstain: 'm07' })).toMatchObject({
      result: 'rejected',
      reason: 'no-majority',
    })
    expect(ten(moreThan(HALF, 'votes-cast'), equal)).toMatchObject({ result: 'carried', reason: 'tie' })
  })
  test('[VO39] the orders may say that a tie rejects', () => {
    const outcome = computeOutcome(aVote({ councils: { cc: { holders: TEN, orders: { tie: 'rejected' } } }, ...equal }))
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'tie' })
    expect(tally(outcome, 'pool').tie).toBeNull()
    expect(outcome.headline.en).toBe('Rejected on an equal vote: 3 for, 3 against.')
    expect(said(outcome, 'tie')).toEqual(['The votes were equal, and on equal votes the question is rejected.'])
  })
  test('[VO40] the presiding chair’s ballot against rejects', () => {
    const outcome = ten(moreThan(HALF, 'for+against'), { for: 'm02 m03', against: 'm01 m04' })
    expect(outcome).toMatchObject({ result: 'rejected', reason: 'tie' })
    expect(outcome.headline.en).toBe("Rejected by the presiding chair's ballot: 2 for, 2 against.")
  })
  test('[VO42] a chair who abstained, did not vote or is not on the roll rejects', () => {
    const rule = moreThan(HALF, 'for+against')
    const votes = { for: 'm02 m03', against: 'm04 m05' }
    const abstained = ten(rule, { ...votes, abstain: 'm01' })
    expect(tally(abstained, 'pool')).toMatchObject({ verdict: 'rejected', tie: { place: 'm01', choice: 'abstain' } })
    expect(abstained.headline.en).toBe('Rejected on an equal vote: 2 for, 2 against, 1 abstention.')
    expect(said(abstained, 'tie')[0]).toMatch(/decides\. The chair abstained, so the question is rejected\.$/)
    expect(tally(ten(rule, votes), 'pool')).toMatchObject({
      verdict: 'rejected',
      tie: { place: 'm01', choice: null },
    })
    const away = ten(rule, { ...votes, recused: 'm01' })
    expect(tally(away, 'pool')).toMatchObject({ verdict: 'rejected', tie: { place: null, choice: null } })
    expect(said(away, 'tie')[0]).toMatch(/The chair was not on the roll/)
  })
  test('[VO43] the chair’s ballot does not stand in for the least number of votes for', () => {
    const short = ten(moreThan(HALF, 'for+against', 4), equal)
    expect(short).toMatchObject({ result: 'rejected', reason: 'no-majority' })
    expect(tally(short, 'pool').tie).toBeNull()
    expect(ten(moreThan(HALF, 'for+against', 3), equal)).toMatchObject({ result: 'carried', reason: 'tie' })
  })
})
