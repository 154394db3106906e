import type { AmendmentFacts, SessionFacts, TextFacts, VoteFacts } from '../../shared/exports/model.ts'
import { sha256Hex } from '../../shared/hash.ts'
import type {
  AccountId,
  AddresseeId,
  AmendmentId,
  CouncilId,
  FindingId,
  RecommendationId,
  SessionId,
  StandardId,
  ThemeId,
  VoteId,
} from '../../shared/ids.ts'
import { eachLanguage, type Language, type Localised } from '../../shared/language.ts'
import type { Fields } from '../../shared/recommendations/model.ts'
import { blocksFromPlain, type Parts } from '../../shared/text/canonical.ts'
import type { Outcome } from '../../shared/votes/model.ts'

/** The nine letters that Kazakh has beside Russian ones, large and small. */
export const KAZAKH = 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі'

const AT = Date.UTC(2025, 3, 24, 11, 42)

/** The same words in each language, marked by it. */
export const inEach = (words: string): Localised => eachLanguage((language) => `${words} (${language})`)

export const partsOf = (text: Localised, title: Localised = inEach('Title')): Parts => {
  const blocks = (words: Localised) => eachLanguage((language) => blocksFromPlain(words[language]))
  return {
    title: blocks(title),
    text: blocks(text),
    rationale: blocks(inEach('Because')),
    indicator: blocks(inEach('Share')),
  }
}

const FIELDS: Fields = {
  addressees: [{ id: 'body' as AddresseeId, role: 'lead' }],
  deadline: '2025-10-31',
  priority: 'high',
  findings: ['f1' as FindingId],
  standards: ['bkk-49' as StandardId],
  themes: ['t1' as ThemeId],
}

export const textOf = (number: number, changes: Partial<TextFacts> = {}): TextFacts => ({
  id: `r${number}` as RecommendationId,
  kind: 'recommendation',
  number,
  stage: 'drafting',
  source: { kind: 'live', row: number },
  parts: partsOf(inEach(`Text of ${number}`), inEach(`Title of ${number}`)),
  fields: FIELDS,
  final: null,
  followUp: [],
  earlier: [],
  amendments: [],
  threads: [],
  ...changes,
})

export const adopted = (number: number): Partial<TextFacts> => ({
  stage: 'adopted',
  source: {
    kind: 'adopted',
    hash: sha256Hex(String(number)),
    at: AT,
    by: inEach('Chair'),
    vote: 'v1' as VoteId,
    head: { number: 7, hash: sha256Hex('head') },
  },
})

export const amendmentOf = (number: number, amended: Parts, mover = `Mover ${number}`): AmendmentFacts => ({
  id: `am${number}` as AmendmentId,
  number,
  kind: 'replace',
  stage: 'tabled',
  mover: inEach(mover),
  tabledAt: AT + number,
  reason: inEach(`Reason of ${number}`),
  amended,
})

const OUTCOME: Outcome = {
  result: 'carried',
  reason: 'majority',
  quorum: { opening: [], close: [] },
  tallies: [
    {
      scope: 'pool',
      decides: true,
      places: 20,
      for: 11,
      against: 5,
      abstain: 3,
      notVoting: 1,
      majority: { base: 'for+against', fraction: { numerator: 1, denominator: 2 }, strict: true, leastFor: null },
      base: 16,
      needed: 9,
      verdict: 'carried',
      tie: null,
    },
  ],
  headline: inEach('Carried: 11 for, 5 against.'),
  explanation: inEach('More than half was needed.'),
  steps: [{ key: 'result', holds: true, sentence: inEach('The question is carried.'), rule: 'VO28' }],
}

export const voteOf = (number: number, changes: Partial<VoteFacts> = {}): VoteFacts => ({
  id: `v${number}` as VoteId,
  number,
  question: inEach(`Adopt ${number}?`),
  about: `r${number}` as RecommendationId,
  stage: 'announced',
  manner: 'roll-call',
  hash: sha256Hex(`vote ${number}`),
  openedAt: AT,
  closedAt: AT + 60_000,
  councils: [{ id: 'cc' as CouncilId, name: inEach('Council') }],
  outcome: OUTCOME,
  roll: [{ account: 'm01' as AccountId, name: inEach('Member'), councils: [inEach('Council')], choice: 'for' }],
  namesChoices: true,
  recused: [{ name: inEach('Recused member'), councils: [inEach('Council')] }],
  absent: [],
  ...changes,
})

/** A small session to be written in every format. */
export const factsOf = (changes: Partial<SessionFacts> = {}): SessionFacts => ({
  session: {
    id: '2025-04' as SessionId,
    title: inEach('Joint session'),
    date: '2025-04-24',
    place: inEach('Astana'),
    timezone: 'Asia/Almaty',
    stage: 'open',
  },
  councils: [{ id: 'cc' as CouncilId, name: inEach('Council'), chair: inEach('Chair') }],
  agenda: [],
  texts: [textOf(1)],
  newTexts: [],
  votes: [],
  opinions: [],
  minutes: null,
  addressees: [{ id: 'body' as AddresseeId, name: inEach('Ministry') }],
  findings: [{ id: 'f1' as FindingId, number: 'F1', title: inEach('Finding') }],
  standards: [{ id: 'bkk-49' as StandardId, instrument: 'Bangkok Rules', ref: 'rule 49' }],
  themes: [{ id: 't1' as ThemeId, name: inEach('Theme') }],
  head: { number: 9, hash: sha256Hex('newest') },
  revision: null,
  at: AT,
  reader: inEach('Reader'),
  sendsLetters: true,
  origin: 'https://kenes.example',
  ...changes,
})

/** The words of one language. */
export const only = (language: Language, words: string): Localised =>
  eachLanguage((each) => (each === language ? words : ''))
