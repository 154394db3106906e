import type { Language, Localised } from '../language.ts'
import { formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import { CHOICES } from '../votes/model.ts'
import type { OutlineSeat, OutlineTally, OutlineVote, RollLine, VoteFacts } from './model.ts'
import { printable } from './words.ts'

/** A vote in one language: the question, every number and sentence of its outcome, and the roll. Source: RULES.md EX3. */
export function voteOutline(vote: VoteFacts, language: Language, timezone: string): OutlineVote {
  const { id, number, about, hash, outcome } = vote
  const inMine = (value: Localised) => printable(value[language])
  const isVoid = vote.stage === 'void'
  const seats = roll(vote, language)
  const heading = `${say(language, 'files.voted')} ${number}`
  return {
    id,
    number,
    about,
    heading: isVoid ? `${heading} · ${say(language, 'common.states.void')}` : heading,
    question: inMine(vote.question),
    isVoid,
    hash,
    facts: [
      say(language, 'files.manner', { manner: say(language, `votes.manners.${vote.manner}`) }),
      say(language, 'files.openFromTo', {
        from: formatDateTime(language, vote.openedAt, timezone),
        to: formatDateTime(language, vote.closedAt, timezone),
      }),
      `SHA-256 ${hash}`,
    ],
    result: outcome?.result ?? null,
    headline: outcome ? inMine(outcome.headline) : '',
    explanation: outcome ? inMine(outcome.explanation) : '',
    steps: (outcome?.steps ?? []).map(({ sentence }) => inMine(sentence)),
    quorum: (outcome?.quorum.opening ?? []).map(({ council, present, needed, reached }) => ({
      council,
      present,
      needed,
      reached,
    })),
    tallies: tallies(vote, language),
    roll: seats,
    rollLines: vote.councils.map(({ name }) => {
      const council = printable(name[language])
      return { council, lines: linesOf(seats.filter(({ councils }) => councils.includes(council))) }
    }),
  }
}

const tallies = ({ outcome, councils }: VoteFacts, language: Language): OutlineTally[] =>
  (outcome?.tallies ?? []).map((tally) => {
    const council = councils.find(({ id }) => id === tally.scope)?.name
    return {
      scope: tally.scope,
      name: council ? printable(council[language]) : say(language, 'votes.page.pool'),
      decides: tally.decides,
      note: say(language, tally.decides ? 'votes.page.decides' : 'votes.page.forInformation'),
      for: tally.for,
      against: tally.against,
      abstain: tally.abstain,
      notVoting: tally.notVoting,
      places: tally.places,
    }
  })

function roll({ roll: places, recused, absent, namesChoices }: VoteFacts, language: Language): OutlineSeat[] {
  const seat = ({ name, councils }: { name: Localised; councils: readonly Localised[] }) => ({
    name: printable(name[language]),
    councils: councils.map((each) => printable(each[language])),
  })
  const beside = (seats: VoteFacts['recused'], standing: 'recused' | 'absent'): OutlineSeat[] =>
    seats.map((one) => ({ ...seat(one), said: say(language, `votes.page.${standing}`), account: null, choice: null }))
  return [
    ...places.map((place) => ({
      ...seat(place),
      said: saidBy(place.choice, namesChoices, language),
      account: place.account,
      choice: place.choice,
    })),
    ...beside(recused, 'recused'),
    ...beside(absent, 'absent'),
  ]
}

/** Who said the same in one line: for, against, abstained, then whoever chose nothing or stood beside the roll. */
const linesOf = (seats: readonly OutlineSeat[]): RollLine[] =>
  [
    ...Map.groupBy(
      [...seats].sort((one, other) => rankOf(one) - rankOf(other)),
      ({ said }) => said,
    ),
  ].map(([said, all]) => ({
    said: `${said} (${all.length})`,
    names: all.map(({ name }) => name).join(', '),
  }))

const rankOf = ({ choice }: OutlineSeat): number => (choice === null ? CHOICES.length : CHOICES.indexOf(choice))

function saidBy(choice: OutlineSeat['choice'], namesChoices: boolean, language: Language): string {
  if (choice) return say(language, `votes.recorded.${choice}`)
  return namesChoices ? say(language, 'votes.page.didNotVote') : '—'
}
