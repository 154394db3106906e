import { describe, expect, test } from 'vitest'
import { adopt, languagesBehind, languagesOfRecord } from '../../shared/adoption/rules.ts'
import { LANGUAGE_STATES } from '../../shared/councils/model.ts'
import {
  ALLOWED,
  aRecommendation,
  as,
  CHAIR,
  MEMBER,
  OBSERVER,
  refused,
  SECRETARY,
  someOrders,
} from './session-world.ts'

const HASH = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)
const TRANSLATED = { kk: 'checked', ru: 'source', en: 'certified' } as const
const DRAFTS = { kk: 'draft', ru: 'source', en: 'draft' } as const

const facts = (change: Partial<Parameters<typeof adopt>[0]> = {}) => ({
  recommendation: aRecommendation({ stage: 'carried' }),
  capacity: CHAIR,
  vote: { stage: 'announced' as const, hash: HASH, result: 'carried' as const },
  objections: [],
  shownHash: HASH,
  versionHash: HASH,
  orders: [someOrders('cc'), someOrders('ec')],
  languages: TRANSLATED,
  ...change,
})

describe('the act of adoption', () => {
  test('[AD1] the presiding chair adopts a version whose announced vote carried it', () =>
    expect(adopt(facts())).toMatchObject(ALLOWED))

  test('[AD1] [SE2] nobody else adopts', () => {
    for (const capacity of [MEMBER, as('m02'), as('m12'), SECRETARY, OBSERVER]) {
      expect(adopt(facts({ capacity }))).toMatchObject(refused('no-right', 'SE2'))
    }
  })

  test('[AD1] not before the vote is announced', () => {
    for (const stage of ['open', 'closed'] as const) {
      expect(adopt(facts({ vote: { stage, hash: HASH, result: stage === 'open' ? null : 'carried' } }))).toMatchObject(
        refused('vote-not-closed', 'AD1'),
      )
    }
  })

  test('[AD1] not what was rejected or left without a decision', () => {
    for (const result of ['rejected', 'no-decision'] as const) {
      const recommendation = aRecommendation({ stage: result })
      expect(adopt(facts({ recommendation, vote: { stage: 'announced', hash: HASH, result } }))).toMatchObject(
        refused('not-carried', 'AD1'),
      )
    }
  })

  test('[AD1] not by an earlier vote when the text was put again since', () => {
    for (const stage of ['drafting', 'frozen', 'rejected', 'no-decision'] as const) {
      expect(adopt(facts({ recommendation: aRecommendation({ stage }) }))).toMatchObject(refused('not-carried', 'AD1'))
    }
  })

  test('[AD1] not on another hash than the one voted and the one shown', () => {
    expect(adopt(facts({ shownHash: OTHER }))).toMatchObject(refused('wrong-text', 'AD1'))
    expect(adopt(facts({ versionHash: OTHER }))).toMatchObject(refused('wrong-text', 'AD1'))
    expect(adopt(facts({ versionHash: null }))).toMatchObject(refused('wrong-text', 'AD1'))
    expect(adopt(facts({ shownHash: OTHER, versionHash: OTHER }))).toMatchObject(refused('wrong-text', 'AD1'))
  })

  test('[AD2] never twice', () =>
    expect(adopt(facts({ recommendation: aRecommendation({ stage: 'adopted' }) }))).toMatchObject(
      refused('already-adopted', 'AD2'),
    ))
})

describe('languages of record', () => {
  const strict = (of: string, change = {}) => someOrders(of, { translationToFollow: false, ...change })

  test('[AD3] they are those that any of the councils names, each once', () =>
    expect(
      languagesOfRecord([
        strict('cc', { languagesOfRecord: ['kk', 'ru'] }),
        strict('ec', { languagesOfRecord: ['ru', 'en'] }),
      ]),
    ).toEqual(['kk', 'ru', 'en']))

  test('[AD3] a language of record below the least state stops adoption and is named', () => {
    expect(adopt(facts({ orders: [strict('cc')], languages: DRAFTS }))).toEqual({
      ok: false,
      refusal: { code: 'languages-behind', rule: 'AD3', details: { languages: 'kk, en' } },
    })
    expect(adopt(facts({ orders: [strict('cc')], languages: TRANSLATED }))).toMatchObject(ALLOWED)
  })

  test('[AD3] the standing orders may let a translation follow; one council that does not is enough to stop it', () => {
    expect(adopt(facts({ languages: DRAFTS }))).toMatchObject(ALLOWED)
    expect(languagesBehind([someOrders('cc'), strict('ec', { languagesOfRecord: ['kk', 'ru'] })], DRAFTS)).toEqual([
      'kk',
    ])
    expect(languagesBehind([strict('cc'), strict('ec')], DRAFTS)).toEqual(['kk', 'en'])
  })

  test('[AD3] a language that is not of record waits for nobody', () =>
    expect(languagesBehind([strict('cc', { languagesOfRecord: ['ru'] })], DRAFTS)).toEqual([]))

  test('[AD3] the states stand in one order: missing, draft, stale, checked, certified, source', () => {
    const enough = (leastState: (typeof LANGUAGE_STATES)[number]) =>
      LANGUAGE_STATES.filter(
        (state) =>
          languagesBehind([strict('cc', { leastState, languagesOfRecord: ['kk'] })], { ...TRANSLATED, kk: state })
            .length === 0,
      )
    expect(enough('missing')).toEqual(['missing', 'draft', 'stale', 'checked', 'certified', 'source'])
    expect(enough('checked')).toEqual(['checked', 'certified', 'source'])
    expect(enough('certified')).toEqual(['certified', 'source'])
  })
})
