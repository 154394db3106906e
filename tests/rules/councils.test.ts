import { describe, expect, test } from 'vitest'
import {
  changeCouncil,
  changeSeat,
  giveSeat,
  type Keeping,
  keepCouncils,
  readCouncils,
  removeSeat,
  seatConflicts,
} from '../../shared/councils/keeping-rules.ts'
import type { Seat } from '../../shared/councils/model.ts'
import { ALLOWED, aSeat, refused } from './session-world.ts'

const keeping = (seats: readonly Seat[], change: Partial<Keeping> = {}): Keeping => ({
  by: { role: 'secretariat' },
  shownRev: 4,
  rev: 4,
  number: 3,
  seats,
  ...change,
})

const term = (from: string, until: string | null) => ({ from, until })
const CHAIR = aSeat('cc', 'm01', 'chair')
const DEPUTY = aSeat('cc', 'm02', 'deputy')
const MEMBER = aSeat('cc', 'm03')

describe('who keeps and who reads', () => {
  test('[CO4] the secretariat keeps councils; chairs, members and the administrator do not', () => {
    expect(keepCouncils({ role: 'secretariat' })).toMatchObject(ALLOWED)
    expect(keepCouncils({ role: 'person' })).toEqual(refused('no-right', 'CO4'))
    expect(keepCouncils({ role: 'administrator' })).toEqual(refused('no-right', 'CO4'))
  })

  test('[CO5] whoever holds a seat reads, whoever looks on does not', () => {
    expect(readCouncils({ role: 'person' }, true)).toMatchObject(ALLOWED)
    expect(readCouncils({ role: 'person' }, false)).toEqual(refused('no-right', 'CO5'))
    expect(readCouncils({ role: 'secretariat' }, false)).toMatchObject(ALLOWED)
  })
})

describe('what cannot be', () => {
  test('[CO6] a fourth seat on a council of three is refused for the days on which the others run', () => {
    const others = [CHAIR, DEPUTY, aSeat('cc', 'm03', 'member', term('2024-01-01', '2024-12-31'))]
    expect(giveSeat(keeping(others), aSeat('cc', 'm04', 'member', term('2024-06-01', null)))).toEqual(
      refused('seats-full', 'CO6'),
    )
    expect(giveSeat(keeping(others), aSeat('cc', 'm04', 'member', term('2024-12-31', null)))).toEqual(
      refused('seats-full', 'CO6'),
    )
    expect(giveSeat(keeping(others), aSeat('cc', 'm04', 'member', term('2025-01-01', null)))).toMatchObject(ALLOWED)
  })

  test('[CO6] a seat that comes later is counted when it begins, not when it is entered', () => {
    const later = aSeat('cc', 'm05', 'member', term('2027-01-01', null))
    const given = aSeat('cc', 'm04', 'member', term('2026-01-01', null))
    expect(giveSeat(keeping([CHAIR, DEPUTY, later]), given)).toEqual(refused('seats-full', 'CO6'))
    const ending = aSeat('cc', 'm04', 'member', term('2026-01-01', '2026-12-31'))
    expect(giveSeat(keeping([CHAIR, DEPUTY, later]), ending)).toMatchObject(ALLOWED)
  })

  test('[CO7] two chairs or two deputies never stand on one day, one after the other they do', () => {
    expect(giveSeat(keeping([CHAIR]), aSeat('cc', 'm04', 'chair'))).toEqual(refused('role-taken', 'CO7'))
    expect(giveSeat(keeping([DEPUTY]), aSeat('cc', 'm04', 'deputy'))).toEqual(refused('role-taken', 'CO7'))
    const until = aSeat('cc', 'm01', 'chair', term('2023-01-20', '2026-03-31'))
    const next = aSeat('cc', 'm04', 'chair', term('2026-04-01', null))
    expect(giveSeat(keeping([until]), next)).toMatchObject(ALLOWED)
    expect(giveSeat(keeping([until]), { ...next, from: '2026-03-31' })).toEqual(refused('role-taken', 'CO7'))
  })

  test('[CO8] a person sits once at a time, again after an end', () => {
    const again = aSeat('cc', 'm03', 'member', { ...term('2026-01-01', null), id: 'new' as Seat['id'] })
    expect(giveSeat(keeping([MEMBER]), again)).toEqual(refused('already-seated', 'CO8'))
    const ended = { ...MEMBER, until: '2025-12-31' }
    expect(giveSeat(keeping([ended]), again)).toMatchObject(ALLOWED)
  })

  test('[CO9] an end before the start is refused, a seat of one day is not', () => {
    const one = aSeat('cc', 'm04', 'member', term('2026-05-02', '2026-05-01'))
    expect(giveSeat(keeping([]), one)).toEqual(refused('ends-before-start', 'CO9'))
    expect(giveSeat(keeping([]), { ...one, until: '2026-05-02' })).toMatchObject(ALLOWED)
  })

  test('[CO6] what was wrong before does not forbid a change that has nothing to do with it', () => {
    const twoChairs = [CHAIR, aSeat('cc', 'm02', 'chair')]
    expect(seatConflicts(3, twoChairs)).toMatchObject([{ kind: 'role-taken' }])
    expect(giveSeat(keeping(twoChairs), MEMBER)).toMatchObject(ALLOWED)
  })
})

describe('changing', () => {
  test('[CO11] every change names the state that was shown', () => {
    const faster = keeping([CHAIR], { shownRev: 3 })
    expect(giveSeat(faster, MEMBER)).toEqual(refused('changed-meanwhile', 'CO11'))
    expect(changeCouncil(faster, 5)).toEqual(refused('changed-meanwhile', 'CO11'))
    expect(changeSeat(faster, CHAIR, CHAIR, false)).toEqual(refused('changed-meanwhile', 'CO11'))
    expect(removeSeat(faster, false)).toEqual(refused('changed-meanwhile', 'CO11'))
  })

  test('[CO14] the number of seats falls to those held and no further', () => {
    const three = [CHAIR, DEPUTY, MEMBER]
    expect(changeCouncil(keeping(three, { number: 11 }), 3)).toMatchObject(ALLOWED)
    expect(changeCouncil(keeping(three, { number: 11 }), 2)).toEqual(refused('seats-full', 'CO14'))
  })

  test('[CO10] a seat that took part is ended, not removed, given to another or begun later', () => {
    const all = keeping([CHAIR, MEMBER])
    expect(removeSeat(all, true)).toEqual(refused('seat-used', 'CO10'))
    expect(removeSeat(all, false)).toMatchObject(ALLOWED)
    const other = { ...MEMBER, holder: aSeat('cc', 'm09').holder }
    expect(changeSeat(all, MEMBER, other, true)).toEqual(refused('seat-used', 'CO10'))
    expect(changeSeat(all, MEMBER, other, false)).toMatchObject(ALLOWED)
    expect(changeSeat(all, MEMBER, { ...MEMBER, from: '2025-01-01' }, true)).toEqual(refused('seat-used', 'CO10'))
    expect(changeSeat(all, MEMBER, { ...MEMBER, from: '2022-01-01' }, true)).toMatchObject(ALLOWED)
    expect(changeSeat(all, MEMBER, { ...MEMBER, until: '2026-01-01' }, true)).toMatchObject(ALLOWED)
    expect(changeSeat(all, MEMBER, { ...MEMBER, role: 'deputy' }, true)).toMatchObject(ALLOWED)
  })
})
