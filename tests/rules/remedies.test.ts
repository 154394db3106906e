import { describe, expect, test } from 'vitest'
import type { Seat } from '../../shared/councils/model.ts'
import type { AccountId, CouncilId, PlaceId, RecommendationId } from '../../shared/ids.ts'
import { corrected } from '../../shared/votes/correction-rules.ts'
import { type Ballot, type Question, VOTE_MANNERS } from '../../shared/votes/model.ts'
import { nextAfter } from '../../shared/votes/next.ts'
import type { Change, Correction } from '../../shared/votes/remedies.ts'
import { choiceShown, councilsSpokenFor, sameQuestion } from '../../shared/votes/void-rules.ts'

const account = (id: string) => id as AccountId
const council = (id: string) => id as CouncilId

describe('when a choice has been shown', () => {
  const shownAsCast = ['roll-call', 'open']

  test('[VO81] where choices are shown as they are cast, with the first ballot; elsewhere not before the close', () => {
    for (const manner of VOTE_MANNERS) {
      expect(choiceShown({ stage: 'open', manner }, 0)).toBe(false)
      expect(choiceShown({ stage: 'open', manner }, 1)).toBe(shownAsCast.includes(manner))
      for (const stage of ['closed', 'announced', 'void'] as const) expect(choiceShown({ stage, manner }, 0)).toBe(true)
    }
  })
})

describe('who speaks for a council', () => {
  const seat = (of: string, role: Seat['role'], holder: string) =>
    ({ id: `${of}-${holder}`, council: council(of), role, holder: account(holder) }) as Seat
  const seats = [
    seat('cc', 'chair', 'a'),
    seat('cc', 'deputy', 'b'),
    seat('ec', 'deputy', 'b'),
    seat('ec', 'member', 'a'),
  ]
  const speaks = (who: string, ...present: string[]) =>
    councilsSpokenFor(
      account(who),
      [council('cc'), council('ec')],
      seats,
      new Map(present.map((one) => [account(one), 'hall'])),
    )

  test('[VO82] its chair, present or not; its deputy while the chair is not here, or there is none; nobody else', () => {
    expect(speaks('a', 'a', 'b')).toEqual(['cc'])
    expect(speaks('a')).toEqual(['cc'])
    expect(speaks('b', 'a', 'b')).toEqual(['ec'])
    expect(speaks('b', 'b')).toEqual(['cc', 'ec'])
    expect(speaks('c', 'c')).toEqual([])
  })
})

describe('the same question', () => {
  const r1: Question = { kind: 'adopt-recommendation', recommendation: 'r1' as RecommendationId }
  const words = { kk: '', ru: 'Перерыв?', en: '' }
  const part: Question = { kind: 'keep-part', recommendation: 'r1' as RecommendationId, words }

  test('[VO84] is the same text, the set, the same words of a part or of procedure, and nothing else', () => {
    const r2: Question = { ...r1, recommendation: 'r2' as RecommendationId }
    const set: Question = { kind: 'adopt-set', texts: [] }
    const procedure: Question = { kind: 'procedure', words }
    const all = [r1, r2, set, procedure, part]
    for (const one of all) for (const other of all) expect(sameQuestion(one, other)).toBe(one === other)
    expect(sameQuestion(procedure, { kind: 'procedure', words: { ...words, ru: 'Конец?' } })).toBe(false)
    expect(sameQuestion(part, { ...part, words: { ...words } })).toBe(true)
  })
})

describe('corrected ballots', () => {
  const ballot = (place: string, choice: Ballot['choice']): Ballot => ({
    place: place as PlaceId,
    choice,
    at: 1,
    by: account('s01'),
    source: 'word',
  })
  const correction = (number: number, change: Change, stage: Correction['stage'] = 'confirmed') =>
    ({ number, change, stage }) as Correction
  const p = (place: string) => place as PlaceId
  const wrongChoice: Change = { kind: 'choice', place: p('a'), from: 'for', to: 'against' }

  test('[VO87] only confirmed corrections count, in the order of their numbers, and nothing else of a ballot changes', () => {
    const given = [ballot('a', 'for'), ballot('b', 'abstain')]
    expect(corrected(given, [])).toEqual(given)
    for (const stage of ['proposed', 'declined'] as const)
      expect(corrected(given, [correction(1, wrongChoice, stage)])).toEqual(given)
    const moved: Change = { kind: 'place', place: p('a'), choice: 'against', to: p('c') }
    expect(corrected(given, [correction(2, moved), correction(1, wrongChoice)])).toEqual([
      ballot('c', 'against'),
      ballot('b', 'abstain'),
    ])
  })
})

describe('what comes next', () => {
  const known = {
    stage: 'announced',
    kind: 'adopt-recommendation',
    outcome: null,
    adopted: false,
    decides: null,
    objectionWaits: false,
    repeated: false,
  } as const
  const comes = (result: 'carried' | 'rejected' | 'no-decision', reason = 'majority', more = {}) =>
    nextAfter({ ...known, outcome: { result, reason: reason as 'majority' }, ...more })

  test('[VO94] differs after carried, rejected, no decision and void, and by what was asked', () => {
    expect([comes('carried'), comes('rejected')]).toEqual(['carried', 'rejected'])
    expect(comes('no-decision', 'no-quorum-at-close')).toBe('noQuorum')
    expect(comes('no-decision', 'only-abstentions')).toBe('onlyAbstentions')
    expect(comes('no-decision', 'objected')).toBe('objected')
    expect(nextAfter({ ...known, stage: 'void' })).toBe('void')
    expect(nextAfter({ ...known, stage: 'void', kind: 'procedure' })).toBe('voidOther')
    expect(comes('carried', 'majority', { kind: 'adopt-set' })).toBe('carriedSet')
    expect(comes('carried', 'majority', { kind: 'procedure' })).toBe('carriedOther')
    expect(comes('rejected', 'majority', { kind: 'keep-part' })).toBe('rejectedOther')
    expect(comes('no-decision', 'only-abstentions', { kind: 'procedure' })).toBe('noDecisionOther')
  })

  test('[VO94] an objection comes before the adoption; a later vote and the adoption before everything', () => {
    expect(comes('carried', 'majority', { objectionWaits: true })).toBe('objection')
    expect(comes('carried', 'majority', { adopted: true })).toBe('adopted')
    expect(comes('no-decision', 'only-abstentions', { repeated: true })).toBe('repeated')
    expect(nextAfter({ ...known, stage: 'open' })).toBe('open')
    expect(nextAfter({ ...known, stage: 'closed' })).toBe('closed')
  })
})
