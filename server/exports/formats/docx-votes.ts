import type { OutlineVote, OutlineWords } from '../../../shared/exports/model.ts'
import type { openBody } from './docx-body.ts'

type Body = ReturnType<typeof openBody>

/** A vote with its question, every number and sentence of its outcome, and the roll. Source: RULES.md EX3. */
export function writeVote(body: Body, words: OutlineWords, one: OutlineVote): void {
  body.paragraph('Heading2', one.heading)
  body.paragraph('BodyText', one.question)
  body.paragraph('Headline', one.headline)
  body.paragraph('BodyText', one.explanation)
  for (const step of one.steps) body.point(step)
  body.paragraph('Standing', one.facts.join(' · '))
  body.table(
    [words.scope, words.for, words.against, words.abstain, words.notVoting],
    one.tallies.map((tally) => [
      `${tally.name} (${tally.note})`,
      ...[tally.for, tally.against, tally.abstain, tally.notVoting].map(String),
    ]),
    [36, 13, 13, 19, 19],
  )
  body.paragraph('Heading3', words.roll)
  for (const { council, lines } of one.rollLines) {
    body.paragraph('Headline', council)
    for (const { said, names } of lines) body.labelled(said, names)
  }
}
