import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asked, called, emptied, ended, given, moved, usedMs, without } from '../../shared/floor/list.ts'
import type { SpeakersList } from '../../shared/floor/model.ts'
import { appealRuling, raiseMotion, raisePoint, withdrawMotion, withdrawPoint } from '../../shared/floor/order-rules.ts'
import {
  askForFloor,
  callSpeaker,
  changeSpeech,
  debateIsClosed,
  declareInterest,
  endSpeech,
  hiddenFrom,
  listIsOpen,
  mayCall,
  moveSpeaker,
  readReasons,
  runList,
  withdrawAsking,
  withdrawInterest,
} from '../../shared/floor/rules.ts'
import type { AgendaPointId, FloorEntryId } from '../../shared/ids.ts'
import { SECOND_MS } from '../../shared/time.ts'
import { a09, entry, facts, guest, id, motion, raised, ruled, SUSPENDED, seated, WHILE_VOTING } from './floor-world.ts'
import {
  ALLOWED,
  account,
  aSession,
  as,
  CHAIR,
  DRAFTER,
  MEMBER,
  OBSERVER,
  OPERATED,
  OPERATOR,
  refused,
  SECRETARY,
  STRANGER,
} from './session-world.ts'

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
