import { describe, expect, test } from 'vitest'
import { countQuorum, quorumNeeded } from '../../shared/councils/rules.ts'
import type { CouncilId } from '../../shared/ids.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { aVote, CC, demo, EC, HALF, numbers, quorumOf, said, TEN, TWO_THIRDS, tally } from './outcome-world.ts'

describe('quorum', () => {
  test('[VO21] two thirds of 11 and of 12 seats are 8', () => {
    expect(quorumNeeded(quorumOf(TWO_THIRDS, 'seats'), 11, 0)).toBe(8)
    expect(quorumNeeded(quorumOf(TWO_THIRDS, 'seats'), 12, 0)).toBe(8)
  })
  test('[VO21] half is not more than half: 6 and 7 of 12, 6 and 6 of 11', () => {
    expect(quorumNeeded(quorumOf(HALF, 'seats'), 12, 0)).toBe(6)
    expect(quorumNeeded(quorumOf(HALF, 'seats', true), 12, 0)).toBe(7)
    expect(quorumNeeded(quorumOf(HALF, 'seats'), 11, 0)).toBe(6)
    expect(quorumNeeded(quorumOf(HALF, 'seats', true), 11, 0)).toBe(6)
  })
  test('[VO21] more than two thirds of 12 is 9; and an empty council never has a quorum', () => {
    expect(quorumNeeded(quorumOf(TWO_THIRDS, 'seats', true), 12, 0)).toBe(9)
    expect(quorumNeeded(quorumOf(HALF, 'members'), 12, 0)).toBe(1)
  })
  test('[VO22] two vacant seats make the quorum of a council of 12 harder over seats than over members', () => {
    const present = 'm01 m02 m03 m04 m05 m06'.split(' ').map(() => ({ council: 'cc' as CouncilId }))
    const over = (base: 'seats' | 'members') =>
      countQuorum(
        aVote({ councils: { cc: { holders: TEN, seats: 12, orders: { quorum: quorumOf(HALF, base, true) } } } })
          .councils,
        present,
      )
    expect(over('seats')).toEqual([{ council: 'cc', present: 6, base: 12, needed: 7, reached: false }])
    expect(over('members')).toEqual([{ council: 'cc', present: 6, base: 10, needed: 6, reached: true }])
  })
  test('[VO20] each council by its own orders: two thirds of 11, half of 12', () => {
    const { councils } = aVote({
      councils: { cc: { holders: CC }, ec: { holders: EC, orders: { quorum: quorumOf(HALF, 'seats') } } },
    })
    expect(countQuorum(councils, []).map((one) => one.needed)).toEqual([8, 6])
  })

  /** Ten seats, quorum seven; m10 is recused and present. */
  const recusedSeat = (countsForQuorum: boolean, absent: string) =>
    computeOutcome(
      aVote({
        councils: { cc: { holders: TEN, orders: { recusal: { countsForQuorum, countsForMajority: false } } } },
        recused: 'm10',
        absent,
        for: 'm01 m02',
      }),
    )
  test('[VO23] a recused seat makes the quorum where the orders count it', () => {
    expect(recusedSeat(true, 'm07 m08 m09').quorum.opening).toEqual([
      { council: 'cc', present: 7, base: 10, needed: 7, reached: true },
    ])
    expect(recusedSeat(true, 'm07 m08 m09').quorum.close).toMatchObject([{ present: 7 }])
    expect(recusedSeat(true, 'm07 m08 m09').result).toBe('carried')
  })
  test('[VO23] [VO25] a recused seat does not make it where they do not, and the base stays ten', () => {
    const outcome = recusedSeat(false, 'm07 m08 m09')
    expect(outcome.quorum.opening).toEqual([{ council: 'cc', present: 6, base: 10, needed: 7, reached: false }])
    expect(outcome).toMatchObject({ result: 'no-decision', reason: 'no-quorum-at-opening' })
    expect(outcome.headline.en).toBe('No decision: there was no quorum at the opening.')
  })

  /** Ten seats, quorum seven: eight at opening, m05 and m06 leave. */
  const leavers = (cast: string) =>
    computeOutcome(aVote({ councils: { cc: { holders: TEN } }, absent: 'm09 m10', for: cast, left: 'm05 m06' }))
  test('[VO24] a member who cast and left still counts at close', () => {
    const outcome = leavers('m01 m02 m05')
    expect(outcome.quorum.close).toEqual([{ council: 'cc', present: 7, base: 10, needed: 7, reached: true }])
    expect(outcome.result).toBe('carried')
  })
  test('[VO24] [VO25] when both leave without casting the quorum is lost, though the tally is carried', () => {
    const outcome = leavers('m01 m02 m03 m04')
    expect(outcome.quorum.opening).toMatchObject([{ present: 8, reached: true }])
    expect(outcome.quorum.close).toEqual([{ council: 'cc', present: 6, base: 10, needed: 7, reached: false }])
    expect(outcome).toMatchObject({ result: 'no-decision', reason: 'no-quorum-at-close' })
    expect(numbers(tally(outcome, 'pool'))).toBe(
      '8 places: 4 for, 0 against, 0 abstain, 4 silent; needed 3 of 4; carried',
    )
    expect(outcome.headline.en).toBe('No decision: there was no quorum at the close.')
    expect(outcome.explanation.en).toBe(
      'Quorum at the close. Coordination Council: 6 of 10 seats, 7 needed. ' +
        'Without a quorum there is no decision, whatever the ballots. ' +
        'The question may be put again.',
    )
    expect(said(outcome, 'majority')).toEqual([])
  })
  test('[VO24] a recused member who leaves no longer counts at close', () => {
    const outcome = computeOutcome(demo({ left: 'm20' }))
    expect(outcome.quorum.close[1]).toMatchObject({ council: 'ec', present: 10, reached: true })
  })
  test('[VO25] a quorum missing in a third council of five is enough for no decision', () => {
    const councils = { cc: { holders: CC }, ec: { holders: EC }, ac: { holders: 'm31 m32 m33 m34 m35' } }
    const outcome = computeOutcome(demo({ councils, absent: 'm09 m17 m34 m35' }))
    expect(outcome.quorum.opening[2]).toEqual({ council: 'ac', present: 3, base: 5, needed: 4, reached: false })
    expect(outcome.reason).toBe('no-quorum-at-opening')
    expect(outcome.explanation.en).toMatch(/^Quorum at the opening. Advisory Council: 3 of 5 seats, 4 needed. Without/)
  })
})
