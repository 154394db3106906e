import type { Outline, OutlineAmendment, OutlinePart, OutlineText, OutlineVote } from '../../../shared/exports/model.ts'
import type { AmendmentId } from '../../../shared/ids.ts'
import type { ParagraphDifference } from '../../../shared/text/difference.ts'
import { writeZip } from '../../office/zip.ts'
import { type Author, openBody } from './docx-body.ts'
import { docxParts } from './docx-parts.ts'

/**
 * The outline as a Word file: styles, numbered recommendations, DRAFT and page on every sheet. What is proposed to a text and not decided
 * stands in it as tracked changes, each by its mover at the hour it was tabled. Source: RULES.md EX1, EX7, EX8.
 */
export function outlineDocx(outline: Outline): Uint8Array {
  const body = openBody(outline.language)
  const { words, preamble, recommendations } = outline
  body.columns(outline.letterhead.map(({ language, names }) => ({ language, lines: names })))
  body.paragraph('Title', outline.session.title)
  body.paragraph('Subtitle', outline.session.dated)
  if (preamble) text(body, outline, preamble, 1)
  body.paragraph('Heading1', words.recommendations)
  for (const one of recommendations) text(body, outline, one, 2)
  if (outline.newTexts.length > 0) {
    body.paragraph('Heading1', words.newTexts)
    for (const one of outline.newTexts) amendment(body, outline, one)
  }
  if (outline.votes.length > 0) {
    body.paragraph('Heading1', words.votesAnnex, { newPage: true })
    for (const one of outline.votes) vote(body, outline, one)
  }
  if (outline.opinions.length > 0) {
    body.paragraph('Heading1', words.opinionsAnnex)
    for (const { heading, language, paragraphs } of outline.opinions) {
      body.paragraph('Heading3', heading)
      for (const one of paragraphs) body.paragraph('BodyText', one, { language })
    }
  }
  body.paragraph('Heading1', words.recordAnnex)
  body.paragraph('BodyText', outline.record.words)
  body.paragraph('BodyText', outline.record.check)
  return writeZip(docxParts(outline, body.close()))
}

type Body = ReturnType<typeof openBody>

function text(body: Body, outline: Outline, one: OutlineText, level: 1 | 2): void {
  const { words } = outline
  if (one.number === null) body.paragraph(`Heading${level}`, one.title)
  else body.numbered(`Heading${level}`, one.title, one.number)
  body.paragraph('Standing', one.standing)
  const authors = authorsOf(one.amendments)
  for (const each of one.parts) part(body, each, authors)
  fields(body, outline, one)
  if (one.amendments.length === 0) return
  body.paragraph('Heading3', words.amendments)
  for (const each of one.amendments) amendment(body, outline, each)
}

function part(
  body: Body,
  { heading, missing, blocks, tracked }: OutlinePart,
  authors: ReadonlyMap<AmendmentId, Author>,
) {
  if (heading !== null) body.paragraph('Heading3', heading)
  if (tracked) body.tracked(tracked, (by) => authors.get(by) ?? NOBODY)
  else if (missing !== null) body.paragraph('Missing', missing)
  else for (const { level, content } of blocks) body.runs(level ?? 0, content)
}

/** A change is always an amendment's, and that is in the list. */
const NOBODY: Author = { name: '', at: 0 }

const authorsOf = (amendments: readonly OutlineAmendment[]): ReadonlyMap<AmendmentId, Author> =>
  new Map(amendments.map(({ id, mover, tabledAt }) => [id, { name: mover, at: tabledAt }]))

function fields(body: Body, { words }: Outline, one: OutlineText): void {
  const rows: readonly (readonly [string, string])[] = [
    [words.to, one.addressees.map(({ name, role }) => `${name} (${role})`).join('; ')],
    [words.deadline, one.deadline?.words ?? ''],
    [words.priority, one.priority ?? ''],
    [words.findings, one.findings.map(({ number, title }) => `${number}. ${title}`).join('; ')],
    [words.standards, one.standards.join('; ')],
    [words.themes, one.themes.join('; ')],
  ]
  for (const [name, value] of rows) if (value !== '') body.labelled(name, value)
}

function amendment(body: Body, { words }: Outline, { heading, reason, changes }: OutlineAmendment): void {
  body.paragraph('Amendment', heading)
  if (reason) body.labelled(words.reason, reason.words, reason.language)
  for (const change of changes) {
    body.paragraph('Standing', change.heading)
    for (const paragraph of change.paragraphs) body.drawn(paragraph.level, drawnRuns(paragraph), change.language)
  }
}

/** The same changes as words that are struck out or underlined, for who reads without tracked changes. */
const drawnRuns = ({ segments }: ParagraphDifference) =>
  segments.map(({ kind, text, marks }) => ({ text, marks, kind: kind === 'formatted' ? ('same' as const) : kind }))

function vote(body: Body, { words }: Outline, one: OutlineVote): void {
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
