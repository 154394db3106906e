import { describe, expect, test } from 'vitest'
import type { PENS } from '../../shared/recommendations/model.ts'
import { changeFields, holdPen, textAccess, write } from '../../shared/recommendations/rules.ts'
import {
  ALLOWED,
  aRecommendation,
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

describe('the pen', () => {
  const people = {
    chair: CHAIR,
    member: MEMBER,
    secretary: SECRETARY,
    drafter: DRAFTER,
    observer: OBSERVER,
    stranger: STRANGER,
  }
  const holders = (pen: (typeof PENS)[number]) =>
    Object.entries(people)
      .filter(([, capacity]) => holdPen(pen, capacity).ok)
      .map(([name]) => name)

  test('[RE3] everyone seated: the seated, the secretariat and drafters write; who looks on does not', () =>
    expect(holders('everyone-seated')).toEqual(['chair', 'member', 'secretary', 'drafter']))

  test('[RE3] drafters: drafters and the secretariat write, the seated do not', () =>
    expect(holders('drafters')).toEqual(['secretary', 'drafter']))

  test('[RE3] the secretariat alone, or amendments only: then nobody, not the secretariat either', () => {
    expect(holders('secretariat')).toEqual(['secretary'])
    expect(holders('amendments-only')).toEqual([])
  })

  test('[RE3] a refusal names the rule', () =>
    expect(holdPen('secretariat', CHAIR)).toMatchObject(refused('no-right', 'RE3')))
})

describe('writing', () => {
  test('[RE4] a text in drafting is written in while its session is not closed', () => {
    for (const stage of ['planned', 'open', 'suspended'] as const) {
      expect(write(aRecommendation(), aSession({ stage }), MEMBER)).toMatchObject(ALLOWED)
    }
  })

  test('[RE4] nobody writes in a text that is not in drafting', () => {
    for (const stage of ['frozen', 'carried', 'rejected', 'no-decision', 'adopted'] as const) {
      for (const person of [CHAIR, MEMBER, SECRETARY, DRAFTER]) {
        expect(write(aRecommendation({ stage }), aSession(), person)).toMatchObject(refused('frozen', 'RE4'))
      }
    }
  })

  test('[RE4] nobody writes when the session is closed', () => {
    for (const person of [CHAIR, MEMBER, SECRETARY]) {
      expect(write(aRecommendation(), aSession({ stage: 'closed' }), person)).toMatchObject(
        refused('session-not-open', 'RE4'),
      )
    }
  })

  test('[RE4] [VE2] while a countdown to a freeze runs there is still writing', () =>
    expect(write(aRecommendation({ freezesAt: 99 }), aSession(), MEMBER)).toMatchObject(ALLOWED))

  test('[RE6] a change of fields is taken on the state that was shown and refused on any other', () => {
    expect(changeFields(aRecommendation(), aSession(), MEMBER, 3)).toMatchObject(ALLOWED)
    for (const shown of [2, 4]) {
      expect(changeFields(aRecommendation(), aSession(), MEMBER, shown)).toMatchObject(
        refused('changed-meanwhile', 'RE6'),
      )
    }
    expect(changeFields(aRecommendation({ stage: 'frozen' }), aSession(), MEMBER, 3)).toMatchObject(
      refused('frozen', 'RE4'),
    )
    expect(changeFields(aRecommendation(), aSession(), OBSERVER, 3)).toMatchObject(refused('no-right', 'RE3'))
  })
})

describe('a live text as each person meets it', () => {
  const meets = (capacity: typeof CHAIR, change = {}, liveToObservers = true) =>
    textAccess(aRecommendation(change), aSession(), capacity, liveToObservers)

  test('[RE5] for who does not see the session the text does not exist', () => {
    expect(meets(STRANGER)).toEqual({ visible: false })
    expect(meets(as('m31', { seats: [] }), { stage: 'adopted' })).toEqual({ visible: false })
  })

  test('[SE8] an observer reads a text in drafting only while the chair allows it', () => {
    expect(meets(OBSERVER, {}, true)).toMatchObject({ visible: true, edit: false })
    expect(meets(OBSERVER, {}, false)).toEqual({ visible: false })
  })

  test('[SE8] a text that is no longer in drafting is read by observers either way', () => {
    for (const stage of ['frozen', 'carried', 'rejected', 'no-decision', 'adopted'] as const) {
      expect(meets(OBSERVER, { stage }, false)).toMatchObject({ visible: true, edit: false })
    }
  })

  test('[SE8] an observer is never sent carets or names; everybody who takes part is', () => {
    expect(meets(OBSERVER)).toMatchObject({ seesPeople: false })
    expect(meets(OBSERVER, { stage: 'adopted' })).toMatchObject({ seesPeople: false })
    for (const person of [CHAIR, MEMBER, SECRETARY, DRAFTER]) expect(meets(person)).toMatchObject({ seesPeople: true })
  })

  test('[RE3] [RE4] whoever reads without writing is told why', () => {
    expect(meets(MEMBER)).toMatchObject({ edit: true, reason: null })
    expect(meets(MEMBER, { pen: 'drafters' })).toMatchObject({ edit: false, reason: 'pen' })
    expect(meets(MEMBER, { stage: 'frozen' })).toMatchObject({ edit: false, reason: 'frozen' })
    expect(meets(OBSERVER)).toMatchObject({ edit: false, reason: 'no-right' })
  })
})
