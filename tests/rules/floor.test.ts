import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asked, called, emptied, ended, given, moved, usedMs, without } from '../../shared/floor/list.ts'
import {
  type Floor,
  MOTION_KINDS,
  type Motion,
  type MotionKind,
  type PointOfOrder,
  type SpeakersList,
  type Waiting,
} from '../../shared/floor/model.ts'
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
import {
  askForFloor,
  callSpeaker,
  changeSpeech,
  debateIsClosed,
  declareInterest,
  endSpeech,
  type FloorFacts,
  type FloorPerson,
  hiddenFrom,
  listIsOpen,
  mayCall,
  moveSpeaker,
  readReasons,
  runList,
  withdrawAsking,
  withdrawInterest,
} from '../../shared/floor/rules.ts'
import type { AgendaPointId, FloorEntryId, MotionId, PointOfOrderId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import {
  ALLOWED,
  account,
  aSession,
  as,
  CHAIR,
  DRAFTER,
  MEMBER,
  OBSERVER,
  refused,
  SECRETARY,
  STRANGER,
} from './session-world.ts'

const OPERATED = aSession({ operator: account('s01') })
const OPERATOR = as('s01', { staff: true, session: OPERATED })

const entry = (name: string): Waiting => ({
  id: `e-${name}` as FloorEntryId,
  account: account(name),
  point: null,
  askedAt: 0,
})
const id = (name: string) => entry(name).id
const a09 = 'a09' as AgendaPointId

const aFloor = (change: Partial<Floor> = {}): Floor => ({
  sitting: 2,
  listClosed: false,
  debateClosedOn: null,
  secondsEach: 180,
  guestsMayAsk: false,
  list: { waiting: [], speaking: null },
  pointsOfOrder: [],
  motions: [],
  business: 0,
  ...change,
})
const facts = (floor: Partial<Floor> = {}, change: Partial<FloorFacts> = {}): FloorFacts => ({
  session: aSession(),
  floor: aFloor(floor),
  votes: { open: false, opened: 0 },
  ...change,
})
const WHILE_VOTING = { votes: { open: true, opened: 1 } }
const SUSPENDED = { session: aSession({ stage: 'suspended' }) }

const seated = (name: string, change: Partial<FloorPerson> = {}): FloorPerson => ({
  account: account(name),
  seated: true,
  present: true,
  invited: false,
  ...change,
})
const guest = (name: string): FloorPerson => ({ account: account(name), seated: false, present: false, invited: true })

const raised = (name: string, change: object = {}): PointOfOrder =>
  ({
    id: `p-${name}` as PointOfOrderId,
    account: account(name),
    point: null,
    conduct: false,
    at: 0,
    stage: 'waiting',
    ...change,
  }) as PointOfOrder
const ruled = (name: string, change: object = {}): PointOfOrder =>
  raised(name, { stage: 'ruled', ruling: 'sustained', words: 'So.', business: 1, votesOpened: 0, ...change })
const motion = (kind: MotionKind, change: object = {}): Motion =>
  ({
    id: `m-${kind}` as MotionId,
    kind,
    account: account('m06'),
    point: null,
    words: '',
    at: 0,
    stage: 'waiting',
    ...change,
  }) as Motion

describe('asking for the floor', () => {
  test('[SE30] who has a seat and is checked in asks, and the secretary for them', () => {
    expect(askForFloor(MEMBER, seated('m06'), facts())).toMatchObject(ALLOWED)
    expect(askForFloor(SECRETARY, seated('m06'), facts())).toMatchObject(ALLOWED)
    expect(askForFloor(CHAIR, seated('m06'), facts())).toMatchObject(refused('no-right', 'SE30'))
  })

  test('[SE30] who has not checked in does so first, and only in an open session', () => {
    expect(askForFloor(MEMBER, seated('m06', { present: false }), facts())).toMatchObject(
      refused('check-in-first', 'SE30'),
    )
    expect(askForFloor(MEMBER, seated('m06'), facts({}, SUSPENDED))).toMatchObject(refused('session-not-open', 'SE30'))
  })

  test('[SE30] who has no seat asks only while the chair lets them; a stranger never', () => {
    expect(askForFloor(OBSERVER, guest('o01'), facts())).toMatchObject(refused('guests-may-not-ask', 'SE30'))
    expect(askForFloor(OBSERVER, guest('o01'), facts({ guestsMayAsk: true }))).toMatchObject(ALLOWED)
    const stranger = { ...guest('x01'), invited: false }
    expect(askForFloor(SECRETARY, stranger, facts({ guestsMayAsk: true }))).toMatchObject(
      refused('not-on-the-session', 'SE30'),
    )
  })

  test('[SE30] once at a time, also while speaking', () => {
    const waiting = { waiting: [entry('m06')], speaking: null }
    const speaking = { waiting: [], speaking: { ...entry('m06'), calledAt: 0, seconds: 60 } }
    for (const list of [waiting, speaking])
      expect(askForFloor(MEMBER, seated('m06'), facts({ list }))).toMatchObject(refused('already-on-the-list', 'SE30'))
  })

  test('[SE30] not while the list is closed, nor under a point whose debate is closed', () => {
    expect(askForFloor(MEMBER, seated('m06'), facts({ listClosed: true }))).toMatchObject(
      refused('list-closed', 'SE30'),
    )
    const closed = facts({ debateClosedOn: { point: a09 } }, { session: aSession({ currentPoint: a09 }) })
    expect(debateIsClosed(closed)).toBe(true)
    expect(askForFloor(MEMBER, seated('m06'), closed)).toMatchObject(refused('list-closed', 'SE30'))
    const next = { ...closed, session: aSession({ currentPoint: 'a10' as AgendaPointId }) }
    expect(listIsOpen(next)).toBe(true)
    expect(askForFloor(MEMBER, seated('m06'), next)).toMatchObject(ALLOWED)
  })

  test('[SE30] who waits withdraws; the secretary and who runs the session take off; nobody else', () => {
    const here = facts({ list: { waiting: [entry('m06')], speaking: null } })
    for (const by of [MEMBER, SECRETARY, CHAIR]) expect(withdrawAsking(by, id('m06'), here)).toMatchObject(ALLOWED)
    for (const by of [as('m02'), OBSERVER, DRAFTER])
      expect(withdrawAsking(by, id('m06'), here)).toMatchObject(refused('no-right', 'SE30'))
    expect(withdrawAsking(CHAIR, id('m12'), here)).toMatchObject(refused('changed-meanwhile', 'SE31'))
  })

  test('[SE30] [SE34] [SE39] outside a sitting nothing is taken back: what was raised stays as the sitting left it', () => {
    for (const stage of ['planned', 'suspended', 'closed'] as const) {
      const over = facts({ list: { waiting: [entry('m06')], speaking: null } }, { session: aSession({ stage }) })
      expect(withdrawAsking(MEMBER, id('m06'), over)).toMatchObject(refused('session-not-open', 'SE30'))
      expect(withdrawPoint(MEMBER, raised('m06'), over)).toMatchObject(refused('session-not-open', 'SE34'))
      expect(withdrawMotion(MEMBER, motion('adjourn'), over)).toMatchObject(refused('session-not-open', 'SE39'))
    }
  })

  test('[SE34] [SE37] [SE39] who has no seat has no right to raise anything, at whatever stage', () => {
    for (const stage of ['planned', 'open', 'suspended', 'closed'] as const) {
      const here = facts({}, { session: aSession({ stage }) })
      const nobody = { account: account('o01'), seated: false, present: false, invited: true }
      expect(raisePoint(OBSERVER, nobody, false, here)).toMatchObject(refused('no-right', 'SE34'))
      expect(appealRuling(OBSERVER, nobody, ruled('m06'), here)).toMatchObject(refused('no-right', 'SE37'))
      expect(raiseMotion(OBSERVER, nobody, 'suspend', here)).toMatchObject(refused('no-right', 'SE39'))
    }
  })
})

describe('running the list', () => {
  const list: SpeakersList = {
    waiting: [entry('m06'), entry('m12')],
    speaking: { ...entry('m02'), calledAt: 0, seconds: 60 },
  }
  const call = (change: object = {}) => ({ entry: id('m06'), after: id('m02'), isOfSession: true, ...change })

  test('[SE31] the presiding chair and the operator run it, nobody else', () => {
    expect(callSpeaker(CHAIR, call(), facts({ list }))).toMatchObject(ALLOWED)
    expect(callSpeaker(OPERATOR, call(), facts({ list }, { session: OPERATED }))).toMatchObject(ALLOWED)
    for (const by of [MEMBER, as('m02'), as('m12'), SECRETARY, OBSERVER, STRANGER]) {
      expect(runList(by, facts({ list }))).toMatchObject(refused('no-right', 'SE2'))
      expect(callSpeaker(by, call(), facts({ list }))).toMatchObject(refused('no-right', 'SE2'))
      expect(moveSpeaker(by, { entry: id('m06'), before: null }, facts({ list }))).toMatchObject(
        refused('no-right', 'SE2'),
      )
    }
    expect(runList(CHAIR, facts({}, SUSPENDED))).toMatchObject(refused('session-not-open', 'SE31'))
  })

  test('[SE31] a call names who has the floor on the page that was pressed', () => {
    expect(callSpeaker(CHAIR, call({ after: null }), facts({ list }))).toMatchObject(
      refused('changed-meanwhile', 'SE31'),
    )
    expect(callSpeaker(CHAIR, call({ entry: id('m13') }), facts({ list }))).toMatchObject(
      refused('changed-meanwhile', 'SE31'),
    )
    expect(callSpeaker(CHAIR, call({ isOfSession: false }), facts({ list }))).toMatchObject(
      refused('not-on-the-session', 'SE30'),
    )
  })

  test('[SE31] who speaks ends their own speech; more time is given by who runs the session', () => {
    expect(endSpeech(as('m02'), id('m02'), facts({ list }))).toMatchObject(ALLOWED)
    expect(endSpeech(as('m02'), id('m02'), facts({ list }, SUSPENDED))).toMatchObject(
      refused('session-not-open', 'SE31'),
    )
    expect(endSpeech(MEMBER, id('m02'), facts({ list }))).toMatchObject(refused('no-right', 'SE2'))
    expect(changeSpeech(CHAIR, id('m02'), facts({ list }))).toMatchObject(ALLOWED)
    expect(changeSpeech(as('m02'), id('m02'), facts({ list }))).toMatchObject(refused('no-right', 'SE2'))
    expect(changeSpeech(CHAIR, id('m06'), facts({ list }))).toMatchObject(refused('changed-meanwhile', 'SE31'))
  })

  test('[SE31] one is moved only before one who still waits', () => {
    expect(moveSpeaker(CHAIR, { entry: id('m12'), before: id('m06') }, facts({ list }))).toMatchObject(ALLOWED)
    for (const change of [{ entry: id('m02') }, { before: id('m02') }])
      expect(moveSpeaker(CHAIR, { entry: id('m12'), before: null, ...change }, facts({ list }))).toMatchObject(
        refused('changed-meanwhile', 'SE31'),
      )
  })

  test('[SE35] [SE38] nobody is called while a ruling is waited for or a vote is open', () => {
    expect(mayCall(CHAIR, facts({ list, pointsOfOrder: [raised('m06')] }))).toMatchObject(
      refused('ruling-waits', 'SE35'),
    )
    expect(mayCall(CHAIR, facts({ list }, WHILE_VOTING))).toMatchObject(refused('only-on-conduct', 'SE38'))
    expect(mayCall(CHAIR, facts({ list, pointsOfOrder: [ruled('m06')] }))).toMatchObject(ALLOWED)
  })

  test('[SE31] whatever is done with the list, nobody is lost and nobody stands in it twice', () => {
    const act = fc.record({
      what: fc.constantFrom('ask', 'withdraw', 'call', 'end', 'give', 'move', 'empty'),
      who: fc.integer({ min: 0, max: 7 }),
      before: fc.option(fc.integer({ min: 0, max: 7 }), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let now: SpeakersList = { waiting: [], speaking: null }
        const gone = new Set<FloorEntryId>()
        const everybody = new Set<FloorEntryId>()
        acts.forEach(({ what, who, before }, at) => {
          const was = now
          const named = now.waiting[who % Math.max(1, now.waiting.length)]?.id ?? id('nobody')
          const other = before === null ? null : (now.waiting[before % Math.max(1, now.waiting.length)]?.id ?? null)
          if (what === 'ask') {
            const one = { ...entry(`m${who}`), id: `e${at}` as FloorEntryId }
            everybody.add(one.id)
            now = asked(now, one)
          } else if (what === 'withdraw') now = without(now, named)
          else if (what === 'call') now = called(now, named, at, 60)
          else if (what === 'end') now = ended(now)
          else if (what === 'give') now = given(now, 30)
          else if (what === 'move') now = moved(now, named, other)
          else now = emptied(now)
          const there = [...now.waiting, ...(now.speaking ? [now.speaking] : [])].map((one) => one.id)
          for (const one of [...was.waiting, ...(was.speaking ? [was.speaking] : [])])
            if (!there.includes(one.id)) gone.add(one.id)
          expect(new Set(there).size).toBe(there.length)
          expect(new Set([...there, ...gone])).toEqual(everybody)
          expect(there.filter((one) => gone.has(one))).toEqual([])
          if (what === 'move') {
            const rest = (list: SpeakersList) => without(list, named).waiting.map((one) => one.id)
            expect(rest(now)).toEqual(rest(was))
            expect(now.waiting).toHaveLength(was.waiting.length)
          }
        })
      }),
    )
  })

  test('[SE32] time runs from the call and stands still while a vote is open', () => {
    const s = SECOND_MS
    expect(usedMs(10 * s, 70 * s, [])).toBe(60 * s)
    expect(usedMs(10 * s, 70 * s, [{ from: 20 * s, to: 30 * s }])).toBe(50 * s)
    expect(usedMs(10 * s, 70 * s, [{ from: 60 * s, to: null }])).toBe(50 * s)
    expect(usedMs(10 * s, 70 * s, [{ from: 0, to: 20 * s }])).toBe(50 * s)
    expect(usedMs(10 * s, 70 * s, [{ from: 0, to: 5 * s }])).toBe(60 * s)
    expect(usedMs(10 * s, 70 * s, [{ from: 80 * s, to: null }])).toBe(60 * s)
    expect(usedMs(10 * s, 9 * s, [])).toBe(0)
  })
})

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

describe('interests in an agenda point, and what observers see', () => {
  const about = (change: object = {}) => ({
    session: aSession(),
    person: { account: account('m06'), seated: true },
    point: a09,
    agenda: [{ id: a09 }],
    interests: [],
    voteOpen: false,
    ...change,
  })
  const declared = { interests: [{ point: a09, account: account('m06'), reason: 'works there' }] }

  test('[SE41] a seated person declares one and takes it back, or the secretary for them; each once', () => {
    for (const by of [MEMBER, SECRETARY]) {
      expect(declareInterest(by, about())).toMatchObject(ALLOWED)
      expect(withdrawInterest(by, about(declared))).toMatchObject(ALLOWED)
    }
    expect(declareInterest(CHAIR, about())).toMatchObject(refused('no-right', 'SE41'))
    expect(declareInterest(MEMBER, about(declared))).toMatchObject(refused('already-recused', 'SE41'))
    expect(withdrawInterest(MEMBER, about())).toMatchObject(refused('not-recused', 'SE41'))
    expect(declareInterest(MEMBER, about({ agenda: [] }))).toMatchObject(refused('not-found', 'SE41'))
    expect(declareInterest(OBSERVER, about({ person: { account: account('o01'), seated: false } }))).toMatchObject(
      refused('not-on-the-session', 'SE41'),
    )
  })

  test('[SE41] not when the session is over', () => {
    const over = { session: aSession({ stage: 'closed' }) }
    expect(declareInterest(MEMBER, about(over))).toMatchObject(refused('session-closed', 'SE41'))
    expect(withdrawInterest(MEMBER, about({ ...declared, ...over }))).toMatchObject(refused('session-closed', 'SE41'))
  })

  test('[SE41] not while a vote on a text of that point is open', () => {
    expect(declareInterest(MEMBER, about({ voteOpen: true }))).toMatchObject(refused('vote-running', 'SE41'))
    expect(withdrawInterest(MEMBER, about({ ...declared, voteOpen: true }))).toMatchObject(
      refused('vote-running', 'SE41'),
    )
  })

  test('[SE42] observers are shown nothing of a closed point, unless it is released, and no reasons', () => {
    const agenda = [
      { id: a09, closed: true, released: false },
      { id: 'a10' as AgendaPointId, closed: true, released: true },
    ].map((point) => ({ ...point, number: '', kind: '', start: '', minutes: 0, title: { kk: '', ru: '', en: '' } }))
    const hidden = hiddenFrom(OBSERVER, agenda)
    expect([hidden(a09), hidden('a10' as AgendaPointId), hidden(null)]).toEqual([true, false, false])
    for (const by of [MEMBER, SECRETARY, DRAFTER]) {
      expect(hiddenFrom(by, agenda)(a09)).toBe(false)
      expect(readReasons(by)).toBe(true)
    }
    expect(readReasons(OBSERVER)).toBe(false)
  })
})
