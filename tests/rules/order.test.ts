import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Floor, MOTION_KINDS, type PointOfOrder } from '../../shared/floor/model.ts'
import {
  appealable,
  appealRuling,
  decideMotion,
  inOrder,
  isOverturned,
  motionStage,
  nextMotion,
  raiseMotion,
  raisePoint,
  rulePoint,
  rulingWaits,
  settleAppeal,
  withdrawMotion,
  withdrawPoint,
} from '../../shared/floor/order-rules.ts'
import type { FloorFacts } from '../../shared/floor/rules.ts'
import { a09, facts, guest, motion, raised, ruled, seated, WHILE_VOTING } from './floor-world.ts'
import {
  ALLOWED,
  account,
  aSession,
  as,
  CHAIR,
  MEMBER,
  OBSERVER,
  OPERATED,
  OPERATOR,
  refused,
  SECRETARY,
} from './session-world.ts'

describe('points of order', () => {
  test('[SE34] a seated member who is checked in raises one, or the secretary for them; each one at a time', () => {
    expect(raisePoint(MEMBER, seated('m06'), false, facts())).toMatchObject(ALLOWED)
    expect(raisePoint(SECRETARY, seated('m06'), false, facts())).toMatchObject(ALLOWED)
    expect(raisePoint(CHAIR, seated('m06'), false, facts())).toMatchObject(refused('no-right', 'SE34'))
    expect(raisePoint(OBSERVER, guest('o01'), false, facts())).toMatchObject(refused('no-right', 'SE34'))
    expect(raisePoint(SECRETARY, guest('o01'), false, facts())).toMatchObject(refused('not-on-the-session', 'SE34'))
    expect(raisePoint(MEMBER, seated('m06', { present: false }), false, facts())).toMatchObject(
      refused('check-in-first', 'SE34'),
    )
    const again = facts({ pointsOfOrder: [raised('m06')] })
    expect(raisePoint(MEMBER, seated('m06'), false, again)).toMatchObject(refused('already-raised', 'SE34'))
    expect(raisePoint(as('m12'), seated('m12'), false, again)).toMatchObject(ALLOWED)
  })

  test('[SE38] while a vote is open only on its conduct', () => {
    expect(raisePoint(MEMBER, seated('m06'), false, facts({}, WHILE_VOTING))).toMatchObject(
      refused('only-on-conduct', 'SE38'),
    )
    expect(raisePoint(MEMBER, seated('m06'), true, facts({}, WHILE_VOTING))).toMatchObject(ALLOWED)
    expect(raiseMotion(MEMBER, seated('m06'), 'suspend', facts({}, WHILE_VOTING))).toMatchObject(
      refused('only-on-conduct', 'SE38'),
    )
  })

  test('[SE34] it is taken back by who raised it, or the secretary, until it is ruled on', () => {
    for (const by of [MEMBER, SECRETARY]) expect(withdrawPoint(by, raised('m06'), facts())).toMatchObject(ALLOWED)
    for (const by of [CHAIR, as('m02')])
      expect(withdrawPoint(by, raised('m06'), facts())).toMatchObject(refused('no-right', 'SE34'))
    expect(withdrawPoint(MEMBER, ruled('m06'), facts())).toMatchObject(refused('already-ruled', 'SE34'))
  })

  test('[SE36] the presiding chair rules, or the operator records the ruling; once', () => {
    expect(rulePoint(CHAIR, raised('m06'), facts())).toMatchObject(ALLOWED)
    expect(rulePoint(OPERATOR, raised('m06'), facts({}, { session: OPERATED }))).toMatchObject(ALLOWED)
    for (const by of [MEMBER, SECRETARY, as('m12')])
      expect(rulePoint(by, raised('m06'), facts())).toMatchObject(refused('no-right', 'SE2'))
    for (const done of [ruled('m06'), raised('m06', { stage: 'withdrawn' })])
      expect(rulePoint(CHAIR, done, facts())).toMatchObject(refused('already-ruled', 'SE36'))
  })

  test('[SE37] an appeal is made at once: nothing called, ruled, voted or taken since', () => {
    const newest = ruled('m06')
    const at = (change: Partial<Floor> = {}, more: Partial<FloorFacts> = {}) =>
      facts({ pointsOfOrder: [newest], business: 1, ...change }, more)
    expect(appealable(at())).toBe(newest)
    expect(appealRuling(as('m12'), seated('m12'), newest, at())).toMatchObject(ALLOWED)
    expect(appealRuling(SECRETARY, seated('m12'), newest, at())).toMatchObject(ALLOWED)
    expect(appealRuling(OBSERVER, guest('o01'), newest, at())).toMatchObject(refused('no-right', 'SE37'))
    for (const late of [
      at({ business: 2 }),
      at({}, { votes: { open: true, opened: 1 } }),
      at({}, { votes: { open: false, opened: 1 } }),
      at({}, { session: aSession({ currentPoint: a09 }) }),
    ]) {
      expect(appealable(late)).toBeNull()
      expect(appealRuling(as('m12'), seated('m12'), newest, late)).toMatchObject(refused('appeal-too-late', 'SE37'))
    }
    expect(appealRuling(as('m12'), seated('m12'), raised('m06'), at())).toMatchObject(refused('not-ruled', 'SE37'))
    const appealed = ruled('m06', { stage: 'appealed', appeal: { account: account('m12'), at: 0 } })
    expect(appealRuling(as('m12'), seated('m12'), appealed, at())).toMatchObject(refused('already-appealed', 'SE37'))
  })

  test('[SE37] a ruling on the conduct of a vote may be appealed from while that vote is open', () => {
    const conduct = ruled('m06', { conduct: true, votesOpened: 1 })
    const here = facts({ pointsOfOrder: [conduct], business: 1 }, WHILE_VOTING)
    expect(appealRuling(as('m12'), seated('m12'), conduct, here)).toMatchObject(ALLOWED)
  })

  test('[SE37] the secretary enters the result; the ruling is overturned only by more against than for', () => {
    const appealed = ruled('m06', { stage: 'appealed', appeal: { account: account('m12'), at: 0 } })
    const counts = { for: 2, against: 3, abstain: 0 }
    expect(settleAppeal(SECRETARY, appealed, counts, 5, facts())).toMatchObject(ALLOWED)
    for (const by of [CHAIR, MEMBER, OBSERVER])
      expect(settleAppeal(by, appealed, counts, 5, facts())).toMatchObject(refused('no-right', 'SE37'))
    expect(settleAppeal(SECRETARY, ruled('m06'), counts, 5, facts())).toMatchObject(refused('not-ruled', 'SE37'))
    const settled = ruled('m06', { stage: 'settled', appeal: { account: account('m12'), at: 0 }, counts })
    expect(settleAppeal(SECRETARY, settled, counts, 5, facts())).toMatchObject(refused('already-decided', 'SE37'))
    expect(isOverturned(counts)).toBe(true)
    expect(isOverturned({ for: 3, against: 3, abstain: 4 })).toBe(false)
    expect(isOverturned({ for: 0, against: 0, abstain: 4 })).toBe(false)
  })

  test('[SE43] no more hands than may vote', () => {
    const appealed = ruled('m06', { stage: 'appealed', appeal: { account: account('m12'), at: 0 } })
    expect(settleAppeal(SECRETARY, appealed, { for: 3, against: 2, abstain: 1 }, 5, facts())).toMatchObject(
      refused('too-many-counted', 'SE43'),
    )
  })

  test('[SE35] a ruling is waited for until it is recorded, and an appeal until its result is', () => {
    const stages = (...points: PointOfOrder[]) => rulingWaits({ pointsOfOrder: points })
    expect(stages(ruled('m06'), raised('m12'))).toBe(true)
    expect(stages(ruled('m06', { stage: 'appealed' }))).toBe(true)
    expect(stages(ruled('m06'), raised('m12', { stage: 'withdrawn' }), ruled('m02', { stage: 'settled' }))).toBe(false)
  })
})

describe('motions', () => {
  test('[SE39] they outrank each other: suspend, adjourn, close the debate, close the list, division, manner', () => {
    expect(MOTION_KINDS).toEqual(['suspend', 'adjourn', 'close-debate', 'close-list', 'division', 'manner'])
    fc.assert(
      fc.property(fc.shuffledSubarray([...MOTION_KINDS], { minLength: 1 }), (kinds) => {
        const motions = kinds.map((kind) => motion(kind))
        expect(inOrder(motions).map(({ kind }) => kind)).toEqual(MOTION_KINDS.filter((kind) => kinds.includes(kind)))
        expect(nextMotion({ motions })?.kind).toBe(MOTION_KINDS.find((kind) => kinds.includes(kind)))
      }),
    )
  })

  test('[SE39] a seated member who is checked in moves, one of a kind at a time', () => {
    expect(raiseMotion(MEMBER, seated('m06'), 'suspend', facts())).toMatchObject(ALLOWED)
    expect(raiseMotion(SECRETARY, seated('m06'), 'suspend', facts())).toMatchObject(ALLOWED)
    expect(raiseMotion(OBSERVER, guest('o01'), 'suspend', facts())).toMatchObject(refused('no-right', 'SE39'))
    expect(raiseMotion(MEMBER, seated('m06', { present: false }), 'suspend', facts())).toMatchObject(
      refused('check-in-first', 'SE39'),
    )
    const here = facts({ motions: [motion('suspend')] })
    expect(raiseMotion(MEMBER, seated('m06'), 'suspend', here)).toMatchObject(refused('already-moved', 'SE39'))
    expect(raiseMotion(MEMBER, seated('m06'), 'adjourn', here)).toMatchObject(ALLOWED)
    const decided = facts({ motions: [motion('suspend', { stage: 'rejected' })] })
    expect(raiseMotion(MEMBER, seated('m06'), 'suspend', decided)).toMatchObject(ALLOWED)
  })

  test('[SE39] a motion is taken back by who moved it, or the secretary, until it is decided', () => {
    for (const by of [MEMBER, SECRETARY]) expect(withdrawMotion(by, motion('adjourn'), facts())).toMatchObject(ALLOWED)
    expect(withdrawMotion(as('m02'), motion('adjourn'), facts())).toMatchObject(refused('no-right', 'SE39'))
    expect(withdrawMotion(MEMBER, motion('adjourn', { stage: 'carried' }), facts())).toMatchObject(
      refused('already-decided', 'SE39'),
    )
  })

  test('[SE40] who runs the session and the secretary enter the result, only the former rules out of order', () => {
    const here = facts({ motions: [motion('adjourn')] })
    const counts = { how: 'counts' as const, for: 3, against: 1, abstain: 0 }
    for (const by of [CHAIR, SECRETARY]) {
      expect(decideMotion(by, motion('adjourn'), counts, 5, here)).toMatchObject(ALLOWED)
      expect(decideMotion(by, motion('adjourn'), { how: 'no-objection' }, 5, here)).toMatchObject(ALLOWED)
    }
    expect(decideMotion(CHAIR, motion('adjourn'), { how: 'out-of-order' }, 5, here)).toMatchObject(ALLOWED)
    expect(decideMotion(SECRETARY, motion('adjourn'), { how: 'out-of-order' }, 5, here)).toMatchObject(
      refused('no-right', 'SE40'),
    )
    expect(decideMotion(MEMBER, motion('adjourn'), counts, 5, here)).toMatchObject(refused('no-right', 'SE40'))
    expect(decideMotion(CHAIR, motion('adjourn'), counts, 3, here)).toMatchObject(refused('too-many-counted', 'SE43'))
  })

  test('[SE40] in their order, after points of order, not while a vote is open, and once', () => {
    const result = { how: 'no-objection' as const }
    const two = facts({ motions: [motion('close-list'), motion('suspend')] })
    expect(decideMotion(CHAIR, motion('close-list'), result, 5, two)).toMatchObject(refused('outranked', 'SE40'))
    expect(decideMotion(CHAIR, motion('suspend'), result, 5, two)).toMatchObject(ALLOWED)
    const order = facts({ motions: [motion('suspend')], pointsOfOrder: [raised('m12')] })
    expect(decideMotion(CHAIR, motion('suspend'), result, 5, order)).toMatchObject(refused('ruling-waits', 'SE35'))
    const voting = facts({ motions: [motion('suspend')] }, WHILE_VOTING)
    expect(decideMotion(CHAIR, motion('suspend'), result, 5, voting)).toMatchObject(refused('only-on-conduct', 'SE38'))
    expect(decideMotion(CHAIR, motion('suspend', { stage: 'carried' }), result, 5, two)).toMatchObject(
      refused('already-decided', 'SE40'),
    )
  })

  test('[SE40] carried when nobody objects or more hands are for than against', () => {
    expect(motionStage({ how: 'no-objection' })).toBe('carried')
    expect(motionStage({ how: 'counts', for: 3, against: 2, abstain: 9 })).toBe('carried')
    expect(motionStage({ how: 'counts', for: 2, against: 2, abstain: 0 })).toBe('rejected')
    expect(motionStage({ how: 'counts', for: 0, against: 0, abstain: 0 })).toBe('rejected')
    expect(motionStage({ how: 'out-of-order' })).toBe('out-of-order')
  })
})
