import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Case, caseNumbers, type ExampleCouncil, exampleOutcome } from '../../client/councils/example.ts'
import type { OrdersContent, WorkCalendar } from '../../shared/councils/model.ts'
import {
  complete,
  ordersFor,
  PROFILE_NAMES,
  PROFILES,
  type StoredContent,
  UNSAID,
} from '../../shared/councils/orders.ts'
import { changeOrders, isWorkday, lastDayOf, problemsOf } from '../../shared/councils/orders-rules.ts'
import { orderChanges, orderLines } from '../../shared/councils/orders-words.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { computeOutcome } from '../../shared/votes/outcome.ts'
import { aVote } from './outcome-world.ts'
import { ALLOWED, council, refused, someOrders } from './session-world.ts'

const { id: _, council: __, version: ___, ...DEMO } = someOrders('cc')
const fields = (change: Partial<OrdersContent>, seats = 11) => problemsOf({ ...DEMO, ...change }, seats)
const fraction = (numerator: number, denominator: number) => ({ numerator, denominator })

describe('what nobody could follow', () => {
  test('[CO24] every ready profile can be followed, in a council of one and of many', () => {
    for (const name of PROFILE_NAMES) {
      expect(problemsOf(PROFILES[name], 1), name).toEqual([])
      expect(problemsOf(PROFILES[name], 200), name).toEqual([])
    }
  })

  test('[CO24] a fraction is above nought, at most the whole, in hundredths at most', () => {
    const majority = (numerator: number, denominator: number, strict = false) =>
      fields({ majority: { base: 'for+against', fraction: fraction(numerator, denominator), strict } })
    const wrong = [{ field: 'majority', kind: null }]
    expect(majority(3, 2)).toEqual(wrong)
    expect(majority(0, 2)).toEqual(wrong)
    expect(majority(-1, 2)).toEqual(wrong)
    expect(majority(1, 0)).toEqual(wrong)
    expect(majority(1, 101)).toEqual(wrong)
    expect(majority(0.5, 1)).toEqual(wrong)
    expect(majority(51, 100)).toEqual([])
    expect(majority(1, 1)).toEqual([])
  })

  test('[CO24] more than the whole is never reached', () => {
    const all = { fraction: fraction(1, 1), strict: true }
    expect(fields({ majority: { base: 'members', ...all } })).toEqual([{ field: 'majority', kind: null }])
    expect(fields({ quorum: { base: 'seats', ...all } })).toEqual([{ field: 'quorum', kind: null }])
    expect(fields({ reopening: { base: 'members', ...all } })).toEqual([{ field: 'reopening', kind: null }])
  })

  test('[CO24] a least number is one seat at least and all of them at most', () => {
    const least = (leastFor: number) => fields({ majority: { ...DEMO.majority, leastFor } }, 11)
    expect(least(11)).toEqual([])
    expect(least(12)).toEqual([{ field: 'leastFor', kind: null }])
    expect(least(0)).toEqual([{ field: 'leastFor', kind: null }])
  })

  test('[CO24] languages of record, terms, manners and calendar make sense', () => {
    expect(fields({ languagesOfRecord: [] })).toEqual([{ field: 'languages', kind: null }])
    expect(fields({ languagesOfRecord: ['ru', 'ru'] })).toEqual([{ field: 'languages', kind: null }])
    expect(fields({ leastState: 'missing' })).toEqual([{ field: 'languages', kind: null }])
    expect(fields({ dissent: { ...DEMO.dissent, workingDays: 0 } })).toEqual([{ field: 'dissent', kind: null }])
    expect(fields({ dissent: { ...DEMO.dissent, allowed: false, workingDays: 0 } })).toEqual([])
    expect(fields({ minutes: { workingDays: 61, signedBy: [] } })).toEqual([{ field: 'minutes', kind: null }])
    expect(fields({ otherManners: ['roll-call'] })).toEqual([{ field: 'manner', kind: null }])
    const calendar = (change: Partial<WorkCalendar>) => fields({ calendar: { ...UNSAID.calendar, ...change } })
    expect(calendar({ holidays: ['2025-02-30'] })).toEqual([{ field: 'calendar', kind: null }])
    expect(calendar({ holidays: ['2025-05-01'], movedWorkdays: ['2025-05-01'] })).toHaveLength(1)
    expect(calendar({ weekend: [1, 2, 3, 4, 5, 6, 7] })).toHaveLength(1)
  })

  test('[CO24] [CO27] what is wrong for one kind of question is said of that kind', () => {
    const byKind = { election: { majority: { base: 'members', fraction: fraction(5, 4), strict: false } } } as const
    expect(fields({ byKind })).toEqual([{ field: 'majority', kind: 'election' }])
  })

  test('[CO4] [CO23] [CO24] a version is set by the secretariat, on the newest, and only what can hold', () => {
    const set = (role: 'secretariat' | 'person', basedOn: number, orders: OrdersContent = DEMO) =>
      changeOrders({ role }, { basedOn, newest: 3, orders, seats: 11 })
    expect(set('secretariat', 3)).toMatchObject(ALLOWED)
    expect(set('person', 3)).toEqual(refused('no-right', 'CO4'))
    expect(set('secretariat', 2)).toEqual(refused('changed-meanwhile', 'CO23'))
    expect(set('secretariat', 3, { ...DEMO, languagesOfRecord: [] })).toEqual(refused('impossible-orders', 'CO24'))
  })
})

describe('what older versions did not hold', () => {
  /** As the first form of the house stored them. */
  const stored: StoredContent = {
    quorum: DEMO.quorum,
    majority: DEMO.majority,
    tie: DEMO.tie,
    manner: DEMO.manner,
    otherManners: DEMO.otherManners,
    recusal: DEMO.recusal,
    adoption: DEMO.adoption,
    languagesOfRecord: DEMO.languagesOfRecord,
    leastState: DEMO.leastState,
    translationToFollow: DEMO.translationToFollow,
  }

  test('[CO25] is filled in, and what they did hold is kept', () => {
    expect(complete(stored)).toEqual({ ...UNSAID, ...stored })
    expect(complete({ ...stored, device: 'not-allowed' }).device).toBe('not-allowed')
  })

  test('[CO25] a vote decides the same with and without it', () => {
    const vote = aVote({
      councils: { cc: { holders: 'm01 m02 m03 m04' }, ec: { holders: 'm12 m13 m14' } },
      for: 'm01 m02 m12',
      against: 'm03 m13 m14',
      abstain: 'm04',
    })
    const councils = vote.councils.map((one) => ({ ...one, orders: { ...one.orders, ...stored } }))
    expect(computeOutcome({ ...vote, councils })).toEqual(computeOutcome(vote))
  })
})

test('[CO27] a kind of question has its own rule where one is said, and the common one elsewhere', () => {
  const procedure = { majority: { base: 'votes-cast', fraction: fraction(1, 2), strict: true } } as const
  const orders = someOrders('cc', { byKind: { procedure, election: { manner: 'secret' } } })
  expect(ordersFor(orders, 'procedure')).toMatchObject({ ...procedure, tie: orders.tie, manner: 'roll-call' })
  expect(ordersFor(orders, 'election')).toMatchObject({ majority: orders.majority, manner: 'secret' })
  expect(ordersFor(orders, 'recommendation')).toEqual(orders)
})

describe('working days', () => {
  const calendar: WorkCalendar = {
    weekend: [6, 7],
    holidays: ['2025-05-01', '2025-05-07', '2025-05-09'],
    movedWorkdays: ['2025-05-04'],
  }

  test('[CO28] weekends and holidays are passed over, a day to which work was moved counts', () => {
    expect(isWorkday(calendar, '2025-05-01')).toBe(false)
    expect(isWorkday(calendar, '2025-05-03')).toBe(false)
    expect(isWorkday(calendar, '2025-05-04')).toBe(true)
    // From Wednesday 30 April: Friday 2, Sunday 4 (moved), Monday 5 May.
    expect(lastDayOf(calendar, '2025-04-30', 3)).toBe('2025-05-05')
    expect(lastDayOf(calendar, '2025-04-24', 3)).toBe('2025-04-29')
    expect(lastDayOf(calendar, '2025-04-24', 0)).toBe('2025-04-24')
  })

  test('[CO28] over any days the term has exactly that many working days after its beginning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
        const at = (add: number) => new Date(Date.UTC(2025, 0, 1 + add)).toISOString().slice(0, 10)
        const last = lastDayOf(calendar, at(offset), days)
        const between = Array.from({ length: 200 }, (_, index) => at(offset + 1 + index)).filter((day) => day <= last)
        expect(between.filter((day) => isWorkday(calendar, day))).toHaveLength(days)
        expect(isWorkday(calendar, last)).toBe(true)
      }),
    )
  })
})

describe('in words and on examples', () => {
  const name = { kk: 'ҮК', ru: 'КС', en: 'CC' }
  const own = (orders: OrdersContent): ExampleCouncil => ({ id: council('cc'), name, seats: 11, held: 11, orders })
  const other: ExampleCouncil = { ...own(PROFILES.simple), id: council('ec'), seats: 12, held: 12 }
  const example = (orders: OrdersContent, which: Case) => {
    const councils = [own(orders), other]
    const numbers = caseNumbers(councils, which, 'recommendation')
    return numbers && exampleOutcome(councils, numbers, 'recommendation')?.outcome
  }

  test('[CO29] each ready example is what its name says, under every profile', () => {
    for (const profile of PROFILE_NAMES) {
      const orders = PROFILES[profile]
      expect(example(orders, 'ordinary')?.reason, profile).toBe('majority')
      expect(example(orders, 'lost')?.reason, profile).toBe('no-quorum-at-close')
      expect(example(orders, 'missing')?.reason, profile).toBe('no-quorum-at-opening')
      expect(example(orders, 'abstentions')?.reason, profile).toBe('only-abstentions')
      expect(example(orders, 'least'), profile).toBeNull()
    }
    expect(example(PROFILES['joint-session'], 'tie')).toMatchObject({ result: 'carried', reason: 'tie' })
    expect(example(PROFILES.simple, 'tie')).toMatchObject({ result: 'rejected', reason: 'tie' })
    const least = { ...PROFILES.simple, majority: { ...PROFILES.simple.majority, leastFor: 7 } }
    expect(example(least, 'least')).toMatchObject({ result: 'rejected', tallies: [{ for: 6, needed: 7 }, {}, {}] })
  })

  test('[CO29] with 10 of 11 and 11 of 12 present, 9 for, 9 against and 1 abstaining the chair’s ballot decides', () => {
    const numbers = { present: [10, 11], for: 9, against: 9, abstain: 1, chair: 'against', left: 0 } as const
    const councils = [own(PROFILES['joint-session']), other]
    expect(exampleOutcome(councils, numbers, 'recommendation')).toMatchObject({
      cut: false,
      outcome: {
        result: 'rejected',
        reason: 'tie',
        tallies: [{ for: 9, against: 9, abstain: 1, notVoting: 2 }, {}, {}],
      },
    })
    expect(exampleOutcome(councils, { ...numbers, for: 30 }, 'recommendation')?.cut).toBe(true)
  })

  test('[CO29] every profile is said in each language, and no word is missing', () => {
    for (const profile of PROFILE_NAMES) {
      for (const { key, words } of orderLines(PROFILES[profile], { seats: 11, held: 10 })) {
        for (const language of LANGUAGES) {
          expect(words[language], `${profile} ${key}`).not.toMatch(/\{\{|undefined|orders\.|outcome\./)
          expect(words[language].length).toBeGreaterThan(8)
        }
      }
    }
  })

  test('[CO23] [CO29] two versions side by side show what differs, and only that', () => {
    const lines = (orders: OrdersContent) => orderLines(orders, { seats: 11, held: 11 })
    const before = lines(DEMO)
    expect(orderChanges(before, before)).toEqual([])
    const changes = orderChanges(before, lines({ ...DEMO, tie: 'rejected', byKind: { election: { tie: 'rejected' } } }))
    expect(changes.map(({ key, before: was, after }) => [key, was?.en ?? null, after?.en ?? null])).toEqual([
      [
        'tie',
        'If the votes are equal, the ballot of the presiding chair decides.',
        'If the votes are equal, the question is rejected.',
      ],
      ['kind-election', null, 'Elections: If the votes are equal, the question is rejected.'],
    ])
    const holiday = { ...DEMO.calendar, holidays: ['2026-05-01'] }
    expect(orderChanges(before, lines({ ...DEMO, calendar: holiday })).map(({ key }) => key)).toEqual(['calendar'])
  })
})
