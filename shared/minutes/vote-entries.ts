import { eachLanguage, type Localised } from '../language.ts'
import { sayInEach } from '../messages/translate.ts'
import type { Entry, Facts, MinutedVote, MinutesFacts } from './model.ts'
import { hourOf, paragraph, quorumWords, same } from './sentence.ts'

/** Each decision with the numbers and sentences of its outcome, and what went wrong with it. Source: RULES.md MI1, EX3. */
export const voteEntries = (facts: MinutesFacts): Entry[] =>
  facts.votes.flatMap((vote) => [
    ...vote.corrections.map(({ id, words, first, second, at }) =>
      paragraph({ id: `correction:${id}`, at, point: vote.point }, ['minuted.correction'], {
        vote: same(vote.number),
        first,
        second,
        words: same(words),
      }),
    ),
    decision(facts, vote),
    ...vote.intended.map(({ id, name, cast, meant, words, at }) =>
      paragraph({ id: `intended:${id}`, at, point: vote.point }, ['minuted.intended'], {
        name,
        vote: same(vote.number),
        cast: sayInEach(`votes.recorded.${cast}`),
        meant: sayInEach(`votes.recorded.${meant}`),
        words: same(words),
      }),
    ),
    ...vote.objections.map((one) => objection(vote, one)),
    ...(vote.void
      ? [
          paragraph({ id: `void:${vote.id}`, at: vote.void.at, point: vote.point }, ['minuted.void'], {
            vote: same(vote.number),
            ground: sayInEach(`remedies.grounds.${vote.void.ground}`),
            words: same(vote.void.words),
          }),
        ]
      : []),
  ])

function decision(facts: MinutesFacts, vote: MinutedVote): Entry {
  const { outcome, recused } = vote
  const quorum = outcome?.quorum.opening ?? []
  const decides = outcome?.tallies.some((tally) => tally.notVoting > 0) ?? false
  return paragraph(
    { id: `vote:${vote.id}`, at: vote.closedAt, point: vote.point },
    [
      'minuted.vote',
      ...(outcome && quorum.length > 0 ? (['minuted.voteQuorum'] as const) : []),
      ...(outcome ? (['minuted.outcome'] as const) : []),
      ...(decides ? (['minuted.notVoting'] as const) : []),
      ...(recused.length > 0 ? (['minuted.recused'] as const) : []),
    ],
    {
      number: same(vote.number),
      question: vote.question,
      manner: sayInEach(`votes.manners.${vote.manner}`),
      opened: hourOf(facts, vote.openedAt),
      closed: hourOf(facts, vote.closedAt),
      ...(outcome && { headline: outcome.headline, explanation: outcome.explanation, ...countsOf(vote) }),
      ...(quorum.length > 0 && { quorum: quorumWords(quorum, facts.councils) }),
      ...(recused.length > 0 && {
        recused: eachLanguage((language) => recused.map((name) => name[language]).join(', ')),
      }),
    },
  )
}

/** Every count as a fact of its own, to be put into words; of councils that count apart, each of each. */
function countsOf({ outcome, councils }: MinutedVote): Facts {
  const tallies = outcome?.tallies ?? []
  const deciding = tallies.filter(({ decides }) => decides)
  const counts = (deciding.length > 0 ? deciding : tallies).map((tally) => ({
    tally,
    of: councils.find(({ id }) => id === tally.scope)?.name ?? null,
  }))
  const each = (count: (tally: (typeof tallies)[number]) => number): Localised =>
    eachLanguage((language) =>
      counts.map(({ tally, of }) => (of ? `${of[language]}: ${count(tally)}` : `${count(tally)}`)).join('; '),
    )
  return {
    for: each((tally) => tally.for),
    against: each((tally) => tally.against),
    abstain: each((tally) => tally.abstain),
    notVoting: each((tally) => tally.notVoting),
    places: each((tally) => tally.places),
  }
}

const objection = (
  vote: MinutedVote,
  { id, name, ground, words, at, upheld, ruling }: MinutedVote['objections'][number],
): Entry =>
  paragraph(
    { id: `objection:${id}`, at, point: vote.point },
    ['minuted.objection', ...(upheld === null ? [] : (['minuted.objectionRuled'] as const))],
    {
      name,
      vote: same(vote.number),
      ground: sayInEach(`remedies.grounds.${ground}`),
      words: same(words),
      ...(upheld !== null && {
        ruling: sayInEach(upheld ? 'minuted.upheld' : 'minuted.notUpheld'),
        reason: same(ruling ?? ''),
      }),
    },
  )
