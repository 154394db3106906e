import type { AccountId } from '../../shared/ids.ts'
import { eachLanguage, type Localised } from '../../shared/language.ts'
import { sayInEach } from '../../shared/messages/translate.ts'
import type { MinutedVote, MinutesFacts } from '../../shared/minutes/model.ts'
import type { Session } from '../../shared/sessions/model.ts'
import type { Vote } from '../../shared/votes/model.ts'
import { questionSentence } from '../../shared/votes/putting.ts'
import { isUnderHidden, recommendationOf } from '../../shared/votes/questions.ts'
import type { Reader } from '../db/database.ts'
import { opinionsOnVotes } from '../votes/opinions.ts'
import { loadVote } from '../votes/queries.ts'
import { loadCorrections, loadIntendedVotes, loadObjections, loadVoidings } from '../votes/remedies-queries.ts'
import { numberedText, type Sight } from './sight.ts'

/** Every vote that was announced or made void, with what was said and done against its outcome. */
export async function minutedVotes(
  db: Reader,
  session: Session,
  sight: Sight,
): Promise<readonly { readonly vote: Vote; readonly minuted: MinutedVote }[]> {
  const rows = await db
    .selectFrom('votes')
    .select('id')
    .where('session', '=', session.id)
    .where('stage', 'in', ['announced', 'void'])
    .orderBy('number')
    .execute()
  const loaded = await Promise.all(rows.map(({ id }) => loadVote(db, id)))
  return Promise.all(
    loaded
      .flatMap((one) => (one && isSeen(one.vote, sight) ? [one.vote] : []))
      .map(async (vote) => ({ vote, minuted: await minutedVote(db, vote, sight) })),
  )
}

function isSeen(vote: Vote, { set, hidden }: Sight): boolean {
  const about = recommendationOf(vote.question)
  return about === null ? !isUnderHidden(vote, hidden) : set.has(about)
}

async function minutedVote(db: Reader, vote: Vote, { set, nameOf }: Sight): Promise<MinutedVote> {
  if (vote.stage !== 'announced' && vote.stage !== 'void') throw new Error(`${vote.id} has no outcome to be minuted`)
  const about = recommendationOf(vote.question)
  const text = about === null ? null : (set.get(about) ?? null)
  const done = (await loadVoidings(db, vote.id)).find(({ stage }) => stage === 'done')
  const person = (account: AccountId | null): Localised => (account === null ? eachLanguage(() => '') : nameOf(account))
  const placeNames = new Map(vote.roll.places.map(({ id, account }) => [id, nameOf(account)]))
  return {
    id: vote.id,
    number: vote.number,
    question: questionSentence(vote.question, text),
    point: text?.point ?? vote.point,
    manner: vote.manner,
    openedAt: vote.openedAt,
    closedAt: vote.closedAt,
    outcome: vote.outcome,
    councils: vote.councils.map(({ id, name }) => ({ id, name })),
    recused: [...new Set(vote.roll.recused.map(({ account }) => account))].map(nameOf),
    void:
      vote.stage === 'void' && done ? { ground: done.ground, words: done.words, at: done.decidedAt ?? done.at } : null,
    corrections: (await loadCorrections(db, vote.id))
      .filter(({ stage }) => stage === 'confirmed')
      .map(({ id, words, by, decidedBy, at, decidedAt }) => ({
        id,
        words,
        first: nameOf(by),
        second: person(decidedBy),
        at: decidedAt ?? at,
      })),
    intended: (await loadIntendedVotes(db, vote.id)).map(({ place, cast, meant, words, by, at }) => ({
      id: `${vote.id}:${place}`,
      name: placeNames.get(place) ?? nameOf(by),
      cast,
      meant,
      words,
      at,
    })),
    objections: (await loadObjections(db, vote.id)).map(({ id, by, ground, words, at, stage, ruling }) => ({
      id,
      name: nameOf(by),
      ground,
      words,
      at,
      upheld: stage === 'waiting' ? null : stage === 'upheld',
      ruling,
    })),
  }
}

/** What members said of announced votes, of texts that the reader sees. */
export async function opinionsIn(
  db: Reader,
  votes: readonly Vote[],
  { set }: Sight,
): Promise<MinutesFacts['opinions']> {
  const said = await opinionsOnVotes(
    db,
    votes.filter(({ stage }) => stage === 'announced'),
  )
  return said.flatMap(({ id, kind, name, councils, voteNumber, recommendation, words, givenAt }) => {
    const text = recommendation === null ? null : set.get(recommendation)
    if (text === undefined) return []
    return [
      {
        id,
        kind,
        name,
        councils: councils.map((council) => council.name),
        vote: voteNumber,
        on: text ? numberedText(text) : sayInEach('minuted.onTheQuestion'),
        words,
        point: text?.point ?? null,
        at: givenAt,
      },
    ]
  })
}
