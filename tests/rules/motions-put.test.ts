import { describe, expect, test } from 'vitest'
import type { StandingOrders } from '../../shared/councils/model.ts'
import { MOTION_KINDS } from '../../shared/floor/model.ts'
import { decideMotion, settleAppeal, withdrawMotion } from '../../shared/floor/order-rules.ts'
import { motionQuestion, putMotion, putRuling, rulingQuestion } from '../../shared/floor/putting.ts'
import type { AgendaPointId, MotionId, PointOfOrderId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import type { Question } from '../../shared/votes/model.ts'
import { nextAfter } from '../../shared/votes/next.ts'
import { countingOf, isUnderHidden } from '../../shared/votes/questions.ts'
import { ordersOfQuestion } from '../../shared/votes/reopening.ts'
import { sameQuestion } from '../../shared/votes/void-rules.ts'
import { aFloor, appealed, facts, motion, putBy, raised, ruled } from './floor-world.ts'
import { ALLOWED, CHAIR, MEMBER, refused, SECRETARY, someOrders } from './session-world.ts'

const words = { kk: 'Үзіліс пе?', ru: 'Перерыв?', en: 'A break?' }
const onMotion = (id: string): Question => ({
  kind: 'procedure',
  words,
  decides: { on: 'motion', motion: id as MotionId },
})
const onRuling: Extract<Question, { kind: 'procedure' }> = {
  kind: 'procedure',
  words,
  decides: { on: 'ruling', pointOfOrder: 'p1' as PointOfOrderId },
}

describe('what may be put', () => {
  test('[SE40] [SE44] the motion whose turn it is, while it waits and no vote on it runs', () => {
    const [suspend, list] = [motion('suspend'), motion('close-list')]
    const floor = aFloor({ motions: [list, suspend] })
    expect(putMotion(suspend, floor)).toMatchObject(ALLOWED)
    expect(putMotion(list, floor)).toMatchObject(refused('outranked', 'SE40'))
    for (const stage of ['carried', 'rejected', 'out-of-order', 'withdrawn'])
      expect(putMotion(motion('suspend', { stage }), floor)).toMatchObject(refused('already-decided', 'SE44'))
  })

  test('[SE44] [SE45] a vote that is open or not announced holds it; one without a decision or a void one does not', () => {
    for (const stage of ['open', 'closed'] as const) {
      const put = motion('suspend', { put: putBy(stage) })
      const on = facts({ motions: [put] })
      expect(putMotion(put, on.floor)).toMatchObject(refused('is-put', 'SE44'))
      expect(withdrawMotion(SECRETARY, put, on)).toMatchObject(refused('is-put', 'SE44'))
      expect(decideMotion(CHAIR, put, { how: 'no-objection' }, 20, on)).toMatchObject(refused('is-put', 'SE44'))
      expect(putRuling(appealed('m06', putBy(stage)))).toMatchObject(refused('is-put', 'SE44'))
      const counts = { for: 1, against: 0, abstain: 0 }
      expect(settleAppeal(SECRETARY, appealed('m06', putBy(stage)), counts, 20, on)).toMatchObject(
        refused('is-put', 'SE44'),
      )
    }
    for (const stage of ['announced', 'void'] as const) {
      const put = motion('suspend', { put: putBy(stage) })
      const on = facts({ motions: [put] })
      expect(putMotion(put, on.floor)).toMatchObject(ALLOWED)
      expect(withdrawMotion(MEMBER, put, on)).toMatchObject(ALLOWED)
      expect(putRuling(appealed('m06', putBy(stage)))).toMatchObject(ALLOWED)
    }
  })

  test('[SE37] [SE46] a ruling that somebody appealed from', () => {
    expect(putRuling(appealed('m06'))).toMatchObject(ALLOWED)
    for (const point of [raised('m06'), ruled('m06')])
      expect(putRuling(point)).toMatchObject(refused('not-ruled', 'SE37'))
    expect(putRuling(ruled('m06', { stage: 'settled' }))).toMatchObject(refused('already-decided', 'SE46'))
  })
})

describe('the question', () => {
  test('[VO134] each motion has its own question in each language, with the mover’s words where there are any', () => {
    for (const language of LANGUAGES) {
      const asked = MOTION_KINDS.map((kind) => motionQuestion({ kind, words: '' })[language])
      expect(new Set(asked).size).toBe(MOTION_KINDS.length)
      for (const one of asked) expect(one).toMatch(/\?$/)
      expect(motionQuestion({ kind: 'division', words: 'п. 2' })[language]).toContain('«п. 2»'.slice(1, -1))
    }
  })

  test('[SE46] [VO134] of an appeal it says that for means the ruling stands', () =>
    expect(rulingQuestion({ words: 'The list goes on.' })).toEqual({
      kk: 'Төрағаның шешімі: «The list goes on.» Шешім күшінде қала ма? Жақтау — күшінде қалады. Қарсы — күші жойылады.',
      ru: 'Председатель решил: «The list goes on.» Остаётся ли решение в силе? За — остаётся. Против — отменяется.',
      en: 'The chair ruled: “The list goes on.” Shall the ruling stand? For: it stands. Against: it is overturned.',
    }))

  test('[SE46] [VO134] a motion is decided by the rules for procedure, a ruling by half of those for and against, all counted together', () => {
    const orders: StandingOrders = someOrders('cc')
    expect(ordersOfQuestion(orders, onMotion('m1'))).toEqual(ordersOfQuestion(orders, { kind: 'procedure', words }))
    expect(ordersOfQuestion(orders, onRuling)).toMatchObject({
      majority: { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: false },
      tie: 'rejected',
    })
    expect(countingOf(onRuling, 'each-apart')).toBe('one-pool')
    expect(countingOf(onMotion('m1'), 'each-apart')).toBe('each-apart')
  })

  test('[VO84] [VO134] two motions in the same words are two questions', () => {
    expect(sameQuestion(onMotion('m1'), onMotion('m1'))).toBe(true)
    expect(sameQuestion(onMotion('m1'), onMotion('m2'))).toBe(false)
    expect(sameQuestion(onMotion('m1'), { kind: 'procedure', words })).toBe(false)
  })

  test('[VO135] procedure under a point that is hidden is hidden, a text by its own rule', () => {
    const closed = 'a08' as AgendaPointId
    const hidden = (point: AgendaPointId | null) => point === closed
    expect(isUnderHidden({ question: onRuling, point: closed }, hidden)).toBe(true)
    expect(isUnderHidden({ question: onRuling, point: null }, hidden)).toBe(false)
    const raisedThere: Question = { ...onRuling, under: closed }
    expect(isUnderHidden({ question: raisedThere, point: null }, hidden)).toBe(true)
    expect(isUnderHidden({ question: { kind: 'adopt-set', texts: [] }, point: closed }, hidden)).toBe(false)
  })
})

test('[VO94] what comes after the vote on a motion or a ruling is said of the floor', () => {
  const known = { kind: 'procedure', adopted: false, objectionWaits: false, repeated: false } as const
  const after = (decides: 'motion' | 'ruling', result: 'carried' | 'rejected' | 'no-decision') =>
    nextAfter({ ...known, stage: 'announced', decides, outcome: { result, reason: 'majority' } })
  expect([after('motion', 'carried'), after('motion', 'rejected')]).toEqual(['motionCarried', 'motionRejected'])
  expect([after('ruling', 'carried'), after('ruling', 'rejected')]).toEqual(['rulingStands', 'rulingOverturned'])
  expect(after('ruling', 'no-decision')).toBe('floorWaits')
  const isVoid = { ...known, stage: 'void', outcome: { result: 'carried', reason: 'majority' } } as const
  expect(nextAfter({ ...isVoid, decides: 'motion' })).toBe('floorVoid')
})
