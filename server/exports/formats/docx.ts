import type { Outline } from '../../../shared/exports/model.ts'
import { writeZip } from '../../office/zip.ts'
import { openBody } from './docx-body.ts'
import { openComments } from './docx-comments.ts'
import { docxParts } from './docx-parts.ts'
import { writeAmendment, writeText } from './docx-texts.ts'
import { writeVote } from './docx-votes.ts'

/**
 * The outline as a Word file: styles, numbered recommendations, DRAFT and page on every sheet. What is proposed to a text and not decided
 * stands in it as tracked changes, each by its mover at the hour it was tabled; what is said beside a draft as comments.
 * Source: RULES.md EX1, EX7, EX8, EX14.
 */
export function outlineDocx(outline: Outline): Uint8Array {
  const body = openBody(outline.language)
  const comments = openComments()
  const { words, preamble, recommendations } = outline
  body.columns(outline.letterhead.map(({ language, names }) => ({ language, lines: names })))
  body.paragraph('Title', outline.session.title)
  body.paragraph('Subtitle', outline.session.dated)
  if (preamble) writeText(body, comments, words, preamble, 1)
  body.paragraph('Heading1', words.recommendations)
  for (const one of recommendations) writeText(body, comments, words, one, 2)
  if (outline.newTexts.length > 0) {
    body.paragraph('Heading1', words.newTexts)
    for (const one of outline.newTexts) writeAmendment(body, words, one)
  }
  if (outline.votes.length > 0) {
    body.paragraph('Heading1', words.votesAnnex, { newPage: true })
    for (const one of outline.votes) writeVote(body, words, one)
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
  return writeZip(docxParts(outline, body.close(), comments.close()))
}
