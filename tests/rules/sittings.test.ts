import { describe, expect, test } from 'vitest'
import type { AgendaPointId } from '../../shared/ids.ts'
import { moveToPoint, setPen, textAccess } from '../../shared/recommendations/rules.ts'
import type { SessionStage } from '../../shared/sessions/model.ts'
import { SESSION_STAGES } from '../../shared/sessions/model.ts'
import { preside, run, wordOf } from '../../shared/sessions/rules.ts'
import {
  changePrivacy,
  changeStage,
  checkInOneself,
  handOver,
  letObserversRead,
  nameOperator,
  nextPoint,
  noteList,
  STAGE_ACTS,
  stateQuorum,
  takePoint,
} from '../../shared/sessions/sitting-rules.ts'
import {
  ALLOWED,
  account,
  aPoint,
  aRecommendation,
  aSession,
  as,
  CHAIR,
  DRAFTER,
  here,
  MEMBER,
  OBSERVER,
  OPERATED,
  OPERATOR,
  refused,
  SEATS,
  SECRETARY,
} from './session-world.ts'

describe('who runs a session', () => {
  test('[SE2] [SE9] the presiding chair and their operator press; only the chair acts in person', () => {
    expect(run(CHAIR)).toMatchObject(ALLOWED)
    expect(run(OPERATOR)).toMatchObject(ALLOWED)
    expect(preside(CHAIR)).toMatchObject(ALLOWED)
    expect(preside(OPERATOR)).toMatchObject(refused('no-right', 'SE9'))
    for (const other of [MEMBER, SECRETARY, OBSERVER, DRAFTER]) {
      expect(run(other)).toMatchObject(refused('no-right', 'SE2'))
      expect(preside(other)).toMatchObject(refused('no-right', 'SE2'))
    }
  })

  test('[SE9] an operator acts on the word of who presides, the chair on nobody’s', () => {
    expect(wordOf(OPERATOR)).toBe('m01')
    expect(wordOf(CHAIR)).toBeNull()
    expect(wordOf(SECRETARY)).toBeNull()
  })

  test('[SE9] only somebody of the secretariat is named, by who presides, and named anew is refused', () => {
    const s01 = { account: account('s01'), secretariat: true }
    expect(nameOperator(aSession(), CHAIR, s01)).toMatchObject(ALLOWED)
    expect(nameOperator(aSession(), CHAIR, { ...s01, secretariat: false })).toMatchObject(
      refused('not-secretariat', 'SE9'),
    )
    expect(nameOperator(OPERATED, CHAIR, s01)).toMatchObject(refused('already-so', 'SE9'))
    expect(nameOperator(OPERATED, CHAIR, null)).toMatchObject(ALLOWED)
    expect(nameOperator(aSession({ stage: 'closed' }), CHAIR, s01)).toMatchObject(refused('wrong-stage', 'SE9'))
    expect(nameOperator(OPERATED, OPERATOR, null)).toMatchObject(refused('no-right', 'SE9'))
  })

  test('[SE9] an operator who is no longer of the secretariat presses nothing', () => {
    expect(run(as('s01', { session: OPERATED, invitedAs: 'observer' }))).toMatchObject(refused('no-right', 'SE2'))
  })

  test('[SE10] presiding goes to a chair or deputy who is here, and to nobody else', () => {
    const present = here('m01', 'm12', 'm06')
    expect(handOver(aSession(), CHAIR, account('m12'), SEATS, present)).toMatchObject(ALLOWED)
    expect(handOver(aSession(), CHAIR, account('m01'), SEATS, present)).toMatchObject(
      refused('already-presiding', 'SE10'),
    )
    expect(handOver(aSession(), CHAIR, account('m06'), SEATS, present)).toMatchObject(refused('no-chair', 'SE10'))
    expect(handOver(aSession(), CHAIR, account('m13'), SEATS, present)).toMatchObject(refused('not-present', 'SE10'))
    expect(handOver(aSession({ stage: 'planned' }), CHAIR, account('m13'), SEATS, here())).toMatchObject(ALLOWED)
    expect(handOver(aSession(), as('m12'), account('m12'), SEATS, present)).toMatchObject(refused('no-right', 'SE2'))
    expect(handOver(aSession({ stage: 'closed' }), CHAIR, account('m12'), SEATS, present)).toMatchObject(
      refused('wrong-stage', 'SE10'),
    )
  })
})

describe('the stages of a session', () => {
  test('[SE11] each act only from its stages, by the presiding chair alone', () => {
    const possible: Record<(typeof STAGE_ACTS)[number], SessionStage[]> = {
      open: ['planned'],
      suspend: ['open'],
      resume: ['suspended'],
      close: ['open', 'suspended'],
    }
    for (const act of STAGE_ACTS)
      for (const stage of SESSION_STAGES) {
        const decided = changeStage(aSession({ stage }), CHAIR, act, false)
        expect(decided).toMatchObject(possible[act].includes(stage) ? ALLOWED : refused('wrong-stage', 'SE11'))
        for (const other of [MEMBER, SECRETARY, OPERATOR, OBSERVER])
          expect(changeStage(aSession({ stage }), other, act, false).ok).toBe(false)
      }
  })

  test('[SE13] not with a vote open', () => {
    for (const act of ['suspend', 'close'] as const)
      expect(changeStage(aSession(), CHAIR, act, true)).toMatchObject(refused('vote-running', 'SE13'))
  })

  test('[SE16] the quorum is stated by who presides, in an open sitting', () => {
    expect(stateQuorum(aSession(), CHAIR)).toMatchObject(ALLOWED)
    expect(stateQuorum(aSession({ stage: 'suspended' }), CHAIR)).toMatchObject(refused('session-not-open', 'SE16'))
    expect(stateQuorum(aSession(), SECRETARY)).toMatchObject(refused('no-right', 'SE2'))
  })
})

describe('points', () => {
  test('[SE17] taken by who runs the session, in an open sitting, one of its own, not the present one', () => {
    expect(takePoint(aSession(), CHAIR, aPoint())).toMatchObject(ALLOWED)
    expect(takePoint(OPERATED, OPERATOR, aPoint())).toMatchObject(ALLOWED)
    expect(takePoint(aSession(), MEMBER, aPoint())).toMatchObject(refused('no-right', 'SE2'))
    expect(takePoint(aSession({ stage: 'suspended' }), CHAIR, aPoint())).toMatchObject(
      refused('session-not-open', 'SE17'),
    )
    expect(takePoint(aSession(), CHAIR, null)).toMatchObject(refused('not-found', 'SE17'))
    expect(takePoint(aSession({ currentPoint: aPoint().id }), CHAIR, aPoint())).toMatchObject(
      refused('already-so', 'SE17'),
    )
  })

  test('[SE17] the next point is the one after the present one, and none after the last', () => {
    const agenda = ['a1', 'a2'].map((id) => ({ id: id as AgendaPointId }))
    expect(nextPoint(agenda, null)).toBe('a1')
    expect(nextPoint(agenda, 'a1' as AgendaPointId)).toBe('a2')
    expect(nextPoint(agenda, 'a2' as AgendaPointId)).toBeNull()
  })

  test('[SE12] [SE65] closed and released by who runs the session, until it is opened by the secretariat too', () => {
    const closing = { closed: true, released: false }
    expect(changePrivacy(aSession(), CHAIR, aPoint(), closing)).toMatchObject(ALLOWED)
    expect(changePrivacy(aSession(), SECRETARY, aPoint(), closing)).toMatchObject(refused('no-right', 'SE12'))
    expect(changePrivacy(aSession({ stage: 'planned' }), SECRETARY, aPoint(), closing)).toMatchObject(ALLOWED)
    for (const stage of ['suspended', 'closed'] as const) {
      expect(changePrivacy(aSession({ stage }), SECRETARY, aPoint(), closing)).toMatchObject(
        refused('no-right', 'SE12'),
      )
      expect(changePrivacy(aSession({ stage }), CHAIR, aPoint(), closing)).toMatchObject(ALLOWED)
    }
    expect(changePrivacy(aSession(), MEMBER, aPoint(), closing)).toMatchObject(refused('no-right', 'SE12'))
    expect(changePrivacy(aSession(), CHAIR, aPoint({ closed: true }), closing)).toMatchObject(
      refused('already-so', 'SE12'),
    )
    expect(changePrivacy(aSession(), CHAIR, null, closing)).toMatchObject(refused('not-found', 'SE12'))
  })

  test('[SE12] observers see no text of a closed point, whatever its stage; members do', () => {
    for (const stage of ['drafting', 'frozen', 'carried', 'adopted'] as const) {
      const text = aRecommendation({ closed: true, stage })
      expect(textAccess(text, aSession(), OBSERVER, true)).toEqual({ visible: false })
      expect(textAccess(text, aSession(), MEMBER, true)).toMatchObject({ visible: true })
    }
  })

  test('[SE18] observers are let in and kept out by who runs the session', () => {
    expect(letObserversRead(aSession(), CHAIR, false, true)).toMatchObject(ALLOWED)
    expect(letObserversRead(aSession(), CHAIR, true, true)).toMatchObject(refused('already-so', 'SE18'))
    expect(letObserversRead(aSession(), SECRETARY, false, true)).toMatchObject(refused('no-right', 'SE2'))
    expect(letObserversRead(aSession({ stage: 'closed' }), CHAIR, false, true)).toMatchObject(
      refused('session-not-open', 'SE18'),
    )
  })

  test('[RE8] the pen is handed over by the chair in a sitting, by the secretariat outside, and not of a frozen text', () => {
    const planned = aSession({ stage: 'planned' })
    expect(setPen(aRecommendation(), aSession(), CHAIR, 'drafters')).toMatchObject(ALLOWED)
    expect(setPen(aRecommendation(), aSession(), SECRETARY, 'drafters')).toMatchObject(refused('no-right', 'RE8'))
    expect(setPen(aRecommendation(), planned, SECRETARY, 'drafters')).toMatchObject(ALLOWED)
    expect(setPen(aRecommendation(), planned, MEMBER, 'drafters')).toMatchObject(refused('no-right', 'RE8'))
    for (const person of [SECRETARY, CHAIR])
      expect(setPen(aRecommendation(), aSession({ stage: 'closed' }), person, 'drafters')).toMatchObject(
        refused('session-closed', 'RE8'),
      )
    expect(setPen(aRecommendation({ stage: 'frozen' }), aSession(), CHAIR, 'drafters')).toMatchObject(
      refused('frozen', 'RE8'),
    )
    expect(setPen(aRecommendation(), aSession(), CHAIR, 'everyone-seated')).toMatchObject(refused('already-so', 'RE8'))
  })

  test('[RE9] a text goes to another point, not with a vote open on it', () => {
    const to = aPoint().id
    expect(moveToPoint(aRecommendation(), aSession(), CHAIR, to, false)).toMatchObject(ALLOWED)
    expect(moveToPoint(aRecommendation(), aSession(), SECRETARY, to, false)).toMatchObject(ALLOWED)
    expect(moveToPoint(aRecommendation(), aSession(), MEMBER, to, false)).toMatchObject(refused('no-right', 'RE9'))
    expect(moveToPoint(aRecommendation(), aSession(), CHAIR, to, true)).toMatchObject(refused('vote-running', 'RE9'))
    expect(moveToPoint(aRecommendation({ point: to }), aSession(), CHAIR, to, false)).toMatchObject(
      refused('already-so', 'RE9'),
    )
    for (const person of [CHAIR, SECRETARY])
      expect(moveToPoint(aRecommendation(), aSession({ stage: 'closed' }), person, to, false)).toMatchObject(
        refused('session-closed', 'RE9'),
      )
  })

  test('[RE9] [SE65] once the session was opened only who runs it moves a text out of a closed point', () => {
    const to = aPoint().id
    const hidden = aRecommendation({ closed: true })
    for (const stage of ['open', 'suspended', 'closed'] as const)
      expect(moveToPoint(hidden, aSession({ stage }), SECRETARY, to, false)).toMatchObject(refused('no-right', 'RE9'))
    expect(moveToPoint(hidden, aSession(), CHAIR, to, false)).toMatchObject(ALLOWED)
    expect(moveToPoint(hidden, aSession({ stage: 'planned' }), SECRETARY, to, false)).toMatchObject(ALLOWED)
  })
})

describe('checking in', () => {
  test('[SE14] a seated person, once in and once out, in an open session', () => {
    expect(checkInOneself(aSession(), MEMBER, false, 'came')).toMatchObject(ALLOWED)
    expect(checkInOneself(aSession(), MEMBER, true, 'came')).toMatchObject(refused('already-present', 'SE14'))
    expect(checkInOneself(aSession(), MEMBER, true, 'left')).toMatchObject(ALLOWED)
    expect(checkInOneself(aSession(), MEMBER, false, 'left')).toMatchObject(refused('not-present', 'SE14'))
    for (const other of [OBSERVER, SECRETARY])
      expect(checkInOneself(aSession(), other, false, 'came')).toMatchObject(refused('not-on-the-session', 'SE14'))
    for (const stage of ['planned', 'open', 'suspended', 'closed'] as const)
      expect(checkInOneself(aSession({ stage }), OBSERVER, false, 'came')).toMatchObject(
        refused('not-on-the-session', 'SE14'),
      )
    for (const stage of ['planned', 'suspended', 'closed'] as const)
      expect(checkInOneself(aSession({ stage }), MEMBER, false, 'came')).toMatchObject(
        refused('session-not-open', 'SE14'),
      )
  })

  test('[SE14] a seat whose term ended checks nobody in', () => {
    const ended = SEATS.map((seat) => ({ ...seat, until: '2025-04-23' }))
    expect(checkInOneself(aSession(), as('m06', { seats: ended }), false, 'came')).toMatchObject(
      refused('not-on-the-session', 'SE14'),
    )
  })

  test('[SE15] a paper list is the secretariat’s, of seated persons only', () => {
    expect(noteList(aSession(), SECRETARY, [account('m06'), account('m12')], SEATS)).toMatchObject(ALLOWED)
    expect(noteList(aSession(), SECRETARY, [account('m06'), account('o01')], SEATS)).toMatchObject(
      refused('not-on-the-session', 'SE15'),
    )
    expect(noteList(aSession(), CHAIR, [account('m06')], SEATS)).toMatchObject(refused('no-right', 'SE15'))
    expect(noteList(aSession({ stage: 'planned' }), SECRETARY, [account('m06')], SEATS)).toMatchObject(
      refused('session-not-open', 'SE15'),
    )
  })
})
