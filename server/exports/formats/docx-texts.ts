import type {
  OutlineAmendment,
  OutlineCheck,
  OutlinePart,
  OutlineText,
  OutlineWords,
} from '../../../shared/exports/model.ts'
import type { AmendmentId } from '../../../shared/ids.ts'
import type { ParagraphDifference } from '../../../shared/text/difference.ts'
import { qrPng } from '../../office/qr.ts'
import type { Author, openBody } from './docx-body.ts'
import type { openComments, Range } from './docx-comments.ts'

type Body = ReturnType<typeof openBody>
type Comments = ReturnType<typeof openComments>

/** A recommendation or the preamble, with what is proposed to it and said beside it. Source: RULES.md EX7, EX14. */
export function writeText(body: Body, comments: Comments, words: OutlineWords, one: OutlineText, level: 1 | 2): void {
  const placed = one.comments.map((comment) => ({ ...comment, numbers: comments.take(comment) }))
  const whole = placed.filter(({ on }) => on === null).flatMap(({ numbers }) => numbers)
  if (one.number === null) body.paragraph(`Heading${level}`, one.title, { comments: whole })
  else body.numbered(`Heading${level}`, one.title, one.number, whole)
  body.paragraph('Standing', one.standing)
  if (one.check) writeCheck(body, one.check)
  const authors = authorsOf(one.amendments)
  for (const each of one.parts) {
    const ranges = placed.flatMap(({ on, numbers }) => (on?.part === each.part ? [{ ...on, numbers }] : []))
    part(body, each, authors, ranges)
  }
  fields(body, words, one)
  for (const { sentence } of one.followUp) body.paragraph('Standing', sentence)
  if (one.amendments.length === 0) return
  body.paragraph('Heading3', words.amendments)
  for (const each of one.amendments) writeAmendment(body, words, each)
}

/** The code by which a print is checked, drawn where it leads anywhere. Source: RULES.md EX18. */
function writeCheck(body: Body, { address, words, picture }: OutlineCheck): void {
  if (address === null) body.paragraph('Check', words)
  else body.pictured('Check', words, { png: qrPng(address), says: picture })
}

function part(
  body: Body,
  { heading, missing, blocks, tracked }: OutlinePart,
  authors: ReadonlyMap<AmendmentId, Author>,
  ranges: readonly Range[],
) {
  if (heading !== null) body.paragraph('Heading3', heading)
  if (tracked) body.tracked(tracked, (by) => authors.get(by) ?? NOBODY, ranges)
  else if (missing !== null) body.paragraph('Missing', missing)
  else body.text(blocks, ranges)
}

/** A change is always an amendment's, and that is in the list. */
const NOBODY: Author = { name: '', at: 0 }

const authorsOf = (amendments: readonly OutlineAmendment[]): ReadonlyMap<AmendmentId, Author> =>
  new Map(amendments.map(({ id, mover, tabledAt }) => [id, { name: mover, at: tabledAt }]))

function fields(body: Body, words: OutlineWords, one: OutlineText): void {
  const rows: readonly (readonly [string, string])[] = [
    [words.to, one.addressees.map(({ name, role }) => `${name} (${role})`).join('; ')],
    [words.deadline, one.deadline?.words ?? ''],
    [words.priority, one.priority ?? ''],
    [words.findings, one.findings.map(({ number, title }) => `${number}. ${title}`).join('; ')],
    [words.standards, one.standards.join('; ')],
    [words.earlier, one.earlier.join(' ')],
    [words.themes, one.themes.join('; ')],
  ]
  for (const [name, value] of rows) if (value !== '') body.labelled(name, value)
}

/** What somebody proposes, below the text. */
export function writeAmendment(body: Body, words: OutlineWords, { heading, reason, changes }: OutlineAmendment): void {
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
