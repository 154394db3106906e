import { describe, expect, test } from 'vitest'
import { inForce } from '../../shared/councils/rules.ts'
import {
  capacityIn,
  declareRecusal,
  isObserver,
  noteAttendance,
  presentIn,
  preside,
  seatsPresent,
  seeSession,
  withdrawRecusal,
} from '../../shared/sessions/rules.ts'
import {
  ALLOWED,
  account,
  aSeat,
  aSession,
  as,
  CHAIR,
  came,
  DAY,
  DRAFTER,
  left,
  MEMBER,
  OBSERVER,
  recommendation,
  refused,
  SEATS,
  SECRETARY,
  STRANGER,
} from './session-world.ts'

describe('seats and what they give', () => {
  test('[CO1] a seat is in force from its first to its last day, both included', () => {
    const seat = aSeat('cc', 'm01', 'member', { from: '2024-01-10', until: '2025-01-09' })
    expect(inForce(seat, '2024-01-10')).toBe(true)
    expect(inForce(seat, '2025-01-09')).toBe(true)
    expect(inForce(seat, '2024-01-09')).toBe(false)
    expect(inForce(seat, '2025-01-10')).toBe(false)
  })

  test('[CO1] before and after its term a seat gives no right: its holder is a stranger to the session', () => {
    const coming = as('m30', { seats: [aSeat('cc', 'm30', 'member', { from: '2025-04-25' })] })
    const gone = as('m31', { seats: [aSeat('cc', 'm31', 'member', { until: '2025-04-23' })] })
    for (const person of [coming, gone]) {
      expect(person.seats).toEqual([])
      expect(seeSession(person)).toMatchObject(refused('not-found', 'SE1'))
    }
    expect(seeSession(as('m31', { seats: [aSeat('cc', 'm31', 'member', { until: DAY })] }))).toMatchObject(ALLOWED)
  })

  test('[CO1] a seat in a council that does not take part gives no right in the session', () =>
    expect(seeSession(as('m40', { seats: [aSeat('ac', 'm40', 'chair')] }))).toMatchObject(refused('not-found', 'SE1')))

  test('[CO2] who sits on two councils of the session holds both seats in it', () =>
    expect(MEMBER.seats.map(({ id }) => id)).toEqual(['cc-m06', 'ec-m06']))
})

describe('who sees a session and who runs it', () => {
  test('[SE1] it is seen by the seated, the invited and the secretariat', () => {
    for (const person of [CHAIR, MEMBER, OBSERVER, DRAFTER, SECRETARY])
      expect(seeSession(person)).toMatchObject(ALLOWED)
    expect(seeSession(as('s09', { invitedAs: 'secretariat' }))).toMatchObject(ALLOWED)
  })

  test('[SE1] for everybody else it does not exist', () =>
    expect(seeSession(STRANGER)).toMatchObject(refused('not-found', 'SE1')))

  test('[SE2] the presiding chair runs it, nobody else', () => {
    expect(preside(CHAIR)).toMatchObject(ALLOWED)
    for (const person of [as('m02'), MEMBER, as('m12'), SECRETARY, OBSERVER, DRAFTER, STRANGER]) {
      expect(preside(person)).toMatchObject(refused('no-right', 'SE2'))
    }
  })

  test("[SE2] when the presiding person holds no seat any more, the first council's deputy runs it, not the other's", () => {
    const seats = [
      aSeat('cc', 'm01', 'chair', { until: '2025-04-01' }),
      ...SEATS.filter(({ holder }) => holder !== 'm01'),
    ]
    expect(preside(as('m01', { seats }))).toMatchObject(refused('no-right', 'SE2'))
    expect(preside(as('m02', { seats }))).toMatchObject(ALLOWED)
    expect(preside(as('m12', { seats }))).toMatchObject(refused('no-right', 'SE2'))
    expect(preside(as('m13', { seats }))).toMatchObject(refused('no-right', 'SE2'))
  })

  test('[SE2] never do two people run a session, even where the first council has two deputies', () => {
    const seats = [aSeat('cc', 'm02', 'deputy'), aSeat('cc', 'm03', 'deputy')]
    expect(['m02', 'm03'].filter((name) => preside(as(name, { seats })).ok)).toEqual(['m02'])
  })

  test('[SE8] an observer is somebody with neither seat nor part in the work', () => {
    expect(isObserver(OBSERVER)).toBe(true)
    for (const person of [CHAIR, MEMBER, SECRETARY, DRAFTER]) expect(isObserver(person)).toBe(false)
    const seatedToo = capacityIn(aSession(), { id: account('m06'), role: 'person' }, SEATS, 'observer', DAY)
    expect(isObserver(seatedToo)).toBe(false)
  })
})

describe('presence', () => {
  test('[SE3] who came and did not leave is present, in the hall or remote, whatever they did before', () => {
    const log = [
      came('m01'),
      came('m02', { mode: 'remote' }),
      came('m06'),
      left('m06'),
      came('m12'),
      left('m12'),
      came('m12', { mode: 'remote' }),
    ]
    expect([...presentIn(log, 2)]).toEqual([
      ['m01', 'hall'],
      ['m02', 'remote'],
      ['m12', 'remote'],
    ])
  })

  test('[SE3] a new sitting begins with nobody: the log of an earlier one is not read', () => {
    const log = [came('m01', { sitting: 1 }), came('m02', { sitting: 1 }), came('m02')]
    expect([...presentIn(log, 2).keys()]).toEqual(['m02'])
    expect([...presentIn(log, 3)]).toEqual([])
  })

  test('[SE3] a person who came brings each of their seats', () => {
    expect(seatsPresent(SEATS, presentIn([came('m06'), came('m01')], 2))).toEqual(['cc-m01', 'cc-m06', 'ec-m06'])
    expect(seatsPresent(SEATS, new Map())).toEqual([])
  })

  const away = { seated: true, present: false }
  const here = { seated: true, present: true }

  test('[SE4] the secretary notes who came and who left', () => {
    expect(noteAttendance(aSession(), SECRETARY, away, 'came')).toMatchObject(ALLOWED)
    expect(noteAttendance(aSession(), SECRETARY, here, 'left')).toMatchObject(ALLOWED)
  })

  test('[SE4] nobody else does, not the presiding chair either', () => {
    for (const person of [CHAIR, MEMBER, OBSERVER, DRAFTER]) {
      expect(noteAttendance(aSession(), person, away, 'came')).toMatchObject(refused('no-right', 'SE4'))
    }
  })

  test('[SE4] only in an open session, only for seated persons, never twice the same', () => {
    for (const stage of ['planned', 'suspended', 'closed'] as const) {
      expect(noteAttendance(aSession({ stage }), SECRETARY, away, 'came')).toMatchObject(
        refused('session-not-open', 'SE4'),
      )
    }
    const guest = { seated: false, present: false }
    expect(noteAttendance(aSession(), SECRETARY, guest, 'came')).toMatchObject(refused('not-on-the-session', 'SE4'))
    expect(noteAttendance(aSession(), SECRETARY, here, 'came')).toMatchObject(refused('already-present', 'SE4'))
    expect(noteAttendance(aSession(), SECRETARY, away, 'left')).toMatchObject(refused('not-present', 'SE4'))
  })
})

describe('a declared interest', () => {
  const r01 = recommendation('r01')
  const own = { account: account('m06'), seated: true }
  const declared = [{ recommendation: r01, account: account('m06'), reason: 'works there' }]

  test('[SE6] a seated person declares it, or the secretary for them, and takes it back', () => {
    for (const person of [MEMBER, SECRETARY]) {
      expect(declareRecusal(aSession(), person, own, r01, [], false)).toMatchObject(ALLOWED)
      expect(withdrawRecusal(aSession(), person, own, r01, declared, false)).toMatchObject(ALLOWED)
    }
  })

  test('[SE6] nobody declares or takes back for another, not the presiding chair either', () => {
    for (const person of [CHAIR, OBSERVER, DRAFTER]) {
      expect(declareRecusal(aSession(), person, own, r01, [], false)).toMatchObject(refused('no-right', 'SE6'))
      expect(withdrawRecusal(aSession(), person, own, r01, declared, false)).toMatchObject(refused('no-right', 'SE6'))
    }
  })

  test('[SE6] a person without a seat has no interest to declare', () => {
    const guest = { account: account('o01'), seated: false }
    expect(declareRecusal(aSession(), OBSERVER, guest, r01, [], false)).toMatchObject(
      refused('not-on-the-session', 'SE6'),
    )
    expect(declareRecusal(aSession(), SECRETARY, guest, r01, [], false)).toMatchObject(
      refused('not-on-the-session', 'SE6'),
    )
  })

  test('[SE6] while a vote on it is open neither is done', () => {
    expect(declareRecusal(aSession(), MEMBER, own, r01, [], true)).toMatchObject(refused('vote-running', 'SE6'))
    expect(withdrawRecusal(aSession(), MEMBER, own, r01, declared, true)).toMatchObject(refused('vote-running', 'SE6'))
  })

  test('[SE6] nor when the session is over', () => {
    const over = aSession({ stage: 'closed' })
    expect(declareRecusal(over, MEMBER, own, r01, [], false)).toMatchObject(refused('session-closed', 'SE6'))
    expect(withdrawRecusal(over, MEMBER, own, r01, declared, false)).toMatchObject(refused('session-closed', 'SE6'))
  })

  test('[SE6] each once; an interest in one text is none in another', () => {
    expect(declareRecusal(aSession(), MEMBER, own, r01, declared, false)).toMatchObject(
      refused('already-recused', 'SE6'),
    )
    expect(withdrawRecusal(aSession(), MEMBER, own, r01, [], false)).toMatchObject(refused('not-recused', 'SE6'))
    expect(declareRecusal(aSession(), MEMBER, own, recommendation('r02'), declared, false)).toMatchObject(ALLOWED)
    expect(withdrawRecusal(aSession(), MEMBER, own, recommendation('r02'), declared, false)).toMatchObject(
      refused('not-recused', 'SE6'),
    )
  })
})
