import { describe, expect, test } from 'vitest'
import type { CouncilRules, MajorityRule, StandingOrders } from '../../shared/councils/model.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES } from '../../shared/language.ts'
import type { RecommendationKind } from '../../shared/recommendations/model.ts'
import { carriedBySentence, questionSentence, rollSentence } from '../../shared/votes/putting.ts'
import { council, someOrders } from './session-world.ts'

const rulesOf = (of: string, change: Partial<StandingOrders> = {}): CouncilRules => ({
  council: { id: council(of), name: { kk: `${of}-кеңес`, ru: `совет ${of}`, en: `Council ${of}` }, seats: 5 },
  orders: someOrders(of, change),
  members: 5,
})
const one = (majority: MajorityRule, tie: StandingOrders['tie'] = 'rejected') =>
  carriedBySentence([rulesOf('cc', { majority, tie })], 'one-pool', council('cc'))

const SIMPLE: MajorityRule = { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: true }
const TWO_THIRDS = { numerator: 2, denominator: 3 }

describe('how a vote is carried, in words', () => {
  test('[VO17] more than half of for and against, in three languages', () =>
    expect(one(SIMPLE)).toEqual({
      kk: 'Жақтағандар қарсы болғандардан көп болса мақұлданады; қалыс қалғандар есептелмейді.',
      ru: 'Одобряется, если голосов «за» больше, чем «против»; воздержавшиеся не учитываются.',
      en: 'Carried if more vote for than against; abstentions do not count.',
    }))

  test('[VO17] a half written as two quarters is the same half', () =>
    expect(one({ ...SIMPLE, fraction: { numerator: 2, denominator: 4 } })).toEqual(one(SIMPLE)))

  test('[VO17] who decides on equal votes is said beside it', () =>
    expect(one(SIMPLE, 'presiding-chair')).toEqual({
      kk: `${one(SIMPLE).kk} Дауыстар тең түссе, төрағалық етушінің дауысы шешеді.`,
      ru: `${one(SIMPLE).ru} При равенстве голосов решает голос председательствующего.`,
      en: `${one(SIMPLE).en} If the votes are equal, the ballot of the presiding chair decides.`,
    }))

  test.each([
    [
      'at least half of for and against',
      { ...SIMPLE, strict: false },
      'Carried with at least half of the votes for and against.',
    ],
    [
      'two thirds of the votes cast',
      { base: 'votes-cast', fraction: TWO_THIRDS, strict: false },
      'Carried with at least two thirds of the votes cast, abstentions included.',
    ],
    [
      'more than half of those present',
      { base: 'present', fraction: SIMPLE.fraction, strict: true },
      'Carried with more than half of the members present.',
    ],
    [
      'three quarters of all members',
      { base: 'members', fraction: { numerator: 3, denominator: 4 }, strict: false },
      'Carried with at least three quarters of all the members.',
    ],
    [
      'more than three fifths',
      { base: 'members', fraction: { numerator: 3, denominator: 5 }, strict: true },
      'Carried with more than 3/5 of all the members.',
    ],
    [
      'a least number of votes for',
      { ...SIMPLE, leastFor: 7 },
      /^Carried if more vote for than against; abstentions do not count\. .*no fewer than 7 votes for\.$/,
    ],
  ] as const)('[VO17] %s is said as such', (_name, majority, english) => {
    const said = one(majority)
    expect(said.en).toMatch(english)
    for (const language of LANGUAGES) expect(said[language]).toMatch(/^[^{}]+\.$/)
    expect(new Set(Object.values(said)).size).toBe(LANGUAGES.length)
  })

  test('[VO17] no number of votes needed is named before the base is known, whatever the majority', () => {
    for (const base of ['for+against', 'votes-cast', 'present', 'members'] as const) {
      for (const strict of [true, false]) {
        for (const said of Object.values(one({ base, fraction: TWO_THIRDS, strict }, 'presiding-chair')))
          expect(said).not.toMatch(/\d/)
      }
    }
  })

  test('[VO17] [VO28] in one pool the words are those of the presiding chair’s council, and that all are counted together is said', () => {
    const rules = [
      rulesOf('cc'),
      rulesOf('ec', { majority: { base: 'members', fraction: TWO_THIRDS, strict: false }, tie: 'rejected' }),
    ]
    expect(carriedBySentence(rules, 'one-pool', council('ec'))).toEqual({
      kk: 'Барлық мүшенің үштен екісінен кем емесі жақтаса, мақұлданады. Кеңестердің дауысы бірге есептеледі: бір адам — бір дауыс.',
      ru: 'Одобряется, если за — не менее двух третей всех членов. Советы считаются вместе: один человек — один голос.',
      en: 'Carried with at least two thirds of all the members. One count for all councils together: one person, one ballot.',
    })
    expect(carriedBySentence(rules, 'one-pool', council('cc')).en).toContain('more vote for than against')
  })

  test('[VO17] [VO30] in councils apart each says its own, and that all must carry', () => {
    const rules = [
      rulesOf('cc'),
      rulesOf('ec', { majority: { base: 'votes-cast', fraction: TWO_THIRDS, strict: false }, tie: 'rejected' }),
    ]
    const said = carriedBySentence(rules, 'each-apart', council('cc'))
    expect(said.en).toBe(
      'Each council counts apart, and all must carry. Council cc. Carried if more vote for than against; abstentions do not count. ' +
        'If the votes are equal, the ballot of this council’s chair decides. ' +
        'Council ec. Carried with at least two thirds of the votes cast, abstentions included.',
    )
    expect(said.ru).toContain('Каждый совет считается отдельно, одобрить должны все.')
    expect(said.kk).toContain('Әр кеңестің дауысы бөлек есептеледі, барлығы мақұлдауы керек.')
  })
})

describe('the question and the roll, in words', () => {
  const adopting = (kind: RecommendationKind, number: number | null) =>
    questionSentence({ kind: 'adopt-recommendation', recommendation: 'r05' as RecommendationId }, { kind, number })

  test('[VO100] the set, a part and procedure are asked in words of their own', () => {
    expect(questionSentence({ kind: 'adopt-set', texts: [] }, null)).toEqual({
      kk: 'Ұсынымдар жинағы тұтас қабылдансын ба?',
      ru: 'Принять свод рекомендаций в целом?',
      en: 'Adopt the set of recommendations as a whole?',
    })
    const words = { kk: '', ru: 'Перерыв на час?', en: '' }
    expect(questionSentence({ kind: 'procedure', words }, null)).toBe(words)
    const part = { kind: 'keep-part', recommendation: 'r09' as RecommendationId, words } as const
    expect(questionSentence(part, { kind: 'recommendation', number: 9 }).en).toBe(
      'Do these words stay in the text? Recommendation 9',
    )
  })

  test('[VO17] the question names the text by its kind and number', () => {
    expect(adopting('recommendation', 5)).toEqual({
      kk: '5-ұсыным қабылдансын ба?',
      ru: 'Принять рекомендацию 5?',
      en: 'Adopt recommendation 5?',
    })
    expect(adopting('proposal', 10).ru).toBe('Принять предложение 10?')
    expect(adopting('initiative', 2).kk).toBe('2-бастама қабылдансын ба?')
    expect(adopting('preamble', null)).toEqual({
      kk: 'Кіріспе қабылдансын ба?',
      ru: 'Принять преамбулу?',
      en: 'Adopt the preamble?',
    })
  })

  test('[VO17] [VO18] the line over the roll says the quorum of each council and how many would vote', () => {
    const rules = [rulesOf('cc'), rulesOf('ec')]
    const quorum = [
      { council: council('cc'), present: 10, base: 11, needed: 8, reached: true },
      { council: council('ec'), present: 11, base: 12, needed: 8, reached: true },
    ]
    const said = rollSentence(rules, quorum, 20)
    expect(said.en).toBe(
      'Council cc: 10 of 11 seats, 8 needed. Council ec: 11 of 12 seats, 8 needed. 20 entitled to vote.',
    )
    expect(said.ru).toMatch(/^совет cc: .*Право голоса имеют 20 человек\.$/)
    expect(said.kk).toMatch(/^cc-кеңес: .*Дауыс беруге 20 адамның құқығы бар\.$/)
  })
})
