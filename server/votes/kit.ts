import { allow, refuse } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { say } from '../../shared/messages/translate.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { questionSentence } from '../../shared/votes/putting.ts'
import { seePreparation } from '../../shared/votes/rules.ts'
import { loadNames } from '../accounts/queries.ts'
import type { House } from '../house.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { prepareVote } from './prepare.ts'
import { loadVote } from './queries.ts'

/** What a vote on paper needs, for who presides and the secretariat. Source: RULES.md VO75. */
export async function viewPaperKit(house: House, account: AccountId, input: { recommendation: RecommendationId }) {
  const { db } = house
  const question = { kind: 'adopt-recommendation', recommendation: input.recommendation } as const
  const prepared = await prepareVote(db, question, account, house.clock.now())
  if (!prepared.ok) return prepared
  const { capacity, recommendation } = prepared.facts
  const may = seePreparation(capacity)
  if (!may.ok) return may
  const version = recommendation?.version ? await loadVersion(db, recommendation.version.id) : null
  if (!recommendation || !version) return refuse('not-frozen', 'VO75')
  const open = recommendation.vote?.stage === 'open' ? await loadVote(db, recommendation.vote.id) : null
  const { roll, rules } = open ? { roll: open.vote.roll, rules: open.rules } : prepared.facts
  const plain = plainParts(contentOf(version).parts)
  const names = await loadNames(db)
  const ofRecord = LANGUAGES.filter((language) =>
    rules.some(({ orders }) => orders.languagesOfRecord.includes(language)),
  )
  return allow({
    question: questionSentence(question, recommendation),
    title: plain.title,
    hash: version.hash,
    version: version.number,
    words: ofRecord.map((language) => ({
      language,
      title: plain.title[language],
      text: plain.text[language],
      sheet: sheetWords(language),
    })),
    councils: rules.map(({ council }) => ({ id: council.id, name: council.name })),
    places: roll.places.map((place) => ({
      place: place.id,
      name: nameIn(names, place.account),
      councils: place.seats.map(({ council }) => council),
    })),
    vote: open?.vote.number ?? null,
  })
}

const sheetWords = (language: Language) => ({
  title: say(language, 'paperKit.sheet'),
  how: say(language, 'paperKit.sheetHow'),
  signature: say(language, 'paperKit.signature'),
  for: say(language, 'votes.choices.for'),
  against: say(language, 'votes.choices.against'),
  abstain: say(language, 'votes.choices.abstain'),
})
