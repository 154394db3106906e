import type { RecommendationId, VoteId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { Screen } from '../../shared/screens/model.ts'
import { plainParts } from '../../shared/text/canonical.ts'
import { inTurn, showsChoices } from '../../shared/votes/manners.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { carriedBySentence, questionSentence } from '../../shared/votes/putting.ts'
import { recommendationOf } from '../../shared/votes/questions.ts'
import { loadNames } from '../accounts/queries.ts'
import type { Reader } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Kept, loadRecommendation } from '../recommendations/queries.ts'
import { entryOf } from '../record/entries.ts'
import { nameIn } from '../sessions/views.ts'
import { contentOf, loadVersion } from '../versions/queries.ts'
import { loadBallots, loadCast, loadSheetPlaces, loadVote, loadWindow, presidingCouncil } from '../votes/queries.ts'
import { loadVoidings } from '../votes/remedies-queries.ts'
import { amendmentPut } from './amendments.ts'

/** The words of a text in the languages of the screen: of its version once it is frozen, else live. */
export async function wordsOf(house: House, screen: Screen, text: Kept) {
  const version = text.version && (await loadVersion(house.db, text.version.id))
  const parts = plainParts(version ? contentOf(version).parts : (await house.live.read(text.textId)).parts)
  return {
    kind: text.kind,
    number: text.number,
    stage: text.stage,
    version: version && { number: version.number, hash: version.hash },
    words: screen.languages.map((language: Language) => ({
      language,
      title: parts.title[language],
      text: parts.text[language],
    })),
  }
}

/** A vote with its progress, or once it is announced its outcome. Source: RULES.md SE54. */
export async function voteOn(house: House, screen: Screen, text: Kept | null, id: VoteId) {
  const { db } = house
  const loaded = await loadVote(db, id)
  if (!loaded) return null
  const { vote, rules, presiding } = loaded
  const { question } = vote
  const about = recommendationOf(question)
  const put = text ?? (about && (await loadRecommendation(db, about)))
  const words = text ? await wordsOf(house, screen, text) : null
  const said = saidBy(screen, vote)
  const asks = questionSentence(question, put ?? null)
  const amendment = await amendmentPut(house, screen, vote)
  if (vote.stage === 'announced' || vote.stage === 'void')
    return {
      scene: 'outcome' as const,
      text: words,
      said,
      amendment,
      question: asks,
      outcome: vote.outcome,
      void: await voidOf(db, vote),
      councils: rules.map(({ council }) => ({ id: council.id, name: council.name })),
      head: await entryOf(db, entryOfOutcome(text, vote), subjectOf(text, id)),
    }
  const names = await loadNames(db)
  const cast = await loadCast(db, vote)
  const ballots = new Map((await loadBallots(db, vote.id)).map((ballot) => [ballot.place, ballot.choice]))
  const seats = [...vote.roll.places.flatMap((place) => place.seats), ...vote.roll.recused, ...vote.roll.absent]
  return {
    scene: 'vote' as const,
    text: words,
    said,
    amendment,
    question: asks,
    stage: vote.stage,
    manner: vote.manner,
    until: (await loadWindow(db, vote.id))?.until ?? null,
    carriedBy: carriedBySentence(rules, vote.counting, presidingCouncil(rules, seats, presiding)),
    places: vote.roll.places.length,
    cast: cast.length,
    turn: inTurn(vote, [...cast.map(({ place }) => place), ...(await loadSheetPlaces(db, vote.id))]),
    roll: vote.roll.places.map((place) => ({
      place: place.id,
      name: nameIn(names, place.account),
      choice: showsChoices(vote) ? (ballots.get(place.id) ?? null) : null,
    })),
  }
}

/** The words of a part that is voted on apart, in the screen's languages. */
const saidBy = ({ languages }: Screen, { question }: Vote) =>
  question.kind === 'keep-part'
    ? languages.flatMap((language) => (question.words[language] ? [{ language, words: question.words[language] }] : []))
    : []

/** That a vote is void and why, in words; null of one that stands. */
async function voidOf(db: Reader, vote: Vote) {
  if (vote.stage !== 'void') return null
  const done = (await loadVoidings(db, vote.id)).find(({ stage }) => stage === 'done')
  return done
    ? sayInEach('remedies.void.withGround', {
        number: vote.number,
        ground: sayInEach(`remedies.grounds.${done.ground}`),
      })
    : null
}

function entryOfOutcome(text: Kept | null, { stage }: Vote): string {
  if (stage === 'void') return 'vote-void'
  return text?.stage === 'adopted' ? 'text-adopted' : 'vote-announced'
}

const subjectOf = (text: Kept | null, vote: VoteId): RecommendationId | VoteId =>
  text?.stage === 'adopted' ? text.id : vote
