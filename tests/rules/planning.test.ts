import { describe, expect, test } from 'vitest'
import type { AgendaPointId, CouncilId } from '../../shared/ids.ts'
import type { AgendaPoint } from '../../shared/sessions/model.ts'
import { inEvery, type Plan, type PlannedPoint } from '../../shared/sessions/planning.ts'
import {
  answerInvitation,
  changeAgenda,
  changePlan,
  filePaper,
  invite,
  mayPreside,
  planNew,
  prepare,
  seeForecast,
  seePaper,
  soundPlan,
  uninvite,
} from '../../shared/sessions/planning-rules.ts'
import { instantIn, isDay, isTimezone } from '../../shared/time.ts'
import {
  ALLOWED,
  account,
  aSeat,
  aSession,
  as,
  CHAIR,
  council,
  DRAFTER,
  MEMBER,
  OBSERVER,
  refused,
  SEATS,
  SECRETARY,
  STRANGER,
} from './session-world.ts'

const aPlan = (change: Partial<Plan> = {}): Plan => ({
  title: { kk: 'Отырыс', ru: 'Заседание', en: 'Session' },
  date: '2025-04-24',
  lastDate: null,
  place: { kk: 'Астана', ru: 'Астана', en: 'Astana' },
  timezone: 'Asia/Almaty',
  hybrid: true,
  link: null,
  councils: [council('cc'), council('ec')],
  counting: 'one-pool',
  presiding: account('m01'),
  amendmentDeadline: null,
  ...change,
})
const KNOWN = ['cc', 'ec', 'yc'] as CouncilId[]

describe('who prepares', () => {
  test('[SE60] a new session is planned by accounts of the secretariat', () => {
    expect(planNew('secretariat')).toMatchObject(ALLOWED)
    for (const role of ['person', 'administrator', null] as const)
      expect(planNew(role)).toEqual(refused('no-right', 'SE60'))
  })

  test('[SE60] the secretariat of the session prepares it until it is closed', () => {
    for (const stage of ['planned', 'open', 'suspended'] as const)
      expect(prepare(aSession({ stage }), SECRETARY)).toMatchObject(ALLOWED)
    expect(prepare(aSession(), as('x02', { invitedAs: 'secretariat' }))).toMatchObject(ALLOWED)
    expect(prepare(aSession({ stage: 'closed' }), SECRETARY)).toEqual(refused('session-closed', 'SE60'))
    for (const person of [CHAIR, MEMBER, DRAFTER, OBSERVER, STRANGER])
      expect(prepare(aSession(), person)).toEqual(refused('no-right', 'SE60'))
  })
})

describe('the plan', () => {
  test('[SE61] a sound plan names known councils once and a chair or deputy of one of them', () => {
    expect(soundPlan(aPlan(), KNOWN, SEATS)).toMatchObject(ALLOWED)
    expect(soundPlan(aPlan({ presiding: account('m13') }), KNOWN, SEATS)).toMatchObject(ALLOWED)
    for (const councils of [[], ['cc', 'cc'], ['cc', 'xx']] as CouncilId[][])
      expect(soundPlan(aPlan({ councils }), KNOWN, SEATS)).toEqual(refused('malformed', 'SE61'))
    for (const presiding of ['m06', 's01'])
      expect(soundPlan(aPlan({ presiding: account(presiding) }), KNOWN, SEATS)).toEqual(
        refused('not-presiding', 'SE61'),
      )
    expect(soundPlan(aPlan({ councils: [council('cc')], presiding: account('m12') }), KNOWN, SEATS)).toEqual(
      refused('not-presiding', 'SE61'),
    )
  })

  test('[SE61] whose term has ended on the day does not preside', () => {
    const seats = [aSeat('cc', 'm01', 'chair', { until: '2025-04-23' }), aSeat('cc', 'm02', 'deputy')]
    expect(mayPreside(aPlan(), seats)).toEqual(['m02'])
    expect(soundPlan(aPlan(), KNOWN, seats)).toEqual(refused('not-presiding', 'SE61'))
  })

  test('[SE61] days stand in order, and the zone is one that clocks know', () => {
    expect(soundPlan(aPlan({ lastDate: '2025-04-25' }), KNOWN, SEATS)).toMatchObject(ALLOWED)
    expect(soundPlan(aPlan({ lastDate: '2025-04-23' }), KNOWN, SEATS)).toEqual(refused('malformed', 'SE61'))
    expect(soundPlan(aPlan({ timezone: 'Mars/Olympus' }), KNOWN, SEATS)).toEqual(refused('malformed', 'SE61'))
    expect(isTimezone('')).toBe(false)
    expect(['2024-02-29', '2025-02-29', '2025-13-01', '2025-04-31'].map(isDay)).toEqual([true, false, false, false])
  })

  test('[SE61] an hour is the session’s own, also where clocks are changed', () => {
    expect(instantIn('Asia/Almaty', '2025-04-24', '15:30')).toBe(Date.UTC(2025, 3, 24, 10, 30))
    expect(instantIn('Asia/Almaty', '2023-04-24', '15:30')).toBe(Date.UTC(2023, 3, 24, 9, 30))
    expect(instantIn('Europe/Vienna', '2025-07-01', '09:00')).toBe(Date.UTC(2025, 6, 1, 7))
    expect(instantIn('Europe/Vienna', '2025-03-30', '02:30')).toBe(Date.UTC(2025, 2, 30, 0, 30))
    expect(instantIn('Europe/Vienna', '2025-10-26', '02:30')).toBe(Date.UTC(2025, 9, 26, 0, 30))
    expect(instantIn('America/New_York', '2025-12-31', '23:59')).toBe(Date.UTC(2026, 0, 1, 4, 59))
  })

  test('[SE62] [SE63] councils, counting, presiding and zone are fixed once the session has been opened', () => {
    const rev = { shown: 4, now: 4 }
    for (const change of [
      { councils: [council('cc')] },
      { counting: 'each-apart' as const },
      { presiding: account('m02') },
      { timezone: 'UTC' },
    ]) {
      expect(changePlan(aSession({ stage: 'planned' }), SECRETARY, rev, aPlan(change))).toMatchObject(ALLOWED)
      expect(changePlan(aSession(), SECRETARY, rev, aPlan(change))).toEqual(refused('not-planned', 'SE62'))
    }
    expect(changePlan(aSession(), SECRETARY, rev, aPlan({ hybrid: false }))).toMatchObject(ALLOWED)
    expect(changePlan(aSession(), SECRETARY, { shown: 3, now: 4 }, aPlan())).toEqual(
      refused('changed-meanwhile', 'SE63'),
    )
  })

  test('[SE61] what was left empty in one language says what the first with words says', () => {
    expect(inEvery({ kk: ' ', ru: 'Астана', en: '' })).toEqual({ kk: 'Астана', ru: 'Астана', en: 'Астана' })
    expect(inEvery({ kk: 'Астана', ru: '', en: 'Astana' })).toEqual({ kk: 'Астана', ru: 'Астана', en: 'Astana' })
  })
})

const aPoint = (name: string, change: Partial<AgendaPoint> = {}): AgendaPoint => ({
  id: name as AgendaPointId,
  number: '1',
  kind: 'debate',
  start: '10:00',
  minutes: 30,
  title: { kk: '', ru: '', en: name },
  closed: false,
  released: false,
  ...change,
})
const planned = (name: string | null, closed = false): PlannedPoint => ({
  id: name as AgendaPointId | null,
  kind: 'debate',
  start: '10:00',
  minutes: 30,
  title: { kk: '', ru: '', en: 'x' },
  closed,
})

describe('the agenda', () => {
  const rev = { shown: 2, now: 2 }
  const now = [aPoint('a1'), aPoint('a2'), aPoint('a3')]
  const free = new Set<AgendaPointId>()
  const change = (points: PlannedPoint[], session = aSession({ stage: 'planned' }), inUse = free) =>
    changeAgenda(session, SECRETARY, rev, now, points, inUse)

  test('[SE63] [SE64] points are added, moved and taken out on the state that was shown', () => {
    expect(change([planned('a3'), planned(null), planned('a1')])).toMatchObject(ALLOWED)
    expect(change([])).toMatchObject(ALLOWED)
    expect(changeAgenda(aSession(), SECRETARY, { shown: 1, now: 2 }, now, [], free)).toEqual(
      refused('changed-meanwhile', 'SE63'),
    )
    expect(changeAgenda(aSession(), MEMBER, rev, now, [], free)).toEqual(refused('no-right', 'SE60'))
  })

  test('[SE64] a point of another session, or named twice, is no point of this agenda', () => {
    expect(change([planned('b1')])).toEqual(refused('malformed', 'SE64'))
    expect(change([planned('a1'), planned('a1')])).toEqual(refused('malformed', 'SE64'))
  })

  test('[SE64] a point that is under way or has texts or papers stays', () => {
    const inUse = new Set(['a2'] as AgendaPointId[])
    expect(change([planned('a1'), planned('a3')], undefined, inUse)).toMatchObject(refused('point-in-use', 'SE64'))
    expect(change([planned('a2')], undefined, inUse)).toMatchObject(ALLOWED)
    const current = aSession({ stage: 'open', currentPoint: 'a1' as AgendaPointId })
    expect(change([planned('a2'), planned('a3')], current)).toMatchObject(refused('point-in-use', 'SE64'))
  })

  test('[SE65] once the session was opened the agenda closes no point that is there', () => {
    const closing = [planned('a1', true), planned('a2'), planned('a3')]
    expect(change(closing)).toMatchObject(ALLOWED)
    expect(change(closing, aSession())).toEqual(refused('not-planned', 'SE65'))
    expect(change([planned('a1'), planned('a2'), planned('a3'), planned(null, true)], aSession())).toMatchObject(
      ALLOWED,
    )
  })
})

describe('people and papers', () => {
  test('[SE66] each is invited once, and nobody who has a seat', () => {
    expect(invite(aSession(), SECRETARY, { seated: false, invited: false })).toMatchObject(ALLOWED)
    for (const person of [
      { seated: true, invited: false },
      { seated: false, invited: true },
    ])
      expect(invite(aSession(), SECRETARY, person)).toEqual(refused('already-on-the-session', 'SE66'))
    expect(invite(aSession(), CHAIR, { seated: false, invited: false })).toEqual(refused('no-right', 'SE60'))
  })

  test('[SE66] an invitation is taken back, but nobody takes back their own', () => {
    expect(uninvite(aSession(), SECRETARY, { account: account('o01'), invited: true })).toMatchObject(ALLOWED)
    expect(uninvite(aSession(), SECRETARY, { account: account('s01'), invited: true })).toEqual(
      refused('no-right', 'SE66'),
    )
    expect(uninvite(aSession(), SECRETARY, { account: account('o09'), invited: false })).toEqual(
      refused('not-on-the-session', 'SE66'),
    )
  })

  test('[SE67] whoever is on the session answers, until it is closed; the forecast is for who runs it', () => {
    for (const person of [CHAIR, MEMBER, DRAFTER, OBSERVER])
      expect(answerInvitation(aSession({ stage: 'planned' }), person)).toMatchObject(ALLOWED)
    expect(answerInvitation(aSession(), STRANGER)).toEqual(refused('not-on-the-session', 'SE67'))
    expect(answerInvitation(aSession({ stage: 'closed' }), MEMBER)).toEqual(refused('session-closed', 'SE67'))
    for (const person of [SECRETARY, CHAIR]) expect(seeForecast(person)).toMatchObject(ALLOWED)
    for (const person of [MEMBER, OBSERVER]) expect(seeForecast(person)).toEqual(refused('no-right', 'SE67'))
  })

  test('[SE68] a paper is a PDF or DOCX by name and by its bytes, and not larger than 700 kB', () => {
    const bytes = (begins: string, length = 20) => {
      const made = new Uint8Array(length)
      made.set(new TextEncoder().encode(begins))
      return made
    }
    expect(filePaper('a.pdf', bytes('%PDF-1.7'))).toMatchObject({ ok: true, facts: { type: 'application/pdf' } })
    expect(filePaper('A.DOCX', bytes('PK\u0003\u0004'))).toMatchObject(ALLOWED)
    for (const [name, begins] of [
      ['a.pdf', '<html>'],
      ['a.html', '%PDF-'],
      ['a.pdf.exe', '%PDF-'],
      ['a.docx', '%PDF-'],
      ['a.docx', ''],
    ] as const)
      expect(filePaper(name, bytes(begins))).toEqual(refused('wrong-file', 'SE68'))
    expect(filePaper('a.pdf', bytes('%PDF-', 700_001))).toEqual(refused('too-large', 'SE68'))
  })

  test('[SE68] observers see no paper of a closed point that was not released', () => {
    expect(seePaper(OBSERVER, { closed: true, released: false })).toEqual(refused('not-found', 'SE68'))
    for (const point of [null, { closed: false, released: false }, { closed: true, released: true }])
      expect(seePaper(OBSERVER, point)).toMatchObject(ALLOWED)
    for (const person of [MEMBER, SECRETARY, DRAFTER])
      expect(seePaper(person, { closed: true, released: false })).toMatchObject(ALLOWED)
  })
})
